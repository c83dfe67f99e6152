"""How CSL's types and variables stand in RIS: tables.

The tags are those of the RIS specification as Zotero, EndNote and Mendeley use them. Where several
say the same, the first is written and all are read.
"""

from __future__ import annotations

from typing import Final

#: CSL type: RIS type that is written.
TYPES: Final[dict[str, str]] = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "ADVS",
    "chapter": "CHAP",
    "classic": "ANCIENT",
    "collection": "AGGR",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "DICT",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "event": "GEN",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "performance": "GEN",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "LEGAL",
    "webpage": "ELEC",
}

#: RIS type: CSL type, the first that is written so, and types that are only read.
TYPES_OF: Final[dict[str, str]] = {
    "ABST": "article-journal",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "CHART": "figure",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "EQUA": "figure",
    "GOVDOC": "report",
    "INPR": "article",
    "JFULL": "article-journal",
    "MANSCPT": "manuscript",
    "MULTI": "webpage",
    "UNBILL": "bill",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
    **{ris: name for name, ris in reversed(TYPES.items())},
    "DICT": "entry-dictionary",
    "GEN": "document",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "PCOMM": "personal_communication",
}

#: Text variables that are one line each.
TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("TI", "T1", "CT"),
    "container-title": ("T2", "JF", "JO", "BT"),
    "container-title-short": ("J2", "JA"),
    "collection-title": ("T3",),
    "title-short": ("ST",),
    "original-title": ("TT",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "volume": ("VL",),
    "issue": ("IS",),
    "number": ("M1",),
    "edition": ("ET",),
    "number-of-volumes": ("NV",),
    "section": ("SE",),
    "genre": ("M3",),
    "abstract": ("AB", "N2"),
    "language": ("LA",),
    "URL": ("UR",),
    "DOI": ("DO",),
    "call-number": ("CN",),
    "archive": ("DB",),
    "archive_location": ("AV",),
    "source": ("DP",),
    "annote": ("RN",),
}
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "author": ("AU", "A1"),
    "editor": ("ED", "A2"),
    "collection-editor": ("A3",),
    "translator": ("A4",),
}
#: The date of issue: the whole one, else the year.
ISSUED: Final = ("DA", "PY", "Y1")
ACCESSED: Final = "Y2"
FIRST_PAGE, LAST_PAGE = "SP", "EP"
NOTE, KEYWORD, KEY, SERIAL = "N1", "KW", "ID", "SN"
#: Free for whoever writes a file: here `variable: value`, for what no other tag says exactly.
EXACT: Final = "U5"

#: Types whose serial number is an ISBN; that of all others is an ISSN.
BOOKS: Final = frozenset(
    "BOOK CHAP EBOOK ECHAP EDBOOK CTLG CONF CPAPER ENCYC DICT ANCIENT THES RPRT PAMP".split()
)
