"""Sources as a style prints them: citations, notes and lists, set by pandoc.

The way through: `collecting` finds what a draft cites, `duplicates` what is one source under two
ids, `items` turns sources into what is printed, `engine` has pandoc set it, `citing` puts the
answer together and says what is missing from it, and `formats` or `resolving` write it down.
"""
