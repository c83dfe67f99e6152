"""A draft with a note at each of its statements: what the ledger has to say, and how it knows.

`notes` holds what is said, as values; `gathering` gets it out of the ledger, `wording` puts it into
words. Then it is hung on the draft's own file (`hanging`), or on that of another format which it is
carried over into (`carrying`), or set beside it on a page (`page`) or on paper (`paper`).
"""
