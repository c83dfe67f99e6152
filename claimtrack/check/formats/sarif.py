"""Reports as SARIF 2.1.0, for code hosts and editors that show findings beside the text.

Only what needs a look is a result; the counts of all the rest are in the properties of the run, and
what was not examined is a notification.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from claimtrack import __version__
from claimtrack.check.formats.levels import Level, rate
from claimtrack.check.formats.options import DEFAULTS
from claimtrack.check.formats.sarif_rules import STALE, list_rules
from claimtrack.check.formats.wording import (
    LONGEST_SENTENCE,
    is_file,
    say_footer,
    say_message,
    say_name,
    say_stale,
    shorten,
)
from claimtrack.check.results import State
from claimtrack.values.printable import clean, clean_line, dump_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimtrack.check.formats.options import Options
    from claimtrack.check.results import CheckedStatement, CheckReport

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: Results carry it so that a finding is known again when its sentence has moved.
_FINGERPRINT = "claimtrackSentence/v1"


def render(reports: Sequence[CheckReport], options: Options = DEFAULTS) -> str:
    """Return the reports as a SARIF log of one run: code hosts take no two of one tool."""
    rules = list_rules()
    places = {rule["id"]: place for place, rule in enumerate(rules)}
    driver = {
        "name": "claimtrack",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }
    results = [
        {**result, "ruleIndex": places[result["ruleId"]]}
        for report in reports
        for result in _list_results(report, options)
    ]
    run = {
        "tool": {"driver": driver},
        # Columns are counted as `check` counts them, not in UTF-16.
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": clean(line)}}
                    for line in _list_notes(reports, options)
                ],
            }
        ],
        "results": results,
        "properties": {
            "examined": sum(report.examined for report in reports),
            "counts": {
                state.value: sum(report.count(state) for report in reports) for state in State
            },
        },
    }
    return dump_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _list_notes(reports: Sequence[CheckReport], options: Options) -> Iterator[str]:
    """Yield what was examined, by whom, and what was not; of several drafts, of which one."""
    for report in reports:
        start = f"{say_name(report)}: " if options.several else ""
        yield from (f"{start}{line}" for line in say_footer(report, options))


def _list_results(report: CheckReport, options: Options) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for statement in options.select(report):
        level = rate(statement)
        if level is not Level.NONE:
            digest = _digest(statement)
            seen[digest] += 1
            yield _describe(report, statement, level, f"{digest}:{seen[digest]}")
    for line, text in report.stale_comments:
        location = _locate(report, {"startLine": max(1, line)})
        yield {
            "ruleId": STALE,
            "level": Level.NOTE.value,
            "message": {"text": say_stale(text)},
            **location,
        }


def _describe(
    report: CheckReport, statement: CheckedStatement, level: Level, fingerprint: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": statement.state.value,
        "level": level.value,
        "message": {"text": say_message(statement)},
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": {
            "atMost": statement.at_most,
            "evidence": [
                {
                    "claim": clean_line(each.claim_id),
                    "verdict": clean_line(each.verdict),
                    "score": each.score,
                }
                for each in statement.evidence
            ],
        },
        **_locate(report, _find_region(statement)),
    }
    if statement.accepted:
        result["suppressions"] = [
            {"kind": "inSource", "justification": shorten(statement.accepted)}
        ]
    return result


def _locate(report: CheckReport, region: dict[str, Any]) -> dict[str, Any]:
    if not is_file(report):
        return {}
    place = {"artifactLocation": {"uri": _write_uri(report.name)}, "region": region}
    return {"locations": [{"physicalLocation": place}]}


def _find_region(statement: CheckedStatement) -> dict[str, Any]:
    return {
        "startLine": max(1, statement.line),
        "startColumn": max(1, statement.column),
        "snippet": {"text": shorten(statement.text, LONGEST_SENTENCE)},
    }


def _write_uri(name: str) -> str:
    windows = PureWindowsPath(name)
    if windows.drive and windows.is_absolute():
        return f"file:///{quote(windows.as_posix(), safe='/:', errors='surrogatepass')}"
    path = quote(name, safe="/", errors="surrogatepass")
    return f"file://{path}" if PurePosixPath(name).is_absolute() else path


def _digest(statement: CheckedStatement) -> str:
    same = " ".join(statement.text.split())
    return sha256(same.encode(errors="surrogatepass")).hexdigest()[:32]
