"""What can stop the work, one class a cause; each owns its message and its exit code.

Faults in the user's data are *findings* (values, collected, all shown); an exception is only for
what stops the work. The tree::

    ClaimtrackError
    ├── RefusedError              exit 3: bad input, or it would lose something; nothing was changed
    │   ├── InvalidDateError      also a ValueError
    │   └── …
    └── UnreadableLedgerError     exit 4: the ledger cannot be read
"""

from __future__ import annotations


class ClaimtrackError(Exception):
    """The base of all our errors.

    Attributes:
        exit_code: what the command line exits with.
        hint: what to do next, shown under the message; may be empty.
    """

    exit_code = 3
    hint = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class RefusedError(ClaimtrackError):
    """Input that is refused; nothing was changed."""


# --- language ---------------------------------------------------------------------------------


class UnknownLanguageError(RefusedError):
    """A language there are no word lists for."""

    def __init__(self, code: str, available: tuple[str, ...]) -> None:
        super().__init__(
            f"no word lists for the language “{code}”; there are: {', '.join(available)}"
        )
        self.code = code
        self.available = available


# --- values -----------------------------------------------------------------------------------


class InvalidDateError(RefusedError, ValueError):
    """A date that is not EDTF, or that no calendar has."""

    hint = (
        "Write YYYY, YYYY-MM or YYYY-MM-DD; an interval as A/B, an open end as .., doubt as ? or ~."
    )

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"“{text}” is not a date: {reason}")
        self.text = text
        self.reason = reason


# --- anchoring --------------------------------------------------------------------------------


def _clip(quote: str) -> str:
    most = 120
    return quote if len(quote) <= most else f"{quote[:most]} …"


class QuoteNotFoundError(RefusedError):
    """A quote, or a part of it, that does not stand in the source word for word.

    Attributes:
        quote: what was looked for.
        nearest: the nearest passage and what differs, as text; empty when nothing is near.
    """

    hint = "Quote the source letter for letter; leave words out with … and put your own in [ ]."

    def __init__(self, quote: str, nearest: str = "") -> None:
        below = f"\n{nearest}" if nearest else "; nothing in it is near"
        super().__init__(f"“{_clip(quote)}” does not stand in the source{below}")
        self.quote = quote
        self.nearest = nearest


class QuoteOrderError(RefusedError):
    """Parts of a quote that stand in the source, but not in this order near each other."""

    hint = "Keep the order of the source, and make two claims of passages that stand far apart."

    def __init__(self, parts: tuple[str, ...]) -> None:
        shown = ", ".join(f"“{_clip(part)}”" for part in parts)
        super().__init__(
            f"these stand in the source, but not in this order near each other: {shown}"
        )
        self.parts = parts


class CutWordError(RefusedError):
    """A quote that would begin or end inside a word or a number of the source."""

    def __init__(self, quote: str, word: str) -> None:
        super().__init__(f"“{_clip(quote)}” stands in the source only as a piece of “{word}”")
        self.hint = f"Take all of “{word}” into the quote, or begin and end elsewhere."
        self.quote = quote
        self.word = word


class DroppedNegationError(RefusedError):
    """A quote that leaves out a negation or a denial that turns round what it says."""

    def __init__(self, quote: str, word: str, passage: str) -> None:
        super().__init__(
            f"“{_clip(quote)}” leaves out “{word}”, which turns round what the source says:"
            f" … {passage} …"
        )
        self.hint = f"Take “{word}” into the quote too."
        self.quote = quote
        self.word = word
        self.passage = passage


class AddedNegationError(RefusedError):
    """A quote whose bracketed edit holds a negation or a denial."""

    def __init__(self, quote: str, word: str) -> None:
        super().__init__(f"“{_clip(quote)}” puts “{word}” in brackets into what the source says")
        self.hint = f"Quote the source's own words there; a bracket must not hold “{word}”."
        self.quote = quote
        self.word = word


class AmbiguousQuoteError(RefusedError):
    """A quote that stands in several places.

    Attributes:
        quote: what was looked for.
        places: each occurrence with its surroundings, in the order of the source.
    """

    hint = (
        "Say which: --nth 2 takes the second; "
        "--prefix or --suffix gives the words before or after it. Or quote more."
    )

    def __init__(self, quote: str, places: tuple[str, ...]) -> None:
        most = 20
        lines = [f"\n  {number}. {place}" for number, place in enumerate(places[:most], start=1)]
        if len(places) > most:
            lines.append(f"\n  and {len(places) - most} more")
        super().__init__(
            f"“{_clip(quote)}” stands in the source {len(places)} times:{''.join(lines)}"
        )
        self.quote = quote
        self.places = places


class NoSuchOccurrenceError(RefusedError):
    """A choice (`--nth`, `--prefix`, `--suffix`) that none of the occurrences meets."""

    def __init__(self, quote: str, choice: str, places: tuple[str, ...]) -> None:
        times = "once" if len(places) == 1 else f"{len(places)} times"
        most = 20
        lines = [f"\n  {number}. {place}" for number, place in enumerate(places[:most], start=1)]
        super().__init__(
            f"“{_clip(quote)}” stands in the source {times}, but not {choice}:{''.join(lines)}"
        )
        self.hint = "Leave that option out, or take --nth or --prefix from the list."
        self.quote = quote
        self.places = places


class QuoteTooShortError(RefusedError):
    """A quote with too little in it to be sure of its place."""

    def __init__(self, quote: str, reason: str, hint: str) -> None:
        super().__init__(f"“{_clip(quote)}” is too short to quote: {reason}")
        self.hint = hint
        self.quote = quote


class BrokenAnchorError(RefusedError):
    """An anchor whose segments do not say what its quote says."""

    hint = "The record was edited by hand: set the quote anew, so that its place is found again."

    def __init__(self, quote: str) -> None:
        super().__init__(f"the anchor's segments do not add up to its quote “{_clip(quote)}”")
        self.quote = quote


# --- ingest -----------------------------------------------------------------------------------


class NotTextError(RefusedError):
    """Bytes that are not text, such as a picture or a program."""

    hint = "Give the article as plain text or as an HTML page."

    def __init__(self, reason: str) -> None:
        super().__init__(f"this is not text: {reason}")
        self.reason = reason


class DamagedTextError(RefusedError):
    """Text in which some bytes cannot be read: cut short, or altered on the way."""

    hint = "Get the file again from where it came; no character is guessed or left out."

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason}, at byte {offset:,}")
        self.reason = reason
        self.offset = offset


class TooLargeError(RefusedError):
    """A document beyond a limit of size."""

    hint = "Keep the part that is needed, and give that."

    def __init__(self, size: int, limit: int, unit: str = "bytes") -> None:
        super().__init__(f"the document has {size:,} {unit}; the limit is {limit:,}")
        self.size = size
        self.limit = limit


class TooDeepError(RefusedError):
    """A page whose tags are nested deeper than any article's."""

    hint = "Save the page's text instead, or its “reader view”."

    def __init__(self, limit: int) -> None:
        super().__init__(f"tags are nested more than {limit:,} deep")
        self.limit = limit


class NoTextError(RefusedError):
    """A document in which there is no article to read."""

    hint = "Open it, copy the article's text, and save that as a text file."

    def __init__(self, reason: str) -> None:
        super().__init__(f"no article text: {reason}")
        self.reason = reason


# --- extract ----------------------------------------------------------------------------------


class UnreadableDraftError(RefusedError):
    """A draft that is damaged, hostile, or of a kind that is not read."""

    hint = "Save the draft as Markdown, DOCX, ODT, HTML or plain text, and give that file."

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"cannot read the draft {name}: {reason}")
        self.name = name
        self.reason = reason


class NoRevisionError(RefusedError):
    """What changed since a revision cannot be told."""

    hint = "Leave --since out to check the whole draft."

    def __init__(self, reason: str) -> None:
        super().__init__(f"cannot tell what changed: {reason}")
        self.reason = reason


# --- manuscripts ------------------------------------------------------------------------------


class UnwritableDraftError(RefusedError):
    """A draft whose own file cannot be written into, or not with this."""

    hint = "Nothing was written. A draft in Markdown, DOCX or ODT carries everything."

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"cannot write into the draft {name}: {reason}")
        self.name = name
        self.reason = reason


class BadSpanError(RefusedError, ValueError):
    """A stretch of a draft that nothing can be written into: outside of it, or taken already."""

    def __init__(self, name: str, start: int, end: int, reason: str) -> None:
        super().__init__(f"cannot write at {start:,} to {end:,} of {name}: {reason}")
        self.start = start
        self.end = end


# --- formats ----------------------------------------------------------------------------------


class UnreadableFormatError(RefusedError):
    """A file that is not of the format it is read as, or damaged so that nothing more is read."""

    hint = (
        "Look at the place that is named; --format says what the file is, where its name does not."
    )

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"cannot read {name}: {reason}")
        self.name = name
        self.reason = reason


class InvalidMappingError(RefusedError):
    """A file that should say which column of a table is which field, and does not."""

    hint = "docs/formats.md shows one; a field is a column of our own tables or a CSL variable."

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


class DamagedArchiveError(UnreadableFormatError):
    """A folder or archive in which something is missing, changed or more than was packed.

    Attributes:
        faults: a line each.
    """

    hint = "Nothing was taken from it. Get it once more from where it came."

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        most = 20
        lines = "".join(f"\n  {line}" for line in faults[:most])
        if len(faults) > most:
            lines += f"\n  and {len(faults) - most:,} more"
        super().__init__(name, f"it is not as it was packed:{lines}")
        self.faults = faults


class PlaceTakenError(RefusedError):
    """A place to write to that holds something which would be lost."""

    hint = "Name another place, or move what is there."

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is there already")


class MissingExtraError(RefusedError):
    """A format that needs a library which is not installed with claimtrack itself."""

    def __init__(self, name: str, extra: str, library: str) -> None:
        super().__init__(f"{name} needs {library}, which is not installed")
        self.hint = f"Install it: pip install 'claimtrack[{extra}]'"


class PandocMissingError(RefusedError):
    """There is no pandoc that citations could be read or set with."""

    hint = "Install it: pip install 'claimtrack[cite]'"

    def __init__(self, found: str = "") -> None:
        wanted = "this needs pandoc 3.0 or newer"
        super().__init__(f"{wanted}; {found}" if found else f"{wanted}, and there is none")
        self.found = found


class PandocFailedError(RefusedError):
    """Pandoc refused its input, or was stopped.

    Attributes:
        reason: what it said.
        code: its exit code; None when it was stopped.
    """

    def __init__(self, reason: str, code: int | None = None) -> None:
        super().__init__(f"pandoc failed: {reason}")
        self.reason = reason
        self.code = code


# --- stance -----------------------------------------------------------------------------------


class UnusableModelError(RefusedError):
    """A stance model of the user's own that cannot be used."""

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        super().__init__(f"cannot use the stance model {name}: {reason}")
        self.hint = hint or "Give another with --model, or go on without one: --rules-only."
        self.name = name
        self.reason = reason


class UnusableEmbeddingsError(RefusedError):
    """A sentence-embedding model that cannot be used."""

    def __init__(self, name: str, reason: str, hint: str = "") -> None:
        super().__init__(f"cannot use the embedding model {name}: {reason}")
        self.hint = hint or (
            "Give a folder with config.json, tokenizer.json and model.onnx, or the name of one "
            "that you fetched (`hf download NAME`): nothing is downloaded for you. "
            "--embeddings '' goes on without."
        )
        self.name = name
        self.reason = reason


# --- cite -------------------------------------------------------------------------------------


class UnknownStyleError(RefusedError):
    """A citation style that nobody has."""

    def __init__(self, given: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(f"there is no citation style “{given}”")
        listing = "`claimtrack cite --list-styles WORD` finds styles; a file ends in .csl."
        self.hint = f"Did you mean {' or '.join(near)}? {listing}" if near else listing
        self.near = near


class NoStylesError(RefusedError):
    """The collection of citation styles is not installed."""

    hint = "Install it: pip install 'claimtrack[cite]'. The style “newsroom” needs none."

    def __init__(self) -> None:
        super().__init__("the collection of citation styles is not installed")


class BadStyleError(RefusedError):
    """A style that is none, or not fit to be run."""

    hint = "Get the style again from where it came, or take another: claimtrack cite --list-styles"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"cannot use the style {name}: {reason}")
        self.name = name
        self.reason = reason


class NothingCitedError(RefusedError):
    """A draft that cites nothing of the ledger."""

    hint = (
        "Cite with [@claim-id] or [@source-id], or let --match find what the ledger has for its "
        "statements."
    )

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} cites nothing that the ledger has")


# --- site -------------------------------------------------------------------------------------


class NotOurSiteError(RefusedError):
    """A folder that a site should go into, with something else in it."""

    hint = "Name a folder that is not there yet, is empty, or holds a site of claimtrack."

    def __init__(self, where: str, marker: str) -> None:
        super().__init__(f"{where} holds something else than a site ({marker} is not in it)")
        self.where = where


class BadBaseAddressError(RefusedError):
    """An address at which no site can be read."""

    hint = "Give the address of the folder: https://claims.example.org/ledger/"

    def __init__(self, given: str) -> None:
        super().__init__(f"“{given}” cannot be where a site is read")


# --- store and ledger -------------------------------------------------------------------------


class ClashError(RefusedError):
    """The record changed on disk since it was loaded."""

    hint = "Look at the file, then run the command again: it starts from what stands there now."

    def __init__(self, record_id: str, where: str) -> None:
        super().__init__(
            f"{record_id} was changed in {where} since it was read; nothing was written"
        )


class LockedError(RefusedError):
    """Another process holds the ledger's lock."""

    hint = "Try again in a moment."

    def __init__(self, seconds: float) -> None:
        super().__init__(f"another process has been writing to this ledger for {seconds:g} seconds")


class WriteFailedError(RefusedError):
    """The disk refused a write."""

    hint = "Free some room or check the permissions, then run the command again."

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"cannot write {where}: {reason}; the old state is untouched")


class OutputFailedError(RefusedError):
    """What a command prints could not be written where it goes."""

    hint = "What is there of it is cut short. Free some room, then run the command again."

    def __init__(self, reason: str) -> None:
        super().__init__(f"cannot write the output: {reason}")


class TemporaryFileError(RefusedError):
    """What another program is to read could not be put into a temporary file."""

    hint = "Free some room there, or name another folder for such files: TMPDIR=FOLDER."

    def __init__(self, reason: str) -> None:
        super().__init__(f"cannot write a temporary file: {reason}")


class InvalidIdError(RefusedError):
    """A text that cannot be an id."""

    hint = "Write it like harbour-board-2025; where --id is left out, one is proposed."

    def __init__(self, given: str, fault: str) -> None:
        super().__init__(f"“{given}” cannot be an id: {fault}")


class IdTakenError(RefusedError):
    """An id that exists already."""

    hint = "Choose another id, or edit the record that has it."

    def __init__(self, record_id: str) -> None:
        super().__init__(f"{record_id} exists already")


class UnknownIdError(RefusedError):
    """An id, or the beginning of one, that nothing has."""

    def __init__(self, given: str, noun: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(f"there is no {noun} “{given}”")
        if near:
            self.hint = f"Did you mean {' or '.join(near)}?"
        else:
            self.hint = f"`claimtrack {noun.split(maxsplit=1)[0]} list` shows what there is."


class UnknownCaptureError(RefusedError):
    """A number that no capture of a source has."""

    def __init__(self, source_id: str, number: int, numbers: tuple[int, ...]) -> None:
        super().__init__(f"{source_id} has no capture {number}")
        self.hint = f"It has {', '.join(map(str, numbers))}; `claimtrack source show` shows them."


class AmbiguousIdError(RefusedError):
    """The beginning of several ids."""

    def __init__(self, given: str, matches: tuple[str, ...]) -> None:
        shown = ", ".join(matches[:5]) + (" …" if len(matches) > 5 else "")  # noqa: PLR2004
        super().__init__(f"“{given}” is the beginning of {len(matches)} ids: {shown}")
        self.hint = "Give more of the id."


class UnknownRatingError(RefusedError):
    """A rating that is to be taken off a claim that does not have it."""

    def __init__(self, claim_id: str, by: str, others: list[str]) -> None:
        super().__init__(f"{claim_id} has no such rating by “{by}”")
        if others:
            self.hint = f"It was rated by {', '.join(others)}."
        else:
            self.hint = "Nobody rated it."


class WouldDangleError(RefusedError):
    """A removal that would leave references to nothing, or take claims along.

    Attributes:
        dangling: what refers to the record, as sentences.
        claims: the ids of its claims, which would go with it.
    """

    def __init__(
        self, record_id: str, dangling: tuple[str, ...], claims: tuple[str, ...] = ()
    ) -> None:
        most = 20
        faults = [*(f"{claim} is a claim of it" for claim in claims), *dangling]
        lines = [f"\n  {line}" for line in faults[:most]]
        if len(faults) > most:
            lines.append(f"\n  and {len(faults) - most:,} more")
        super().__init__(f"{record_id} cannot be removed; these refer to it:{''.join(lines)}")
        forced = [
            *(["to remove its claims too"] if claims else []),
            *(["to leave links to nothing"] if dangling else []),
        ]
        self.hint = f"Remove those first, or pass --force {' and '.join(forced)}."
        self.dangling = dangling
        self.claims = claims


class InvalidRecordError(RefusedError):
    """A value that does not fit its record."""

    hint = "Nothing was changed; docs/file-format.md says what each field takes."

    def __init__(self, record_id: str, faults: tuple[str, ...]) -> None:
        super().__init__(f"{record_id}: " + "; ".join(faults))


class LinkRefusedError(RefusedError):
    """A relation that cannot be made, or is not there to be undone."""


class HashMismatchError(RefusedError):
    """Bytes that are not those of the capture."""

    hint = (
        "Attach the very file that was captured; a new version is a new capture: source add --to."
    )

    def __init__(self, what: str, expected: str, found: str) -> None:
        super().__init__(
            f"this is not the file that was captured as {what}: "
            f"SHA-256 should be {expected[:16]}…, is {found[:16]}…"
        )


class LedgerExistsError(RefusedError):
    """A ledger where one was to be started."""

    hint = "Nothing was changed. `claimtrack source add` puts the first source into it."

    def __init__(self, where: str) -> None:
        super().__init__(f"there is a ledger in {where} already")


class NoCaptureTextError(RefusedError):
    """A capture whose text is not there to be searched."""

    def __init__(self, what: str, why: str, hint: str) -> None:
        super().__init__(f"{what} has no text to find a quote in: {why}")
        self.hint = hint


class UnknownNameError(RefusedError):
    """A field that a record does not have."""

    def __init__(self, name: str, kind: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(f"{kind} has no field “{name}”")
        if near:
            self.hint = f"Did you mean {' or '.join(near)}?"
        else:
            self.hint = f"Take a field that {kind} has, or put it into --note."


class UnreadableInputError(RefusedError):
    """A file to be taken in that cannot be read."""

    hint = "Look whether it is there under this name, is a file, and may be read by you."

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"cannot read {name}: {reason}")


class BadLinesError(RefusedError):
    """Lines of a file of many that could not be read; the others were done."""

    hint = "Each was named with its reason; all the others were done."

    def __init__(self, name: str, bad: int, lines: int) -> None:
        super().__init__(f"{bad:,} of {lines:,} lines of {name} could not be read")
        self.bad = bad
        self.lines = lines


class UnreadableLedgerError(ClaimtrackError):
    """The ledger, or a file of it, cannot be read."""

    exit_code = 4


class NoLedgerError(UnreadableLedgerError):
    """No claimtrack.toml here or above."""

    hint = "Run `claimtrack init` to start one here, or name one with --ledger."

    def __init__(self, start: str) -> None:
        super().__init__(f"no ledger (claimtrack.toml) in {start} or above it")


class UnfinishedChangeError(UnreadableLedgerError):
    """A change of many files that is decided, of which some are not in their places yet."""

    hint = (
        "Nothing is lost: what it needs is under .claimtrack. Make room or mend the permissions; "
        "the next command finishes it."
    )

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"a change that was begun cannot be finished: {where}: {reason}")
        self.where = where
        self.reason = reason


class BrokenFilesError(UnreadableLedgerError):
    """Files that cannot be read keep the ledger from being written."""

    hint = "Mend them first: a change made without them could contradict what they hold."

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("these files cannot be read:" + "".join(f"\n  {line}" for line in lines))
