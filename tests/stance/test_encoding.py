"""Words become tokens, and numbers carry how they stand to their counterpart."""

from __future__ import annotations

from importlib.resources import files

import pytest

from claimtrack.stance import markers
from claimtrack.stance.encoding import LONGEST, encode_pair
from claimtrack.stance.wordpiece import WordPiece


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    """The shipped vocabulary."""
    return WordPiece((files("claimtrack.stance") / "data" / "vocab.txt").read_text("utf-8"))


def test_words_are_cut_into_the_longest_known_pieces(pieces: WordPiece) -> None:
    """Case and accents do not matter; each piece knows where it began."""
    names = {number: token for token, number in pieces.ids.items()}

    encoded = [(names[number], place) for number, place in pieces.encode("Café repatriations")]

    assert encoded[0] == ("cafe", 0)
    assert "".join(token.removeprefix("##") for token, _ in encoded[1:]) == "repatriations"


def test_what_no_piece_spells_is_one_unknown_token(pieces: WordPiece) -> None:
    """A word of unknown signs does not stop the reading."""
    assert [number for number, _ in pieces.encode("\U0001f6a2")] == [pieces.unknown]


@pytest.mark.parametrize(
    ("claim", "evidence", "relation"),
    [
        ("41 boats sank", "41 boats sank", markers.SAME),
        ("more than 40 boats sank", "41 boats sank", markers.INSIDE),
        ("41 boats sank", "92 boats sank", markers.MORE),
        ("92 boats sank", "41 boats sank", markers.LESS),
        ("92 boats sank", "boats sank", markers.LONE),
    ],
)
def test_a_number_carries_its_relation(claim: str, evidence: str, relation: int) -> None:
    """Each number of a claim says how its counterpart in the evidence stands to it."""
    _, spans = markers.mark(evidence, claim)

    assert [kind for _, _, kind in spans if kind != markers.NEW_NAME] == [relation]


def test_a_pair_is_cut_to_what_the_model_reads(pieces: WordPiece) -> None:
    """However long the texts, ids and types fit, and the claim keeps its share."""
    ids, types = encode_pair(pieces, "claim word " * 500, "evidence word " * 500)

    assert len(ids) == len(types) == LONGEST
    assert ids[0] == pieces.start
    assert ids.count(pieces.separator) == 2
