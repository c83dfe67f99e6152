"""What is to be cited, and what came of it: values alone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claimtrack.manuscripts.contract import Inline


class Mode(StrEnum):
    """How a source is named in a citation."""

    NORMAL = "normal"
    """All of it in brackets or in a note: ``[@key]``."""
    IN_TEXT = "in-text"
    """The author as a word of the sentence: ``@key``."""
    SUPPRESSED = "suppressed"
    """Without the author, whom the sentence has named: ``[-@key]``."""


class Cite(NamedTuple):
    """One source in a citation.

    Attributes:
        source_id: of the source.
        key: what the draft calls it: its id, or that of a claim.
        locator: where in it: ``p. 3``, ``para. 12``, or other words of the author; "" for nowhere.
        prefix: words before it: ``see``.
        suffix: what the author wrote behind it, with the comma or space before that, locator and
            all; "" where the locator was worked out from an anchor.
        mode: how it is named.
    """

    source_id: str
    key: str
    locator: str = ""
    prefix: str = ""
    suffix: str = ""
    mode: Mode = Mode.NORMAL


class Cluster(NamedTuple):
    """The sources that are cited in one place.

    Attributes:
        cites: in the order in which the draft names them.
        start: where it begins in the draft's file, `Draft.raw`.
        end: where it ends there; where it starts, if it is yet to be put in.
        line: its line, from 1.
        column: its column, from 1.
        in_note: whether it stands in a footnote of the author's own.
        is_alone: whether that footnote has no other words.
        note_label: what references call that footnote.
        opens: whether its paragraph, or its cell, begins with it.
    """

    cites: tuple[Cite, ...]
    start: int = 0
    end: int = 0
    line: int = 0
    column: int = 0
    in_note: bool = False
    is_alone: bool = False
    note_label: str = ""
    opens: bool = False

    @property
    def is_added(self) -> bool:
        """Whether no citation stands there yet: a matched statement is to be given one."""
        return self.start == self.end


class Citation(NamedTuple):
    """A cluster as the style prints it.

    Attributes:
        cluster: what is cited there.
        inlines: what stands in the sentence; nothing for a note alone.
        note: what its note says; None for no note.
    """

    cluster: Cluster
    inlines: tuple[Inline, ...]
    note: tuple[Inline, ...] | None = None


class Listed(NamedTuple):
    """An entry of the list of sources.

    Attributes:
        source_id: of the source.
        inlines: what the style prints of it, and what we add to that.
        label: its number or label, where the style has one in the margin.
    """

    source_id: str
    inlines: tuple[Inline, ...]
    label: str = ""


class LeftOut(NamedTuple):
    """A source that is cited and not in the list."""

    source_id: str
    why: str


class UnknownKey(NamedTuple):
    """A key that the ledger does not have; what the draft says there is left as it is."""

    key: str
    line: int
    column: int
    why: str


class Citations(NamedTuple):
    """All that was cited, as one style prints it.

    Attributes:
        style_id: the name of the style.
        style_title: what the style calls itself.
        in_notes: whether the style cites in notes.
        citations: in the order of the draft; none for a mere list.
        entries: the list, as the style orders it.
        left_out: what is not in the list though it is cited, and why.
        unknown: keys of the draft that nothing has.
        remarks: what a person should know: what was merged, guessed, marked or is missing.
    """

    style_id: str
    style_title: str
    in_notes: bool
    citations: tuple[Citation, ...]
    entries: tuple[Listed, ...]
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[UnknownKey, ...] = ()
    remarks: tuple[str, ...] = ()
