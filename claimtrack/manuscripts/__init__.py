"""Writing into a draft's own file: citations resolved and notes hung on, all else untouched.

What is to be written is in `contract`; `writing` has the one function that writes it.
"""
