from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import pytest

from claimtrack.errors import DamagedTextError, NotTextError
from claimtrack.values.encoding import decode

ENGLISH = "The café’s owner in Port Varrow said “forty-one boats” — no more — lay at the quay. "
KOREAN = "셀름 강의 배 마흔한 척이 봄부터 항구에 묶여 있다고 포트 바로우 시의회가 밝혔다. "
CHINESE = "塞尔姆河上的四十一艘船自三月以来一直停泊在瓦罗港，市议会周二表示。"
JAPANESE = "セルム川の四十一隻の船は三月から港に停泊していると、市議会は火曜日に発表した。"
RUSSIAN = "Городской совет Порт-Варроу сообщил, что с марта на реке Селм стоит сорок одна лодка. "
POLISH = "Rada portu powiedziała, że czterdzieści jeden łodzi stoi na rzece; żaden nie odpłynął. "


def make_png() -> bytes:
    """Make a real PNG image of one pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


def make_zip(member: str) -> bytes:
    """Make a real ZIP archive with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "text")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16"),
        (ENGLISH, "utf-32", "utf-32"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "cp1252", "cp1252"),
        (POLISH, "cp1250", "cp1250"),
        ("Šťastný Ťapka stojí na lodi v přístavu Varrow, říká rada. ", "cp1250", "cp1250"),
        ("café", "cp1252", "cp1252"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "euc-kr", "cp949"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso2022_jp"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
    ],
)
def test_encodings_are_found(text: str, codec: str, encoding: str) -> None:
    """Text in the encodings of newsrooms comes back as it was, with the encoding named."""
    decoded = decode(text.encode(codec))

    assert decoded.text == text
    assert decoded.encoding == encoding


def test_a_guess_is_said_to_be_one() -> None:
    """What is read by the look of its bytes carries a note."""
    assert "by the look of its bytes" in decode(RUSSIAN.encode("cp1251")).note
    assert decode(RUSSIAN.encode()).note == ""


@pytest.mark.parametrize(
    ("codec", "declared", "encoding"),
    [
        ("cp1252", "ISO-8859-1", "cp1252"),
        ("iso8859-15", "iso-8859-15", "iso8859-15"),
        ("cp1250", '"windows-1250"', "cp1250"),
    ],
)
def test_a_declared_encoding_is_used(codec: str, declared: str, encoding: str) -> None:
    """A declaration decides between code pages, under the names that pages use."""
    text = "Un café, 5 œufs"
    if codec != "iso8859-15":
        text = "Ein Café am Fluß"

    decoded = decode(text.encode(codec), declared)

    assert (decoded.text, decoded.encoding, decoded.note) == (text, encoding, "")


def test_stateful_encodings_need_their_declaration() -> None:
    """Chinese in HZ is all ASCII, so that only the declaration tells."""
    data = CHINESE.replace("，", "").encode("hz")

    assert decode(data, "hz").text == CHINESE.replace("，", "")
    assert decode(data).encoding == "utf-8"


def test_bytes_that_break_a_declared_stateful_encoding_are_utf8() -> None:
    """A false declaration of a seven-bit encoding is passed over."""
    assert decode(ENGLISH.encode(), "iso-2022-jp").text == ENGLISH


def test_utf8_outweighs_a_false_declaration() -> None:
    """Bytes that are UTF-8 are read so, and the false declaration is noted."""
    decoded = decode(ENGLISH.encode(), "windows-1252")

    assert decoded.text == ENGLISH
    assert "the bytes are UTF-8" in decoded.note


@pytest.mark.parametrize("declared", ["rot13", "zlib", "punycode", "no-such\x00", "x" * 90])
def test_a_declaration_of_no_text_encoding_is_ignored(declared: str) -> None:
    """Ciphers, archives and unknown names are no encodings, and the note says so."""
    decoded = decode(b"Boats on the Selm", declared)

    assert decoded.encoding == "utf-8"
    assert "no known encoding" in decoded.note


def test_a_declaration_that_does_not_fit_is_noted() -> None:
    """Bytes that the declared encoding has not are guessed, and both facts are noted."""
    decoded = decode(ENGLISH.encode("cp1252"), "utf-8")

    assert decoded.text == ENGLISH
    assert decoded.note.startswith("declared as utf-8, but the bytes are not; read as cp1252")


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (make_png(), "a PNG image"),
        (make_zip("a.txt"), "a ZIP archive"),
        (make_zip("word/document.xml"), "a Word document"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"{\\rtf1 Boats}", "an RTF document"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "a WARC web archive"),
        (gzip.compress(b"boats", mtime=0), "a gzip archive"),
        (b"\x1f\x8b\x07\x00 no deflate", "a gzip archive"),
        (b"\x7fELF\x02\x01\x01\x00", "a Linux program"),
        (b"MZ\x90\x00\x03", "a Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Microsoft Office document"),
        (b"SQLite format 3\x00\x10\x00", "an SQLite database"),
        (b"\x00\x00\x00\x18ftypmp42\x00", "an MP4 video"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"RIFF\x10\x00\x00\x00ABCD", "a zero byte"),
        (b"\xde\xad\xbe\xef\x00\x00\x01", "a zero byte"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "a WARC web archive"),
    ],
)
def test_binary_files_are_named(data: bytes, looks_like: str) -> None:
    """A file that is not text is refused, and the message says what it looks like."""
    with pytest.raises(NotTextError, match=looks_like):
        decode(data)


@pytest.mark.parametrize("start", ["MZ Shipping", "GIF89a is a format", "BZh", "ID3 tags", "RIFF"])
def test_text_may_begin_like_a_binary_file(start: str) -> None:
    """Letters that also begin a binary format may begin a text."""
    assert decode(start.encode()).text == start


def test_bytes_with_zeros_are_no_text() -> None:
    """Zero bytes that are not halves of UTF-16 characters mean a program or a picture."""
    with pytest.raises(NotTextError, match="a zero byte at 3"):
        decode(b"abc\x00def\xfe\x01\x00\x00\xd8\x00")


def test_utf16_that_reads_both_ways_is_refused() -> None:
    """Two ideographs that are two others with their halves swapped are not guessed at."""
    with pytest.raises(NotTextError, match="a zero byte"):
        decode("一乎".encode("utf-16-be"))


def test_control_characters_are_no_text() -> None:
    """A text full of control characters is refused, one with a stray one is not."""
    with pytest.raises(NotTextError, match=r"control characters, the first U\+0001"):
        decode(b"ab\x01\x02\x03" * 9)
    assert decode(b"a long enough line of text " * 20 + b"\x01").encoding == "utf-8"


def test_bytes_in_no_encoding_are_refused() -> None:
    """Bytes that no encoding of news gives sense to are refused."""
    with pytest.raises(NotTextError, match="no encoding we know"):
        decode(b"\x81\x8d\x8f\x90\x9d\x80\xff\xfe\xfd\xfc" * 30)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("Über".encode() + "’".encode()[:2], 5),
        (b"Port Varrow" + "’".encode()[:2], 11),
        ("셀름 강".encode()[:-1], 7),
    ],
)
def test_utf8_cut_in_a_character_is_refused(data: bytes, offset: int) -> None:
    """A text whose last character is cut is refused with the place, not repaired."""
    with pytest.raises(DamagedTextError, match="cut in the middle of a character") as caught:
        decode(data)
    assert caught.value.offset == offset


def test_a_last_accent_is_not_taken_for_a_cut() -> None:
    """A single accented letter of a code page at the end of plain text is read as that."""
    assert decode(b"A boat at the caf\xe9").text == "A boat at the café"


def test_a_bad_byte_within_utf8_is_refused() -> None:
    """A byte that breaks UTF-8 in the middle is named with its place, not replaced."""
    with pytest.raises(DamagedTextError, match="byte 0xE9 is not UTF-8") as caught:
        decode("“Boats” at the ".encode() + b"caf\xe9 in town")
    assert caught.value.offset == 22


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Boats".encode("utf-16")[:-1], "cut in the middle"),
        (b"\xff\xfe\x00\xd8a\x00", "bytes that are no character"),
    ],
)
def test_damaged_utf16_is_refused(data: bytes, reason: str) -> None:
    """UTF-16 with half a character at its end or within is refused."""
    with pytest.raises(DamagedTextError, match=reason):
        decode(data)


def test_line_ends_become_newlines() -> None:
    """The line ends of all systems become newlines, and nothing else changes."""
    assert decode(b"a\r\nb\rc\n\n  d\t\x0c").text == "a\nb\nc\n\n  d\t\x0c"


def test_characters_lost_before_are_counted() -> None:
    """Replacement characters in what was received are kept and noted."""
    decoded = decode("Caf\ufffd \ufffd".encode())

    assert decoded.text == "Caf\ufffd \ufffd"
    assert "2 characters were already lost" in decoded.note
    assert "; 1 char" in decode("Caf\ufffd é".encode(), "cp1252").note


def test_nothing_is_read_as_nothing() -> None:
    """No bytes are an empty text."""
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    "data",
    [
        b"hello\x00world this is a text",
        b"abc\x00def\x00ghi\x00jkl\x00",
        "Der Zug fährt\x00 durch das Tal".encode("cp1252") + b"!!",
        "Der Zug fährt\x00 durch das Tal".encode() + b"!",
    ],
)
def test_a_few_zero_bytes_do_not_make_utf16(data: bytes) -> None:
    """Text of one byte a character with stray zero bytes is refused, not read as Chinese."""
    assert len(data) % 2 == 0
    with pytest.raises(NotTextError, match="zero byte"):
        decode(data)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [RUSSIAN, POLISH, JAPANESE + "一", KOREAN, ENGLISH + KOREAN, "Ok."]
)
def test_utf16_without_its_mark_is_known_in_all_scripts(text: str, codec: str) -> None:
    """Few or many zero bytes, the marks between words tell UTF-16."""
    assert decode(text.encode(codec)).text == text
