"""CSL-JSON items: the names and types of the CSL data schema (1.0.2), as one table.

Checked here rather than as a model of a hundred optional fields: the table is what one reads, costs
nothing to build when the program starts, and leaves a name it does not know where it stands.
Source of the names: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimtrack.errors import InvalidDateError
from claimtrack.models.base import parse_date
from claimtrack.values.dates import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage
    """.split()
)
#: No type is longer: what is, is cut before it is compared with them.
_LONGEST_TYPE = max(map(len, TYPES))

NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director executive-producer guest host illustrator interviewer
    narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator
    """.split()
)
DATES = frozenset(
    """
    accessed available-date container event-date issued original-date submitted
    """.split()
)
NUMBERS = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number id
    issue locator number number-of-pages number-of-volumes page page-first part part-number
    printing printing-number supplement supplement-number volume
    """.split()
)
STRINGS = frozenset(
    """
    DOI ISAN ISBN ISCI ISMN ISRC ISSN ISWC PMCID PMID URL abstract annote archive
    archive-place archive_collection archive_location authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division
    event event-place event-title genre journalAbbreviation jurisdiction keyword language
    medium note original-publisher original-publisher-place original-title part-title
    publisher publisher-place references reviewed-genre reviewed-title scale section
    shortTitle source status title title-short translated-title translated-title-short type
    version volume-title volume-title-short year-suffix
    """.split()
)
KNOWN = NAMES | DATES | NUMBERS | STRINGS | {"categories", "custom"}

_NAME_TEXTS = frozenset(
    {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
)
_NAME_FLAGS = frozenset({"comma-suffix", "static-ordering", "parse-names"})
_DATE_PIECES = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})

#: CSL numbers the seasons 1-4, EDTF 21-24.
_SEASON_SHIFT = 20


def find_faults(item: Mapping[str, Any]) -> list[str]:
    """Return what is of a wrong type in ``item``, a sentence each; unknown names pass."""
    faults = _find_type_faults(item.get("type"))
    for name, value in item.items():
        check = _CHECKS.get(name)
        if check:
            faults.extend(check(name, value))
    return faults


def find_unknown_names(item: Mapping[str, Any]) -> list[str]:
    """Return the names in ``item`` that CSL does not have."""
    return sorted(name for name in item if name not in KNOWN)


def read_date(value: str | Mapping[str, Any] | None) -> Edtf | None:
    """Read a CSL date variable: an EDTF text, or an object with ``date-parts`` and its kin.

    Returns:
        The date, or None when there is none or it is only words: ``literal``, or a ``raw`` that is
        no EDTF.

    Raises:
        InvalidDateError: the date cannot be.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_date(value)
    if "edtf" in value:
        return Edtf.parse(str(value["edtf"]))
    if "date-parts" in value:
        return _read_parts(value["date-parts"], value.get("season"), circa=bool(value.get("circa")))
    return _read_words(value.get("raw"))


def name_people(names: Sequence[Mapping[str, Any]]) -> str:
    """Return CSL names as one line of words: ``Given Family, Given Family``."""
    return ", ".join(filter(None, (_name_person(name) for name in names)))


def _name_person(name: Mapping[str, Any]) -> str:
    if "literal" in name:
        return str(name["literal"])
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(str(name[piece]) for piece in order if name.get(piece))


def _read_parts(parts: Any, season: Any, *, circa: bool) -> Edtf | None:  # noqa: ANN401 - JSON
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        raise TypeError("date-parts must be one or two lists of year, month, day")
    if all(part in ([], [None], [""]) for part in parts):
        return None  # what reference managers write where they know no date
    if season and len(parts) == 1 and len(parts[0]) == 1:
        parts = [[*parts[0], _SEASON_SHIFT + int(str(season))]]
    return Edtf.from_parts(parts, circa=circa)


def _read_words(words: object) -> Edtf | None:
    try:
        return Edtf.parse(words) if isinstance(words, str) else None
    except InvalidDateError:
        return None


def _find_type_faults(given: object) -> list[str]:
    if isinstance(given, str) and given in TYPES:
        return []
    if not given:
        return ["type is missing"]
    from difflib import get_close_matches

    near = get_close_matches(str(given)[:_LONGEST_TYPE], TYPES, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return [f"type is {given!r}, which CSL does not have{hint}"]


def _find_text_faults(name: str, value: object) -> list[str]:
    return [] if isinstance(value, str) else [f"{name} must be a text"]


def _find_number_faults(name: str, value: object) -> list[str]:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return []
    return [f"{name} must be a text or a number"]


def _find_category_faults(name: str, value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return []
    return [f"{name} must be a list of texts"]


def _find_custom_faults(name: str, value: object) -> list[str]:
    return [] if isinstance(value, dict) else [f"{name} must be an object"]


def _find_name_faults(name: str, value: object) -> list[str]:
    if not isinstance(value, list):
        return [f"{name} must be a list of names"]
    faults = []
    for entry in value:
        if not isinstance(entry, dict):
            faults.append(f"each {name} must be an object with family and given, or literal")
            continue
        for piece, text in entry.items():
            if piece in _NAME_TEXTS and not isinstance(text, str):
                faults.append(f"{piece} of {name} must be a text")
            elif piece not in _NAME_TEXTS | _NAME_FLAGS:
                faults.append(f"{piece} is no part of a name ({name})")
    return faults


def _find_date_faults(name: str, value: object) -> list[str]:
    if isinstance(value, dict) and (strange := sorted(set(value) - _DATE_PIECES)):
        return [f"{', '.join(strange)} is no part of a date ({name})"]
    if not isinstance(value, str | dict):
        return [f"{name} must be an EDTF text or an object with date-parts"]
    try:
        read_date(value)
    except InvalidDateError as error:
        return [f"{name}: {error}"]
    except TypeError as error:
        return [f"{name}: {error}"]
    except ValueError:
        return [f"{name}: season must be 1 to 4"]
    return []


_CHECKS: dict[str, Callable[[str, object], list[str]]] = {
    **dict.fromkeys(NAMES, _find_name_faults),
    **dict.fromkeys(DATES, _find_date_faults),
    **dict.fromkeys(NUMBERS, _find_number_faults),
    **dict.fromkeys(STRINGS, _find_text_faults),
    "categories": _find_category_faults,
    "custom": _find_custom_faults,
}
