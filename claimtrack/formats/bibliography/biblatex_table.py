"""How CSL's types and variables stand in BibLaTeX and BibTeX: tables, read in both directions.

What BibLaTeX has no field for is written as `csl-` and the variable's name; programs that do not
know such a field pass over it. The names of fields and types are those of the BibLaTeX manual.
"""

from __future__ import annotations

from typing import Final

#: CSL type: entry type, entry subtype; an entry without a subtype is of the first type that fits.
TYPES: Final[dict[str, tuple[str, str]]] = {
    "article-journal": ("article", ""),
    "article-newspaper": ("article", "newspaper"),
    "article-magazine": ("article", "magazine"),
    "article": ("misc", "article"),
    "bill": ("legislation", "bill"),
    "book": ("book", ""),
    "broadcast": ("video", "broadcast"),
    "chapter": ("incollection", ""),
    "classic": ("book", "classic"),
    "collection": ("misc", "collection"),
    "dataset": ("dataset", ""),
    "document": ("misc", ""),
    "entry": ("inreference", "entry"),
    "entry-dictionary": ("inreference", "dictionary"),
    "entry-encyclopedia": ("inreference", ""),
    "event": ("misc", "event"),
    "figure": ("image", "figure"),
    "graphic": ("image", ""),
    "hearing": ("jurisdiction", "hearing"),
    "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("unpublished", ""),
    "map": ("image", "map"),
    "motion_picture": ("movie", ""),
    "musical_score": ("music", "score"),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "personal_communication": ("letter", ""),
    "post": ("online", "post"),
    "post-weblog": ("online", "blog"),
    "regulation": ("legislation", "regulation"),
    "report": ("report", ""),
    "review": ("review", ""),
    "review-book": ("review", "book"),
    "software": ("software", ""),
    "song": ("music", ""),
    "speech": ("unpublished", "speech"),
    "standard": ("standard", ""),
    "thesis": ("thesis", ""),
    "treaty": ("legal", "treaty"),
    "webpage": ("online", ""),
}
TYPES_OF: Final = {entry: name for name, entry in TYPES.items()}

#: The types of BibTeX itself; all others are `misc` there.
BIBTEX_TYPES: Final[dict[str, str]] = {
    "article": "article",
    "review": "article",
    "book": "book",
    "incollection": "incollection",
    "inreference": "incollection",
    "inproceedings": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "unpublished": "unpublished",
    "booklet": "booklet",
}

#: Text variables that have the same field in every type.
FIELDS: Final[dict[str, str]] = {
    "title": "title",
    "title-short": "shorttitle",
    "container-title-short": "shortjournal",
    "collection-title": "series",
    "publisher-place": "location",
    "edition": "edition",
    "volume": "volume",
    "page": "pages",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "chapter-number": "chapter",
    "version": "version",
    "genre": "type",
    "status": "pubstate",
    "event-title": "eventtitle",
    "event-place": "venue",
    "call-number": "library",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "original-title": "origtitle",
    "abstract": "abstract",
    "annote": "annotation",
    "note": "note",
    "keyword": "keywords",
    "language": "language",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
}
#: Fields whose braces hold no TeX.
VERBATIM: Final[dict[str, str]] = {"URL": "url", "DOI": "doi"}
DATES: Final[dict[str, str]] = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
}
NAMES: Final[dict[str, str]] = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}

_IN_BOOKS: Final = frozenset({"incollection", "inproceedings", "inreference"})
_BOOKS: Final = _IN_BOOKS | {"book"}
_ISSUED_IN_NUMBERS: Final = frozenset({"article", "periodical", "review"})
_OF_INSTITUTIONS: Final = frozenset({"report", "thesis"})

#: Fields that are read into the variable of another one: where one of them stands, the field alone
#: does not say it all.
SIBLINGS: Final[dict[str, frozenset[str]]] = {
    "title": frozenset(
        "subtitle titleaddon maintitle mainsubtitle maintitleaddon issuetitle issuesubtitle".split()
    ),
    "journaltitle": frozenset({"journalsubtitle"}),
    "booktitle": frozenset("booksubtitle booktitleaddon maintitle mainsubtitle".split()),
    "publisher": frozenset("institution organization school howpublished".split()),
    "institution": frozenset("publisher organization school howpublished".split()),
    "organization": frozenset("publisher institution school howpublished".split()),
    "volume": frozenset({"part", "maintitle"}),
    "note": frozenset({"addendum"}),
    "shorttitle": frozenset({"maintitle"}),
}

#: Fields that mean the same as another.
SYNONYMS: Final[dict[str, str]] = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "annote": "annotation",
}

#: Fields that pandoc reads, or that are read here; all others are kept as they are.
READ: Final = (
    frozenset(FIELDS.values())
    | frozenset(VERBATIM.values())
    | frozenset(DATES.values())
    | frozenset(NAMES.values())
    | frozenset(SYNONYMS)
    | frozenset.union(*SIBLINGS.values())
    | frozenset(
        """
        booktitle crossref day entrysubtype hyphenation issue journaltitle langid month number
        xdata year
        """.split()
    )
)
#: Titles, whose capitals pandoc takes away unless braces protect them.
CASED: Final = frozenset(
    """
    booktitle booksubtitle booktitleaddon eventtitle issuesubtitle issuetitle mainsubtitle maintitle
    maintitleaddon origtitle shorttitle subtitle title titleaddon
    """.split()
)


def list_fields(entry_type: str) -> dict[str, str]:
    """Return the field of each text variable in entries of a type."""
    fields = dict(FIELDS)
    fields["container-title"] = "booktitle" if entry_type in _IN_BOOKS else "journaltitle"
    if entry_type in _ISSUED_IN_NUMBERS:
        fields["issue"] = "number"
    elif entry_type in _BOOKS:
        fields["collection-number"] = "number"
    else:
        fields["number"] = "number"
    if entry_type == "patent":
        fields["jurisdiction"] = fields.pop("publisher-place")
    if entry_type in _OF_INSTITUTIONS:
        fields["publisher"] = "institution"
    else:
        fields["publisher"] = "organization" if entry_type == "online" else "publisher"
    return fields
