"""A trimmed style prints what the whole of it prints."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.cite.documents import make_document
from claimtrack.cite.items import print_item
from claimtrack.cite.press import Press
from claimtrack.cite.results import Cite, Cluster
from claimtrack.cite.styles import find_style
from claimtrack.cite.trimming import trim_style
from claimtrack.models.source import Source
from tests.cite.conftest import ITEMS, STYLES


@settings(max_examples=12, deadline=None)  # each runs pandoc twice
@given(st.data())
def test_pandoc_prints_the_same_with_the_whole_style(data: st.DataObject) -> None:
    """Whatever sources are cited, in whatever order and how often, nothing changes in print."""
    style = find_style(data.draw(st.sampled_from(STYLES)))
    names = data.draw(st.lists(st.sampled_from(sorted(ITEMS)), min_size=1, max_size=4, unique=True))
    order = data.draw(st.lists(st.sampled_from(names), max_size=5))
    items = [print_item(Source.model_validate({"id": name, "csl": ITEMS[name]})) for name in names]
    clusters = [
        Cluster((Cite(name, name, "p. 3" if place % 2 else ""),))
        for place, name in enumerate(order)
    ]
    document = make_document(clusters, {name: name for name in names}, names, style.locale)
    printed = []
    for text in (style.text, trim_style(style.text, items)):
        with Press() as press:
            tree, messages = press.run(text, items, document, 60)
        printed.append((tree["blocks"], messages))
    assert printed[0] == printed[1]
