from __future__ import annotations

from contextlib import suppress

import pytest

from claimtrack.store import json_files


def test_json_is_written_in_one_way() -> None:
    """Two spaces, sorted keys, letters as they are, one line feed at the end."""
    assert json_files.dump({"b": [1, "é"], "a": {}}).decode() == (
        '{\n  "a": {},\n  "b": [\n    1,\n    "é"\n  ]\n}\n'
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_hold_is_not_written(value: object) -> None:
    """It is refused, not replaced."""
    with pytest.raises(ValueError, match=r"."):
        json_files.dump({"a": value})


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_passed_over(mark: bytes) -> None:
    """Some editors put one in front."""
    assert json_files.load(mark + b'{"a": 1}') == {"a": 1}
    assert json_files.position(mark + b'{"a": 1}', ["a"]) == (1, 2)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "Expecting value"),
        (b"{", "Expecting property name"),
        (b'{"a": 1, "a": 2}', "the key “a” stands twice"),
        (b'{"a": NaN}', "NaN is not JSON"),
        (b"[-Infinity]", "-Infinity is not JSON"),
        (b"\xff", "utf-8"),
        (b"[" * 100_000, "nested too deep"),
        (b"1" * 5000, "4300 digits"),
    ],
)
def test_what_is_not_strict_json_is_refused(data: bytes, error: str) -> None:
    """Always as a ValueError."""
    with pytest.raises(ValueError, match=error):
        json_files.load(data)


DOCUMENT = b"""{
  "a/one": {"text": "{\\"a/two\\": [", "links": [ {"kind": "x"},
    {
      "target" : "b"}]},
  "a/two": 3
}"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ([], (1, 1)),
        (["a/one"], (2, 3)),
        (["a/one", "links"], (2, 38)),
        (["a/one", "links", 0], (2, 49)),
        (["a/one", "links", 1], (3, 5)),
        (["a/one", "links", 1, "target"], (4, 7)),
        (["a/one", "links", 1, "target", "deeper"], (4, 7)),
        (["a/one", "links", 2], (2, 38)),
        (["a/one", "links", "x"], (2, 38)),
        (["a/one", 0], (2, 3)),
        (["a/two"], (5, 3)),
        (["nowhere"], (1, 1)),
    ],
)
def test_a_value_has_a_place(path: list[str | int], place: tuple[int, int]) -> None:
    """Line and column from 1, or those of the last step that exists."""
    assert json_files.position(DOCUMENT, path) == place
    assert json_files.position(DOCUMENT.replace(b"\n", b"\r\n"), path) == place


@pytest.mark.parametrize("data", [b"", b"{", b'{"a"', b'{"a":', b'{"b": 1,', b'{"b": [', b"["])
def test_a_file_that_breaks_off_has_a_place_or_none(data: bytes) -> None:
    """A file may be cut off while we look; that is no exception but a ValueError."""
    with suppress(ValueError):
        assert json_files.position(data, ["a", 0])[0] == 1


def test_a_deep_file_has_no_place() -> None:
    """Its nesting does not stop the program."""
    with pytest.raises(ValueError, match="nested too deep"):
        json_files.position(b'{"a": ' + b"[" * 100_000, ["b"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1,\n "a": 2}', (2, 2)),
        ('{"x": {"a": 1},\n "y": {"a": 1, "b": [], "a": 2}}', (2, 25)),
        ('{"x": "\\"a\\": {",\n "a": 1, "b": {"a": 0},\n "a" : 2}', (3, 2)),
        ('[{"a": 1}, {"a": 1,\n\n "\\u0061": 2}]', (3, 2)),
        ('{"a": "}", "b": ["a", "a"], "c": {"\\\\": 1, "\\\\": 2}}', (1, 44)),
    ],
)
def test_a_key_that_stands_twice_has_a_place(text: str, place: tuple[int, int]) -> None:
    """That of the second, whatever looks like it elsewhere."""
    assert json_files.position_of_duplicate(text.encode()) == place
    with pytest.raises(json_files.DuplicateKeyError):
        json_files.load(text.encode())


def test_many_keys_are_looked_through_once() -> None:
    """A hundred thousand keys, the last a duplicate, take no time worth naming."""
    keys = ", ".join(f'"{number}": 0' for number in range(100_000))

    with pytest.raises(json_files.DuplicateKeyError, match="“99999”"):
        json_files.load(f'{{{keys}, "99999": 1}}'.encode())


def test_json_without_a_fault_has_no_such_place() -> None:
    """Asked for nothing, the beginning of the file answers."""
    assert json_files.position_of_duplicate(b'{"a": 1}]') == (1, 1)
    assert json_files.position_of_constant(b'{"NaN": "Infinity"}') == (1, 1)


def test_a_constant_has_a_place() -> None:
    """The first that is not inside a text."""
    assert json_files.position_of_constant(b'{"NaN": "Infinity",\n "b": -Infinity}') == (2, 7)


def test_places_answers_in_any_order_as_if_asked_afresh() -> None:
    """Asking for several places of one file in any order gives what asking for each alone gives."""
    data = json_files.dump({"a": {"x": [1, {"y": 2}]}, "b": 3, "c": [[]]})
    paths: list[list[str | int]] = [
        ["c"],
        ["a", "x", 1, "y"],
        [],
        ["b"],
        ["a"],
        ["d"],
        ["c", 0],
        ["a", 0],
    ]

    places = json_files.Places(data)

    assert [places.find(path) for path in paths] == [
        json_files.position(data, path) for path in paths
    ]
    assert places.find(["a", "x", 1, "y"]) == (6, 9)
