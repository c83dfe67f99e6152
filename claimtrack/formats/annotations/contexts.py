"""JSON-LD contexts, which say what the words of a document mean; none is ever fetched.

The words are read as https://www.w3.org/TR/annotation-model/ has them. A document that does not
say so, or that gives one of these words another meaning, is refused.
"""

from __future__ import annotations

from typing import Any, Final

from claimtrack.formats.json_input import as_list

#: The context of the model.
ANNOTATIONS: Final = "http://www.w3.org/ns/anno.jsonld"
_NAMES = frozenset({ANNOTATIONS, "https://www.w3.org/ns/anno.jsonld"})

#: What a context of somebody's own may not touch: what is read here, and what changes all words.
_WORDS = frozenset(
    """
    @base @import @vocab id type target body bodyValue items first source selector refinedBy exact
    prefix suffix start end value purpose motivation created creator startSelector endSelector
    """.split()
)


class Context:
    """What the ``@context`` of a document says.

    Attributes:
        fault: why the document cannot be read; "" when it can.
        foreign: addresses that define more words, which are kept but not understood.
    """

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - JSON
        """Read it; ``value`` is None where there is none."""
        members = as_list(value)
        texts = [member for member in members if isinstance(member, str)]
        self.foreign = tuple(text for text in texts if text not in _NAMES)
        self.fault = ""
        if not _NAMES.intersection(texts):
            self.fault = _say_absence(self.foreign)
        for member in members:
            if isinstance(member, dict):
                redefined = sorted(_WORDS & member.keys())
                if redefined:
                    self.fault = f"its @context gives “{redefined[0]}” a meaning of its own"
            elif not isinstance(member, str):
                self.fault = "its @context is neither an address nor an object"


def _say_absence(foreign: tuple[str, ...]) -> str:
    if not foreign:
        return f"it has no @context “{ANNOTATIONS}”"
    return f"its @context is “{foreign[0][:200]}”, not “{ANNOTATIONS}”; no context is fetched"
