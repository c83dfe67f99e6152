from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from claimtrack.formats.contract import Entry, Selection
from claimtrack.formats.jsonl import LONGEST_LINE, read, write
from claimtrack.models.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

SOURCE = b'{"id":"a","csl":{"type":"book"}}\n'
CLAIM = b'{"id":"a/one","text":"One.","priority":1}\n'


def read_lines(data: bytes) -> tuple[list[Entry], list[Finding]]:
    """Read JSON Lines."""
    found = list(read(io.BytesIO(data), "f.jsonl"))
    return (
        [each for each in found if isinstance(each, Entry)],
        [each for each in found if isinstance(each, Finding)],
    )


def test_each_record_is_a_line(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """The id first, then every field in order; line breaks in a text do not end a line."""
    out = io.BytesIO()
    claim = make_claim("a/one", "One\n\u2028.", team="desk")

    write(Selection({"a": make_source("a")}, {"a/one": claim}), out)

    first, second = out.getvalue().decode().removesuffix("\n").split("\n")
    assert first == '{"id":"a","csl":{"type":"article-newspaper"}}'
    assert list(json.loads(second)) == ["id", "team", "text"]


def test_claims_go_with_the_source_before_them() -> None:
    """A claim that stands elsewhere comes by itself; blank lines are passed over."""
    entries, findings = read_lines(b"\xef\xbb\xbf" + CLAIM + b"\n" + SOURCE + b" \r\n" + CLAIM)

    assert findings == []
    assert [(entry.where, entry.only_named) for entry in entries] == [
        ("f.jsonl:1", True),
        ("f.jsonl:3", False),
    ]
    assert entries[1].claims[0].to_document()["priority"] == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON: Expecting property name"),
        (b"[1]", "it is no object with an id"),
        (b'{"text":"One."}', "it is no object with an id"),
        (b'{"id":"a/one"}', "text: Field required"),
        (b'{"id":"a/one","text":1}', "text: Input should be a valid string"),
        (b'{"id":"a/one","text":"One.","grade":"2"}', "grade: Input should be a valid integer"),
        (
            b'{"id":"A b/one","text":"One."}',
            "\u201cA b/one\u201d cannot be an id: only",
        ),
        (b'{"id":"../x"}', "\u201c../x\u201d cannot be an id"),
        (b'{"id":"A"}', "\u201cA\u201d cannot be an id: only lower-case"),
        (b'{"id":"a","csl":{"type":"x"}}', "csl: "),
        (b'{"id":"a","id":"b"}', "the key \u201cid\u201d stands twice in one object"),
        (b'{"id":"a/one","text":"One.","x":NaN}', "NaN is not JSON"),
        (b'{"id":"a/one","text":"One.","x":1e999}', "the number 1e999 is greater than"),
        (b'{"id":"a/one","text":"One.","x":' + b"9" * 5000 + b"}", "a number of 5,000 digits"),
        (b'{"id":"a/one","text":"One \\ud800"}', "a text in it holds half a character"),
        (b'{"id":"a/one","text":"One.","x":' + b"[" * 500 + b"]" * 500 + b"}", "nested too deep"),
        (b'{"id":"\xff"}', "not UTF-8 at byte 7 of the line"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id":"a/one","text":"' + b"x" * LONGEST_LINE + b'"}', "the line is longer than"),
    ],
)
def test_a_line_that_is_no_record_is_refused(line: bytes, reason: str) -> None:
    """With its number and why; the lines around it are taken."""
    entries, (finding,) = read_lines(SOURCE + line + b"\n" + CLAIM)

    assert finding.where == "f.jsonl:2"
    assert finding.message.startswith(reason)
    assert [len(entry.claims) for entry in entries] == [1]


def test_a_file_that_is_cut_off_gives_what_is_whole() -> None:
    """The last line is refused."""
    entries, (finding,) = read_lines((SOURCE + CLAIM)[:-9])

    assert len(entries) == 1
    assert finding.where == "f.jsonl:2"
