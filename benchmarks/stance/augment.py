"""New training pairs from old ones, by edits whose effect on the label is known.

Numbers are the main cause: replacing a number, or wording it as a bound, changes the label by
interval arithmetic alone. Negating a claim that evidence decides turns the verdict round. Evidence
about the same name, taken from elsewhere, decides nothing: without such pairs a model trained on
FEVER learns that everything is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimtrack.stance import markers

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SUPPORTS, REFUTES, UNCLEAR = 0, 1, 2
LOWER = ("more than", "over", "at least", "above")
UPPER = ("less than", "fewer than", "under", "at most", "up to", "below")
VERDICT = {
    markers.SAME: SUPPORTS,
    markers.INSIDE: SUPPORTS,
    markers.MORE: REFUTES,
    markers.LESS: REFUTES,
    markers.OVERLAP: UNCLEAR,
}
AUXILIARY = re.compile(
    r"\b(is|was|are|were|has been|have been|had been|can|could|will|would|should)\b"
)
NEGATION = re.compile(
    r"\b(?:(is|was|are|were|has|have|had|can|could|will|would|did|does|do) not|(can)not)\b"
)
HEDGED = re.compile(
    r"\b(?:not?|never|only|all|every|some|any|most|many|few)\b|n't|,| who | that | which ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pair:
    """One training pair; `group` ties the pairs that must meet in one batch."""

    claim: str
    evidence: str
    label: int
    origin: str
    group: str = ""


def other_value(value: float, kind: str, chance: random.Random) -> float:
    """Return a different value of the same kind and of about the same size."""
    if kind == "year":
        return value + chance.choice((-1, 1)) * chance.choice((1, 1, 2, 3, 5, 8, 10, 20))
    if value != int(value):
        changed = round(value * chance.choice((0.5, 0.8, 0.9, 1.1, 1.3, 2.0)), 1)
        return changed if changed != value else value + 0.5
    if value < 20:
        return value + chance.choice(
            [step for step in (-3, -2, -1, 1, 2, 3, 5) if value + step > 0]
        )
    changed = int(value * chance.choice((0.1, 0.5, 0.8, 0.9, 0.97, 1.03, 1.1, 1.3, 2.0, 10.0)))
    return float(changed) if changed != value else value + 1


def spell(value: float, like: str, chance: random.Random) -> str:
    """Write a value the way the old number was written, where that is easy."""
    if like[:1].isalpha() and value == int(value) and 0 <= value < 13:
        return markers.UNITS[int(value)]
    if value != int(value):
        return f"{value:g}"
    grouped = "," in like or (value >= 10_000 and chance.random() < 0.7)
    return f"{int(value):,}" if grouped else str(int(value))


def plain_numbers(text: str) -> list[markers.Number]:
    """Return the numbers that carry no bound and no scale word, so that they can be rewritten."""
    return [
        n
        for n in markers.find_numbers(text)
        if n.kind in {"count", "year"}
        and n.low == n.high
        and (
            text[n.start : n.end].replace(",", "").replace(".", "").isdigit()
            or text[n.start : n.end].lower() in markers.UNITS[2:]
        )
    ]


def with_bound(text: str, number: markers.Number, value: float, chance: random.Random) -> str:
    """Return the text with the number replaced, mostly behind words that make it a bound."""
    words = spell(value, text[number.start : number.end], chance)
    bound = chance.choice((*LOWER, *UPPER, "", "", "")) if number.kind == "count" else ""
    return text[: number.start] + (f"{bound} {words}" if bound else words) + text[number.end :]


def bound_pair(pair: Pair, chance: random.Random) -> Pair | None:
    """Set one sentence against itself with one number changed or bounded."""
    text = chance.choice((pair.claim, pair.evidence))
    numbers = plain_numbers(text)
    if not numbers or len(text) > 240:
        return None
    number = chance.choice(numbers)
    values = [number.value, other_value(number.value, number.kind, chance)]
    claim = with_bound(text, number, chance.choice(values), chance)
    evidence = text if chance.random() < 0.6 else with_bound(text, number, number.value, chance)
    if chance.random() < 0.3:
        claim, evidence = evidence, claim
    place = [n.start for n in markers.find_numbers(text)].index(number.start)
    ours, theirs = markers.find_numbers(claim), markers.find_numbers(evidence)
    if len(ours) != len(theirs) or len(ours) <= place:
        return None
    label = VERDICT[markers.relate(ours[place], theirs[place])]
    return Pair(claim, evidence, label, "bounds")


def number_swap(pair: Pair, chance: random.Random) -> Pair | None:
    """Change, in supporting evidence, the number that the claim repeats: now it refutes."""
    shared = {n.value for n in plain_numbers(pair.claim)}
    spots = [n for n in plain_numbers(pair.evidence) if n.value in shared]
    if pair.label != SUPPORTS or not spots:
        return None
    old = chance.choice(spots)
    new = other_value(old.value, old.kind, chance)
    if any(n.value == new for n in markers.find_numbers(pair.evidence)):
        return None
    evidence = pair.evidence
    for n in reversed([n for n in spots if n.value == old.value]):
        evidence = (
            evidence[: n.start] + spell(new, evidence[n.start : n.end], chance) + evidence[n.end :]
        )
    return replace(pair, evidence=evidence, label=REFUTES, origin="number", group="")


def negate(pair: Pair, chance: random.Random) -> Pair | None:
    """Add or remove a "not" in the claim and turn the verdict round."""
    del chance
    if pair.label == UNCLEAR:
        return None
    claim, changed = NEGATION.subn(lambda m: m[1] or m[2], pair.claim, count=1)
    if not changed:
        if HEDGED.search(pair.claim) or len(pair.claim.split()) > 14:
            return None
        claim, changed = AUXILIARY.subn(lambda m: negated(m[1]), pair.claim, count=1)
    if not changed:
        return None
    return replace(pair, claim=claim, label=1 - pair.label, origin="negation", group="")


def negated(auxiliary: str) -> str:
    """Return the auxiliary with "not" after its first word."""
    first, _, rest = auxiliary.partition(" ")
    return f"{first} not {rest}".strip()


def swap_sides(pair: Pair, chance: random.Random) -> Pair | None:
    """Exchange claim and evidence of a contradiction, which holds both ways."""
    del chance
    if pair.label != REFUTES or len(pair.evidence) > 200:
        return None
    return replace(pair, claim=pair.evidence, evidence=pair.claim, origin="sides", group="")


class Strangers:
    """Evidence of other pairs that shares a rare word with a claim but does not cover it."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        """Index the pairs by the words of their evidence that few others have."""
        self.pairs = pairs
        self.where: dict[str, list[int]] = defaultdict(list)
        for number, pair in enumerate(pairs):
            for word in {w.lower() for w in markers.WORD.findall(pair.evidence) if len(w) > 3}:
                self.where[word].append(number)

    def __call__(self, pair: Pair, chance: random.Random) -> Pair | None:
        """Return the claim with a stranger's evidence, labelled unclear, or nothing."""
        words = {w.lower() for w in markers.WORD.findall(pair.claim) if len(w) > 3}
        rare = sorted(w for w in words if 2 <= len(self.where.get(w, ())) <= 150)
        if not rare:
            return None
        other = self.pairs[chance.choice(self.where[chance.choice(rare)])]
        theirs = {w.lower() for w in markers.WORD.findall(other.evidence)}
        own = {w.lower() for w in markers.WORD.findall(pair.evidence)}
        covered = len(words & theirs) / len(words)
        alike = len(own & theirs) / max(1, len(own | theirs))
        if covered > 0.5 or alike > 0.35:
            return None
        return replace(pair, evidence=other.evidence, label=UNCLEAR, origin="stranger", group="")
