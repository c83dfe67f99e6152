"""The words of ours in an annotation, and those of the model that both ways need."""

from __future__ import annotations

from typing import Any, Final

from claimtrack.formats.annotations.contexts import ANNOTATIONS
from claimtrack.formats.iris import TERMS

#: Holds a claim's record whole, on its annotation.
CLAIM: Final = "claimtrack:claim"
#: Holds the records of the sources, on the collection.
SOURCES: Final = "claimtrack:sources"

#: The context of what is written: the model's, and our words as JSON that no processor looks into.
CONTEXT: Final[list[Any]] = [
    ANNOTATIONS,
    {
        "claimtrack": TERMS,
        CLAIM: {"@id": f"{TERMS}claim", "@type": "@json"},
        SOURCES: {"@id": f"{TERMS}sources", "@type": "@json"},
    },
]

#: The key of a claim that keeps an annotation as it came in: words of others survive a round trip.
KEPT: Final = "web-annotation"

#: What an annotation of ours says in words of the model; all else in it is somebody else's.
WRITTEN: Final = frozenset({"@context", "id", "type", "motivation", "body", "target", CLAIM})

#: The purpose of a body that is a tag.
TAGGING: Final = "tagging"
#: The purpose of the body that says whether the quote carries the claim.
ASSESSING: Final = "assessing"
#: The purpose of the body that is the claim, and the motivation of the annotation.
DESCRIBING: Final = "describing"

#: What the value of a `FragmentSelector` that is a text fragment conforms to.
TEXT_FRAGMENTS: Final = "https://wicg.github.io/scroll-to-text-fragment/"
