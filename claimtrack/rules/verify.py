"""`verify`: run every rule, leave out what the settings turn off, and say what was not examined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimtrack.models.settings import find_unknown_settings
from claimtrack.rules import anchors, dates, files, hashes, identity, links, ratings, references
from claimtrack.rules.rule import Context, Examined, Rule, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from claimtrack.ledger.ledger import Ledger
    from claimtrack.models.finding import Finding, Severity
    from claimtrack.models.settings import Settings
    from claimtrack.rules.rule import Code

OFF_UNKNOWN = warning("OFF-UNKNOWN", "the settings turn off a code that no rule has")
OFF_WITHOUT_REASON = warning("OFF-WITHOUT-REASON", "the settings turn off a code without a reason")
OFF_REFUSED = warning("OFF-REFUSED", "the settings turn off what cannot be turned off")
SETTING_UNKNOWN = warning("SETTING-UNKNOWN", "a key of the settings that nothing reads")

#: Every rule, in the order in which they run.
RULES: tuple[Rule, ...] = (
    files.RULE,
    hashes.RULE,
    anchors.RULE,
    references.RULE,
    links.RULE,
    dates.RULE,
    ratings.RULE,
    identity.RULE,
)
_SETTINGS_CODES = (OFF_UNKNOWN, OFF_WITHOUT_REASON, OFF_REFUSED, SETTING_UNKNOWN)

#: What no setting hides: without the file, nobody knows what else is hidden.
ALWAYS_ON = frozenset({files.UNREADABLE.name, *(code.name for code in _SETTINGS_CODES)})

_SETTINGS_FILE = "claimtrack.toml:1"
_PLACE = re.compile(r"^(.*?)((?::\d+)*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Findings that the settings turn off."""

    code: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found, and what it could and could not look at."""

    findings: tuple[Finding, ...]
    """The heaviest first, then by file and line."""
    examined: tuple[Examined, ...]
    hidden: tuple[Hidden, ...]

    def count_at_least(self, severity: Severity) -> int:
        """Return how many findings weigh ``severity`` or more."""
        return sum(finding.severity.rank <= severity.rank for finding in self.findings)


def list_codes() -> tuple[Code, ...]:
    """Return every code that `verify` can give, in the order of the rules."""
    return (*(code for rule in RULES for code in rule.codes), *_SETTINGS_CODES)


def verify(
    ledger: Ledger, settings: Settings, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Check a ledger.

    Args:
        ledger: what to check; its store is asked for every capture.
        settings: which codes are off.
        progress: called with how many captures were read and how many there are to read.
    """
    context = Context(ledger, progress)
    found = [finding for rule in RULES for finding in rule.check(context)]
    found.extend(_check_settings(settings))
    off = {
        code: reason
        for code, reason in settings.rules.off.items()
        if reason.strip() and code not in ALWAYS_ON
    }
    hidden = Counter(finding.code for finding in found if finding.code in off)
    return Verification(
        tuple(sorted((each for each in found if each.code not in off), key=_order)),
        context.sum_up(),
        tuple(Hidden(code, hidden[code], off[code]) for code in sorted(hidden)),
    )


def _check_settings(settings: Settings) -> Iterator[Finding]:
    for unknown in find_unknown_settings(settings):
        yield SETTING_UNKNOWN.found(
            _SETTINGS_FILE,
            str(unknown),
            "what it was to set is as if it were not there",
        )
    known = {code.name for code in list_codes()}
    for code, reason in sorted(settings.rules.off.items()):
        if code in ALWAYS_ON:
            yield OFF_REFUSED.found(
                _SETTINGS_FILE,
                f"rules.off: {code} cannot be turned off",
                "it says that something else may be hidden",
            )
        elif code not in known:
            yield OFF_UNKNOWN.found(
                _SETTINGS_FILE,
                f"rules.off: no rule has the code {code}",
                _suggest(code, known),
            )
        elif not reason.strip():
            yield OFF_WITHOUT_REASON.found(
                _SETTINGS_FILE,
                f"rules.off: {code} is turned off without a reason, and so stays on",
                "whoever reads the report must be able to see why it was not looked at",
            )


def _suggest(code: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code.upper(), known, n=1)
    return f"did you mean {near[0]}?" if near else "it turns nothing off"


def _order(finding: Finding) -> tuple[int, str, tuple[int, ...], str, str]:
    match = _PLACE.match(finding.where)
    path, numbers = match.groups() if match else (finding.where, "")
    line = tuple(int(number) for number in numbers.split(":") if number)
    return finding.severity.rank, path, line, finding.code, finding.message
