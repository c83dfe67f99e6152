from __future__ import annotations

from claimtrack.formats.bibliography.bibtex_blocks import Block
from claimtrack.formats.bibliography.bibtex_pandoc import BATCH, Understood, _Reader, read_blocks


def make_block(key: str, **fields: str) -> Block:
    """Make an entry of a key and fields."""
    return Block(where="f:1", type="misc", key=key, fields={"title": key, **fields})


def test_entries_are_read_in_batches_with_those_they_inherit_from() -> None:
    """A parent in another batch is found; each entry is read once."""
    blocks = [make_block(f"k{n}") for n in range(BATCH + 1)]
    blocks[0] = make_block("k0", crossref=f"K{BATCH}")
    blocks[BATCH] = make_block(f"k{BATCH}", publisher="Harbour Press")
    first, second = read_blocks(blocks, [])
    assert sorted(first.items) == list(range(BATCH))
    assert first.items[0]["publisher"] == "Harbour Press"
    assert list(second.items) == [BATCH]


def test_circles_and_crowds_of_parents_are_left_out() -> None:
    """Pandoc would follow a circle for ever."""
    keys = ",".join(f"p{n}" for n in range(30))
    blocks = [
        make_block("a", crossref="b"),
        make_block("b", xdata="a, b"),
        make_block("many", xdata=keys),
        *(make_block(f"p{n}", note="inherited") for n in range(30)),
    ]
    (read,) = read_blocks(blocks, [])
    assert len(read.items) == len(blocks)
    assert "note" not in read.items[2]


def test_after_too_many_failures_what_is_left_is_named_unread() -> None:
    """No file keeps pandoc failing for ever."""
    blocks = [make_block("a"), make_block("b")]
    read = Understood(failures=200)
    _Reader(blocks, {}, "").read([0, 1], read)
    assert not read.items
    assert set(read.refused.values()) == {"too many entries near it cannot be read"}
    _Reader(blocks, {}, "").read([], read)


def test_an_entry_that_pandoc_refuses_is_named_with_its_reason() -> None:
    """The reason is pandoc's, on one line."""
    bad = Block(where="f:1", type="misc", key="a", fields={}, joined={"title": '"a { b"'})
    (read,) = read_blocks([bad, make_block("b")], [])
    assert list(read.items) == [1]
    assert "unexpected" in read.refused[0]
    assert "\n" not in read.refused[0]
