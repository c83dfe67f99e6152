"""How large and how intricate a document may be before it is refused.

Each bound stands far above any article, and low enough that hostile input costs seconds at most.
"""

from __future__ import annotations

from typing import Final

#: The bytes of a document. So much prose takes a second to read, so many digits about a minute.
MAX_BYTES: Final = 50_000_000

#: The bytes of an HTML page; libxml2 drops a text node of 10 MB without a word.
MAX_HTML_BYTES: Final = 10_000_000

#: How deep tags may nest. News pages stay under 60; beyond about 300 the extractor loses text.
MAX_DEPTH: Final = 256

#: The elements of a page. Long live blogs have some 30,000; this many take about 6 s to extract.
MAX_ELEMENTS: Final = 100_000

#: The bold words, links and so on in one paragraph. The extractor takes quadratic time here: 2 s.
MAX_INLINE_CHILDREN: Final = 10_000

#: The characters of metadata in JSON-LD that is not valid JSON. The extractor then falls back on
#: patterns that take quadratic time: half a second at this size.
MAX_BROKEN_JSON: Final = 20_000
