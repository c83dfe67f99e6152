"""What a drawing of a ledger shows, and three formats that draw it, each read by a peer."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import networkx as nx
import pydot
import pytest

from claimtrack.formats.contract import Selection
from claimtrack.formats.listing import list_formats
from claimtrack.formats.mermaid import MOST_EDGES
from claimtrack.formats.picture import MADE_BY, list_edges, list_nodes
from claimtrack.models.judgement import Judgement, State
from claimtrack.models.relation import Cause, Kind, Relation

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimtrack.models.claim import Claim
    from claimtrack.models.source import Source

ODD = 'Said "no" \\ <b>& #1;\n; `x` ]) --> n1 \x1b[31m\x00 村上'


@pytest.fixture
def selection(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
    judged: Judgement,
) -> Selection:
    """Two sources, one that draws on a third; a conflict, a doubt, a citation, a rejection."""
    rejected = judged.with_changes(state=State.REJECTED)
    unsure = judged.with_changes(state=State.UNSURE)
    links = (
        make_link("cites", "gone-paper", because="it says so"),
        Relation(
            kind=Kind.CONFLICTS,
            target="b-paper/one",
            because="41 and 92",
            cause=Cause.NUMBER,
            judgement=judged,
        ),
        Relation(kind=Kind.CORROBORATES, target="b-paper/two", because="alike", judgement=unsure),
        Relation(kind=Kind.UPDATES, target="b-paper/two", because="later", judgement=rejected),
    )
    sources = [
        make_source("a-paper", title="The ferry yard", references=("b-paper",)),
        make_source("b-paper", title="Harbour notes"),
    ]
    claims = [
        make_claim("a-paper/one", "The yard dismissed 41 workers.", links=links),
        make_claim("b-paper/one", "The yard dismissed 92 workers."),
        make_claim("b-paper/two", ODD),
    ]
    return Selection({each.id: each for each in sources}, {each.id: each for each in claims})


def write(selection: Selection, name: str) -> tuple[str, list[Any]]:
    """Return what a format writes, and what it says of it."""
    out = io.BytesIO()
    writer = list_formats()[name].write
    assert writer
    remarks = writer(selection, out)
    return out.getvalue().decode(), list(remarks or ())


def test_what_is_pointed_at_and_not_here_is_a_node_of_its_own(selection: Selection) -> None:
    """A drawing does not hide that something is missing."""
    kinds = {node.id: node.kind for node in list_nodes(selection)}
    assert kinds == {
        "a-paper": "stub",
        "b-paper": "stub",
        "a-paper/one": "claim",
        "b-paper/one": "claim",
        "b-paper/two": "claim",
        "gone-paper": "outside",
    }


def test_a_claim_has_its_state(selection: Selection) -> None:
    """It is the one that the selection makes it."""
    states = {node.id: node.state for node in list_nodes(selection) if node.kind == "claim"}
    assert states["a-paper/one"] == states["b-paper/one"] == "disputed"


def test_graphml_holds_every_record_and_every_link(selection: Selection) -> None:
    """A reader of the format finds all of them, those rejected too, with what is known of them."""
    graph = nx.parse_graphml(write(selection, "graphml")[0], force_multigraph=True)
    assert set(graph.nodes) == {node.id for node in list_nodes(selection)}
    assert graph.number_of_edges() == len(list(list_edges(selection)))
    conflict = next(each for *_, each in graph.edges(data=True) if each["kind"] == "conflicts")
    assert conflict["cause"] == "number"
    assert conflict["because"] == "41 and 92"
    assert {each.get("judgement") for *_, each in graph.edges(data=True)} >= {"rejected", "unsure"}


def test_graphml_takes_any_text(selection: Selection) -> None:
    """What XML cannot hold is shown as an escape, and the rest to the letter."""
    graph = nx.parse_graphml(write(selection, "graphml")[0], force_multigraph=True)
    text = graph.nodes["b-paper/two"]["text"]
    assert text.startswith('Said "no" \\ <b>& #1;\n; `x` ]) --> n1 \\x1b[31m\\x00 村上')


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the parser's own
def test_dot_is_read_by_a_parser_of_it(selection: Selection) -> None:
    """All nodes and all edges but the rejected one are there, whatever stands in the texts."""
    graphs: Any = pydot.graph_from_dot_data(write(selection, "dot")[0])
    graph = graphs[0]
    frames = [graph, *graph.get_subgraphs()]
    nodes = [node for frame in frames for node in frame.get_nodes()]
    names = {node.get_name().strip('"') for node in nodes} - {"node"}
    assert names == {node.id for node in list_nodes(selection)}
    standing = [e for e in list_edges(selection) if e.is_standing and e.kind != MADE_BY]
    assert len(graph.get_edges()) == len(standing)
    labels = {str(edge.get_label()) for edge in graph.get_edges()}
    assert labels >= {'"conflicts: number"', '"corroborates (unsure)"', '"cites"'}


def test_mermaid_lets_no_text_out_of_its_label(selection: Selection) -> None:
    """Whatever would read as markup, as a link or as the end of a label is an entity."""
    text, remarks = write(selection, "mermaid")
    nodes = re.findall(r'^  n\d+[\[(]"([^"]*)"[\])]:::(\w+)$', text, re.MULTILINE)
    assert [kind for _, kind in nodes].count("outside") == 1
    assert len(nodes) == len(list(list_nodes(selection)))
    assert all(set('<>[]()"`\\') & set(label) == set() for label, _ in nodes)
    assert not remarks


def test_mermaid_draws_what_stands(selection: Selection) -> None:
    """Each link has its arrow and its words; the rejected one is left out."""
    text, _ = write(selection, "mermaid")
    for arrow in ('-->|"cites"|', '===|"conflicts: number"|', '---|"corroborates (unsure)"|'):
        assert arrow in text
    assert "updates" not in text


def test_a_drawing_too_large_for_mermaid_is_said(
    make_source: Callable[..., Source],
    make_claim: Callable[..., Claim],
    make_link: Callable[..., Relation],
) -> None:
    """Beyond what Mermaid draws by itself there is a finding that says what to do."""
    source = make_source("a-paper", title="A ledger")
    link = make_link("cites", "b-paper", because="it says so")
    numbers = range(MOST_EDGES + 1)
    claims = [make_claim(f"a-paper/c{n}", f"Claim {n}.", links=(link,)) for n in numbers]
    whole = Selection({source.id: source}, {claim.id: claim for claim in claims})
    _, remarks = write(whole, "mermaid")
    assert [each.code for each in remarks] == ["MANY-EDGES"]


def test_a_passage_is_linked_to(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """The node of a claim with a quote leads to the very words on the page."""
    segment = {"exact": "41 workers", "start": 0, "end": 10}
    anchor = {"capture": 1, "quote": "41 workers", "segments": [segment]}
    source = make_source("a-paper", title="Yard").with_changes(
        csl={"type": "webpage", "title": "Yard", "URL": "https://yard.example/a"}
    )
    claim = make_claim("a-paper/one", "The yard dismissed 41.", anchor=anchor)
    (_, node) = list_nodes(Selection({source.id: source}, {claim.id: claim}))
    assert node.url.startswith("https://yard.example/a#:~:text=41")


def test_only_addresses_on_the_web_are_links(
    make_source: Callable[..., Source], make_claim: Callable[..., Claim]
) -> None:
    """A click on a drawing must run nothing."""
    csl = {"URL": "javascript:alert(1)"}
    selection = Selection({"a": make_source("a", csl=csl)}, {"a/b": make_claim("a/b")})
    web = Selection({"a": make_source("a", csl={"URL": "https://a.example/"})}, {})

    assert [node.url for node in list_nodes(selection)] == ["", ""]
    assert [node.url for node in list_nodes(web)] == ["https://a.example/"]
