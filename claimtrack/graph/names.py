"""Who speaks: when two names, or a name and a document, stand for one origin.

Who stands behind a source depends on what it is: behind an article its publisher, behind a letter
or an interview the person. A source without either, such as an unnamed informant, stands for
itself. Names are compared as written but for case, white space and a leading "the"; a source's
`aliases` are further names of whoever stands behind it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from claimtrack.models.source import Source

#: CSL types whose author, not whose publisher, is where a statement comes from.
PERSONAL_TYPES = frozenset(
    """
    article-journal bill book chapter dataset hearing interview legal_case legislation manuscript
    paper-conference patent personal_communication regulation song speech thesis treaty
    """.split()
)

#: Words that introduce somebody who is not named.
INDEFINITE = frozenset(
    """
    a an another anonymous both certain few five four many most multiple one other several six some
    ten three two unidentified unnamed various
    """.split()
)

_LEADING_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever stands behind a statement.

    Attributes:
        key: equal for two that are one.
        label: a name or a title, fit to show.
        named: whether it is known who this is.
    """

    key: str
    label: str
    named: bool = True


def normalise_name(words: str) -> str:
    """Return ``words`` as names are compared: without case, extra space or a leading "the"."""
    plain = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    return _LEADING_ARTICLE.sub("", plain.strip(" .,;:\"'“”‘’"))


def is_named(words: str) -> bool:
    """Say whether ``words`` name somebody, as "the Harbour Board" does and "a witness" does not.

    In doubt it says no, and two unnamed credits stay two: the count of origins is an upper bound.
    A name must hold a capital, so one in a script without them is in doubt.
    """
    rest = _LEADING_ARTICLE.sub("", words.strip(" .,;:\"'“”‘’")).split()
    if not rest or rest[0].casefold() in INDEFINITE or rest[0][0].isdigit():
        return False
    return any(word[0].isupper() for word in rest)


def list_aliases(source: Source) -> list[tuple[str, str]]:
    """Return further names of whoever stands behind a source, each with the own name.

    Both are as names are compared.
    """
    name = _name_speaker(source) if source.aliases else ""
    own = normalise_name(name)
    return [(normalise_name(alias), own) for alias in source.aliases] if name else []


class NameBook:
    """The speakers of a ledger's sources.

    Args:
        sources: by id.
        aliases: those of all of them, as `list_aliases` returns them, where they are known without
            looking at each source.
    """

    def __init__(
        self, sources: Mapping[str, Source], aliases: Iterable[tuple[str, str]] | None = None
    ) -> None:
        self._sources = sources
        if aliases is None:
            aliases = chain.from_iterable(map(list_aliases, sources.values()))
        #: Another name of a source to the names of those who stand behind such sources.
        meant: dict[str, set[str]] = {}
        for alias, name in aliases:
            meant.setdefault(alias, set()).add(name)
        # An alias that could mean two is no alias of either.
        self._aliases = {alias: names.pop() for alias, names in meant.items() if len(names) == 1}
        self._speakers: dict[str, Speaker] = {}

    def speaker_of(self, source_id: str) -> Speaker:
        """Return who stands behind a source; the source itself where nobody else is known."""
        if source_id not in self._speakers:
            self._speakers[source_id] = self._find_speaker(source_id)
        return self._speakers[source_id]

    def credited(self, words: str, source_id: str) -> Speaker:
        """Return whom a source credits in ``words``.

        The same name is the same speaker anywhere. Somebody unnamed is the same only where one
        publisher says it in the same words.
        """
        if is_named(words):
            return Speaker(self._key(words), " ".join(words.split()))
        teller = self.speaker_of(source_id)
        label = f"“{' '.join(words.split())}” (unnamed, according to {teller.label})"
        return Speaker(f"unnamed {normalise_name(words)} | {teller.key}", label, named=False)

    def _find_speaker(self, source_id: str) -> Speaker:
        source = self._sources.get(source_id)
        if source is None:
            return Speaker(f"record {source_id}", f"{source_id} (not in the ledger)", named=False)
        name = _name_speaker(source)
        if not name:
            return Speaker(f"record {source_id}", source.title, named=False)
        return Speaker(self._key(name), name)

    def _key(self, name: str) -> str:
        plain = normalise_name(name)
        return f"name {self._aliases.get(plain, plain)}"


def _name_speaker(source: Source) -> str:
    if source.csl.get("type") in PERSONAL_TYPES:
        return " ".join((source.authors or source.publisher).split())
    return " ".join((source.publisher or source.authors).split())
