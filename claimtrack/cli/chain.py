"""`chain`: where a claim began, hop by hop."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import typer

from claimtrack.cli.conflicts import shorten
from claimtrack.cli.options import (
    ClaimArgument,
    JsonOption,
    LedgerOption,
    open_ledger,
    show_examples,
)
from claimtrack.cli.output import clean, print_json, print_text, width
from claimtrack.cli.verify import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimtrack.graph.chains import Chain, Hop
    from claimtrack.graph.network import Network
    from claimtrack.graph.origins import OriginCount
    from claimtrack.graph.states import Standing

_EXAMPLES = show_examples(
    "claimtrack chain courier-2026-03-11/240-jobs",
    "claimtrack chain courier-2026-03-11/240-jobs --json",
)

#: Beyond this depth the drawing goes straight down, and each hop says its number.
_DEEPEST = 8
_LONGEST_QUOTE = 240

#: `\b` keeps the lines of the table apart.
_HELP = """Trace a claim through what it cites, down to where it began, and count its origins.

\b
LOOP      it comes back to a claim further up, so this way has no beginning
TIME      it appeared later than what cites it
MISSING   it is cited, but not in the ledger
REPEATED  it is followed further up already

Origins are counted over the claim and those that corroborate it. The count is an upper bound:
what we do not know to be one origin may still be one.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file to ``app``."""
    app.command("chain", help=_HELP, epilog=_EXAMPLES)(chain)


def chain(claim: ClaimArgument, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Trace a claim through what it cites, down to where it began, and count its origins."""
    from claimtrack.graph.chains import trace
    from claimtrack.graph.network import build_network
    from claimtrack.graph.origins import find_origins, gather
    from claimtrack.graph.states import state_of

    opened = open_ledger(ledger)
    claim_id = opened.find_claim(claim).id
    network = build_network(opened.sources, opened.claims)
    found = trace(claim_id, network)
    origins = find_origins(gather(claim_id, network), network)
    standing = state_of(claim_id, network, load_settings(ledger).minimum_origins)
    if as_json:
        print_json(_to_document(found, origins, standing, network))
    else:
        _draw(found, network)
        print_text()
        _print_origins(origins, claim_id)
        _print_state(found, standing)


def _draw(found: Chain, network: Network) -> None:
    last = _find_last_children(found)
    #: What stands before the lines that belong to a hop, and to what it leads to.
    stems: list[str] = []
    for number, hop in enumerate(found.hops):
        if hop.parent is None:
            branch, stem = "", ""
        elif hop.depth > _DEEPEST:
            stem = stems[hop.parent]
            branch = f"{stem}↓ "
        else:
            above = stems[hop.parent]
            branch = f"{above}{'└─ ' if number in last else '├─ '}"
            stem = f"{above}{'   ' if number in last else '│  '}"
        stems.append(stem)
        leads_on = number + 1 < len(found.hops) and found.hops[number + 1].parent == number
        rest = f"{stem}{'│ ' if leads_on else '  '}"
        heading, *lines = _say_hop(hop, found, network)
        _print_lines(heading, branch, rest)
        for line in lines:
            _print_lines(line, rest, rest)


def _find_last_children(found: Chain) -> set[int]:
    """Return the numbers of the hops after which nothing follows at the same place."""
    parents: set[int] = set()
    last: set[int] = set()
    for number in range(len(found.hops) - 1, 0, -1):
        parent = found.hops[number].parent
        if parent is not None and parent not in parents:
            parents.add(parent)
            last.add(number)
    return last


def _print_lines(text: str, first: str, rest: str) -> None:
    filled = textwrap.wrap(
        clean(text),
        max(width() - len(rest), 30),
        break_long_words=False,
        break_on_hyphens=False,
    )
    for number, line in enumerate(filled):
        typer.echo(f"{rest if number else first}{line}")


def _say_hop(hop: Hop, found: Chain, network: Network) -> Iterator[str]:
    from claimtrack.graph.chains import Flag, HopKind

    flags = "".join(f"  {flag}" for flag in hop.flags)
    number = f"({hop.depth}) " if hop.depth > _DEEPEST else ""
    if hop.kind is HopKind.CREDIT:
        yield f"{number}credited: “{hop.id}”{flags}"
    else:
        yield f"{number}{hop.id}{flags}"
    if Flag.REPEATED in hop.flags or Flag.LOOP in hop.flags:
        return
    if hop.kind is not HopKind.CREDIT and Flag.MISSING not in hop.flags:
        above = found.hops[hop.parent] if hop.parent is not None else None
        yield from _describe_record(hop, above, network)
    if hop.because:
        yield f"because: {hop.because}{_say_doubt(hop)}"
    if hop.draws_on:
        yield f"draws on {', '.join(hop.draws_on)} (without saying where)"


def _describe_record(hop: Hop, above: Hop | None, network: Network) -> Iterator[str]:
    """Say what a record is: of a passage not once more which source it stands in."""
    from claimtrack.models.ids import source_of
    from claimtrack.values.dates import describe

    source_id = source_of(hop.id)
    source = network.sources.get(source_id)
    claim = network.claims.get(hop.id)
    if claim is not None and (above is None or not claim.quote):
        yield claim.text
    if above is None or above.id != source_id:
        issued = source.issued if source else None
        when = describe(issued) if issued else "no date"
        names = (source.title, source.publisher) if source else (f"{source_id} (missing)",)
        yield ", ".join(filter(None, (*names, when)))
    if claim is not None:
        said = f" (said {describe(claim.said)})" if claim.said else ""
        quote = f"“{shorten(claim.quote, _LONGEST_QUOTE)}”" if claim.quote else "(no quote)"
        yield f"{quote}{said}"


def _say_doubt(hop: Hop) -> str:
    if hop.relation is None or hop.relation.judgement.state == "confirmed":
        return ""
    return f" ({hop.relation.judgement.state})"


def _print_origins(origins: OriginCount, claim_id: str) -> None:
    others = [other for other in origins.claims if other != claim_id]
    if others:
        verb = "claim corroborates" if len(others) == 1 else "claims corroborate"
        print_text(f"{len(others):,} {verb} it: {', '.join(others)}", hang=2)
    else:
        print_text("no other claim corroborates it")
    for origin in origins.origins:
        print_text(f"\norigin: {origin.label}", hang=2)
        for reason in origin.reasons:
            print_text(reason, indent=2, hang=2)
    if origins.circular:
        print_text()
    for circular in origins.circular:
        print_text(f"no origin: what {circular} cites runs in a circle", hang=2)
    print_text()
    named = len(origins.origins)
    print_text(origins.sentence)
    if named > origins.at_most:
        why = "each counts only where a claim of its own carries it"
        print_text(f"{named:,} are named, but {why}", indent=2, hang=2)


def _print_state(found: Chain, standing: Standing) -> None:
    weighty = {"superseded", "disputed"}
    reason = f": {standing.reason}" if standing.state in weighty else ""
    print_text(f"state: {standing.state}{reason}", hang=2)
    if found.flags:
        print_text(f"flags: {', '.join(found.flags)}")


def _to_document(
    found: Chain, origins: OriginCount, standing: Standing, network: Network
) -> dict[str, Any]:
    return {
        "claim": found.hops[0].id,
        "hops": [_hop_document(hop, network) for hop in found.hops],
        "flags": list(found.flags),
        "counted": list(origins.claims),
        "origins": [
            {
                "label": origin.label,
                "record": origin.record_id,
                "claims": list(origin.claims),
                "reasons": list(origin.reasons),
            }
            for origin in origins.origins
        ],
        "circular": list(origins.circular),
        "at_most": origins.at_most,
        "state": standing.state.value,
        "reason": standing.reason,
    }


def _hop_document(hop: Hop, network: Network) -> dict[str, Any]:
    from claimtrack.graph.chains import HopKind
    from claimtrack.models.ids import source_of

    is_record = hop.kind is not HopKind.CREDIT
    claim = network.claims.get(hop.id) if is_record else None
    source = network.sources.get(source_of(hop.id)) if is_record else None
    issued = source.issued if source else None
    return {
        "kind": hop.kind.value,
        "id": hop.id if is_record else None,
        "words": None if is_record else hop.id,
        "depth": hop.depth,
        "parent": hop.parent,
        "because": hop.because,
        "judgement": hop.relation.judgement.state.value if hop.relation else None,
        "flags": [flag.value for flag in hop.flags],
        "end": hop.is_end,
        "draws_on": list(hop.draws_on),
        "issued": str(issued) if issued else None,
        "said": str(claim.said) if claim and claim.said else None,
        "title": source.title if source else None,
        "text": claim.text if claim else None,
        "quote": claim.quote if claim else None,
    }
