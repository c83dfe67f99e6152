from __future__ import annotations

import codecs

import pytest

from claimtrack.errors import BadSpanError, UnwritableDraftError
from claimtrack.extract.drafts import read_draft
from claimtrack.manuscripts.contract import Closing, Comment, Entry, Inline, Replacement
from claimtrack.manuscripts.writing import rewrite

LINK = "https://orm.example/log?a=1&b=(2)"
LOOKS = (
    Inline("a", italic=True),
    Inline("b", bold=True),
    Inline("c", small_caps=True),
    Inline("d", superscript=True),
    Inline("e", subscript=True),
    Inline("f", underline=True),
)


def _write(raw: str, old: str, *inlines: Inline, name: str = "a.md", note: str = "") -> str:
    draft = read_draft(raw.encode(), name=name)
    start = draft.raw.index(old)
    said = (Inline(note),) if note else None
    replacement = Replacement(start, start + len(old), inlines, said)
    return rewrite(raw.encode(), draft, replacements=[replacement]).decode()


def _hang(raw: str, *words: str, name: str = "a.md", said: str = "supported") -> str:
    draft = read_draft(raw.encode(), name=name)
    comments = [
        Comment(draft.raw.index(word), draft.raw.index(word) + len(word), ((Inline(said),),), word)
        for word in words
    ]
    return rewrite(raw.encode(), draft, comments=comments).decode()


def _close(raw: str, title: str, *entries: Entry, name: str = "a.md") -> str:
    draft = read_draft(raw.encode(), name=name)
    return rewrite(raw.encode(), draft, closing=Closing(title, entries)).decode()


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "windows-1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_keeps_encoding_mark_and_line_ends(mark: bytes, codec: str, end: str, name: str) -> None:
    """The bytes around what is written stay, and what is written is like them."""
    text = f"Der Hafen für Örm ist älter.{end}{end}Vierzig Boote sanken größtenteils @x.{end}"
    data = mark + text.encode(codec)
    draft = read_draft(data, name=name)
    start = draft.raw.index("@x")
    written = rewrite(
        data, draft, replacements=[Replacement(start, start + 2, (Inline("Müller"),))]
    )
    assert written == mark + text.replace("@x", "Müller").encode(codec)
    closed = rewrite(data, draft, closing=Closing("Quellen", ()))
    assert closed.startswith(mark + text.encode(codec)[:-1])
    assert "Quellen" in closed[len(mark) :].decode(codec)
    if end == "\r\n":
        assert "\n" not in closed[len(mark) :].decode(codec).replace(end, "")


def test_writes_what_an_encoding_lacks_as_entities() -> None:
    """Where entities are read, a character that the encoding lacks is one; else it is refused."""
    data = "Der Hafen für Örm ist älter, größtenteils @x.".encode("latin-1")
    for name, said in (("a.md", b"&#33337;."), ("a.html", b"&#33337;."), ("a.txt", b"")):
        draft = read_draft(data, name=name)
        at = draft.raw.index("@x")
        replacements = [Replacement(at, at + 2, (Inline("船"),))]
        if said:
            assert rewrite(data, draft, replacements=replacements).endswith(said)
        else:
            with pytest.raises(UnwritableDraftError, match="has no “船”"):
                rewrite(data, draft, replacements=replacements)


def test_refuses_bytes_that_would_change() -> None:
    """An encoding that writes the same text in other bytes is refused."""
    data = b'\x1b$B\x1b(BOrm \x1b$B$"\x1b(B burnt @x.'
    draft = read_draft(data, name="a.txt")
    with pytest.raises(UnwritableDraftError, match="written back"):
        rewrite(data, draft, replacements=[Replacement(0, 1)])


def test_puts_looks_into_markdown() -> None:
    """Every look has its sign or its tag, and links are links."""
    assert _write("Orm @x.", "@x", *LOOKS) == (
        'Orm *a*<strong>b</strong><span style="font-variant:small-caps">c</span><sup>d</sup>'
        "<sub>e</sub><u>f</u>."
    )
    both = Inline(" a ", italic=True, bold=True)
    assert _write("Orm @x.", " @x", both) == "Orm ***a*** ."
    assert _write("Orm (@x) b.", "@x", Inline("Log.", italic=True)) == "Orm (*Log.*) b."
    assert (
        _write("Orm @xb.", "@x", Inline("Log.", italic=True))
        == "Orm @xb.".replace("@x", "")[:4] + "<em>Log.</em>b."
    )
    links = (Inline("log", link=LINK), Inline(LINK[:23], link=LINK[:23]), Inline("k", link="#k"))
    assert _write("Orm @x.", "@x", *links) == (
        "Orm [log](https://orm.example/log?a=1&amp;b=%282%29)<https://orm.example/log>[k](#ref_k)."
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "*a* _b_ c_d `e` [f] <g> \\ ^h $i ~j |k {l} #m",
            r"\*a\* \_b\_ c_d \`e\` \[f\] \<g\> \\ \^h",
        ),
        ("@orm a@b.example &amp; AT&T", r"\@orm a@b.example \&amp; AT&T"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_escapes_markdown(said: str, written: str) -> None:
    """Nothing that is put into Markdown is taken for markup, or for a citation."""
    made = _write("Orm @x.", "@x", Inline(said))
    assert made.startswith(f"Orm {written}")
    draft = read_draft(made.encode(), name="a.md")
    assert draft.text == f"Orm {' '.join(said.split())}."
    assert not draft.citations


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("(2) a", "(2\\) a"),
        ("A. Orm", "A\\. Orm"),
        ("iv) a", "iv\\) a"),
        ("Orm. 2020", "Orm. 2020"),
        ("+1", "\\+1"),
        ("# a", "\\# a"),
    ],
)
def test_begins_no_list_or_heading(said: str, written: str) -> None:
    """What is put where a line begins stays running text."""
    assert _write("@x", "@x", Inline(said)) == written


def test_puts_notes_into_markdown() -> None:
    """Notes are numbered on from those there are; one to a note stands in it."""
    raw = "Orm [@x].[^7]\n\n[^7]: See [@y].\n"
    assert (
        _write(raw, " [@x]", note="1. Log") == f"{raw.replace(' [@x]', '[^8]')}\n[^8]: 1\\. Log\n"
    )
    assert _write(raw, " [@y]", note="Log") == raw.replace("[@y]", "Log")
    alone = "Orm.[^7]\n\n[^7]: [@y]\n"
    assert _write(alone, "[@y]", note="Log") == alone.replace("[@y]", "Log")


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("# A\n\n## B\n\n## C\n\nOrm.", "# A\n\n## B\n\n## C\n\nOrm.\n\n## S\n"),
        ("A\n=\n\nB\n-\n\nOrm.\n", "A\n=\n\nB\n-\n\nOrm.\n\n## S\n"),
        ("Orm.\n\n\n", "Orm.\n\n\n# S\n"),
        ("", "# S\n"),
    ],
)
def test_closes_markdown_beside_its_sections(raw: str, written: str) -> None:
    """The heading of the list has the level of the sections, and stands apart by one line."""
    assert _close(raw, "S") == written


def test_fills_the_place_that_pandoc_keeps() -> None:
    """Where a draft has a place for its list, the list stands there, without another heading."""
    raw = "Orm.\n\n# Sources\n\n::: {#refs}\n:::\n\nEnd.\n"
    entry = Entry((Inline("1. Log"),), "k")
    assert _close(raw, "S", entry, Entry((Inline("- b"),))) == raw.replace(
        ":::\n\n", '\n<span id="ref_k"></span>1. Log\n\n\\- b\n\n:::\n\n'
    )


def test_hangs_comments_into_markdown() -> None:
    """A comment stands behind its words, their markup and notes, in a line, and can be replaced."""
    table = "| A. B | c |\n|---|---|\n| D. E | f |\n\n"
    raw = f"**Orm burnt.**[^1] Use `xyz`. [A log](b).\n\n{table}[^1]: N.\n"
    words = ("Orm burnt.", "xyz", "A.", "D.", "E", "N.")
    once = _hang(raw, *words, said="a -- b\n|<!-- c")
    note = "<!-- note by claimtrack: a – b ¦&lt;!– c -->"
    assert f"**Orm burnt.**[^1]{note} Use `xyz`{note}." in once
    assert f"| A.{note} B | c |" in once
    assert f"| D.{note} E{note} | f |" in once
    assert _hang(once, *words, said="a -- b\n|<!-- c") == once
    assert _hang(once) == raw


def test_moves_a_comment_out_of_what_is_replaced() -> None:
    """A comment that ends within replaced words stands behind them."""
    raw = b"Orm burnt [@x]."
    draft = read_draft(raw, name="a.md")
    comments = [Comment(0, 12, ((Inline("c"),),), "k")]
    replacements = [Replacement(10, 14, (Inline("(Log)"),))]
    written = rewrite(raw, draft, replacements=replacements, comments=comments)
    assert written == b"Orm burnt (Log)<!-- note by claimtrack: c -->."


def test_refuses_a_comment_that_would_be_read() -> None:
    """A comment in a place where it would become text is refused."""
    raw = "Orm `burnt here` again."
    with pytest.raises(UnwritableDraftError, match="change what it says"):
        _hang(raw, "burnt")


def test_puts_looks_into_html() -> None:
    """Every look has its tag, text is escaped, and links are links."""
    made = _write("<p>Orm @x.</p>", "@x", *LOOKS, Inline("<&\t", link=LINK), name="a.html")
    assert made == (
        '<p>Orm <i>a</i><b>b</b><span style="font-variant:small-caps">c</span><sup>d</sup>'
        '<sub>e</sub><u>f</u><a href="https://orm.example/log?a=1&amp;b=(2)">&lt;&amp;&emsp;</a>'
        ".</p>"
    )


def test_puts_notes_and_a_list_into_html() -> None:
    """Notes are linked both ways under names of their own; the list stands where the text ends."""
    raw = '<html><body><main id="note-1"><h1>A</h1><p>Orm @x.</p></main>F</body></html>'
    made = _write(raw, " @x", name="a.html", note="Log")
    mark = '<sup><a id="note-x-1-ref" href="#note-x-1">1</a></sup>.</p>'
    assert mark in made
    item = '<li id="note-x-1">Log <a href="#note-x-1-ref">↩</a></li>'
    assert made.endswith(f"<ol>\n{item}\n</ol>\n</main>F</body></html>")
    closed = _close(raw, "S & T", Entry((Inline("Log"),), "k"), name="a.html")
    assert '<h2>S &amp; T</h2>\n<p id="ref_k" style="padding-left:2em;' in closed


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("<p>a", "<p>a\n<h1>S</h1>\n"),
        ("<p>a\n", "<p>a\n<h1>S</h1>\n"),
        ("<article>a</article><article>b</article></body>", None),
    ],
)
def test_closes_a_page_where_its_text_ends(raw: str, written: str | None) -> None:
    """Without one article the list stands at the end of the body, or of the file."""
    made = _close(raw, "S", name="a.html")
    assert made == (written or raw.replace("</body>", "<h1>S</h1>\n</body>"))


@pytest.mark.parametrize(
    "slot", ['<div id="refs" class="references">', "<section id='refs'>", "<div class=x id=refs>"]
)
def test_puts_the_list_where_a_page_wants_it(slot: str) -> None:
    """A page with a place for its list gets it there, without another heading."""
    raw = f"<body><p>Orm.</p><h2>Sources</h2>{slot}</div><p>End.</p></body>"
    made = _close(raw, "S", Entry((Inline("Log"),)), name="a.html")
    assert f"{slot}\n<p style=" in made
    assert made.count("<h2>") == 1
    assert made.endswith(">Log</p>\n</div><p>End.</p></body>")


def test_hangs_comments_into_html() -> None:
    """A comment is a picture whose text shows under the pointer; it can be replaced and goes."""
    raw = "<p>Orm <b>burnt.</b> It rained.</p>"
    once = _hang(raw, "burnt.", "It rained.", name="a.html", said='"a" <b>\nhidden')
    assert once.count('<img class="claimtrack-note" alt=""') == 2
    assert 'title="&quot;a&quot; &lt;b&gt; hidden"' in once
    assert read_draft(once.encode(), name="a.html").text == "Orm burnt. It rained."
    assert _hang(once, name="a.html") == raw


def test_refuses_to_replace_a_comment_of_ours_in_part() -> None:
    """Words that are replaced together with half of an old comment are refused."""
    once = _hang("Orm burnt. So.", "burnt.")
    draft = read_draft(once.encode(), name="a.md")
    with pytest.raises(BadSpanError, match="overlaps"):
        rewrite(once.encode(), draft, replacements=[Replacement(4, 20)], comments=())


def test_writes_plain_text() -> None:
    """Looks are left out, hidden addresses shown, notes numbered on, and long lines broken."""
    line = "Forty boats sank in the harbour of Varrow [2] in the storm."
    raw = f"{line}\nIt rained @x.\n"
    link = Inline("log", link="https://orm.example")
    made = _write(raw, " @x", Inline(", "), link, link, name="a.txt", note="See " + "the log " * 9)
    head, _, notes = made.partition("\n\n")
    assert head == f"{line}\nIt rained, loglog <https://orm.example>[3]."
    assert notes == (
        "Notes\n\n[3] See the log the log the log the log the log the log the\n"
        "    log the log the log\n"
    )
    entry = Entry((Inline("1.\tLog, "), Inline("a@b.example", link="mailto:a@b.example")))
    assert _close("Orm.", "S", entry, name="a.txt") == "Orm.\n\nS\n\n1. Log, a@b.example\n"


def test_refuses_comments_in_plain_text() -> None:
    """Plain text has no place for comments, but may be asked for none."""
    with pytest.raises(UnwritableDraftError, match="no place for comments"):
        _hang("Orm burnt.", "Orm", name="a.txt")
    assert _hang("Orm burnt.", name="a.txt") == "Orm burnt."
