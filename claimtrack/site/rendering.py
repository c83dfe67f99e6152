"""Templates to text; whatever is put into one is escaped and made visible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from claimtrack.site import addresses, words
from claimtrack.values.printable import clean, count

if TYPE_CHECKING:
    from jinja2 import Environment


#: What of `words` templates use.
_WORDS = (
    "CLAIM_GRADES",
    "DISCLAIMER",
    "STATES",
    "say_date",
    "say_day",
    "say_fit",
    "say_rating",
    "say_source",
    "shorten",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is written."""

    path: str
    template: str
    context: dict[str, Any]


def render(page: Page, common: dict[str, Any]) -> str:
    """Return a page as text, with what all pages have in common."""
    template = _make_environment().get_template(page.template)
    root = addresses.find_root(page.path)
    return template.render(common, path=page.path, root=root, **page.context)


@cache
def read_asset(name: str) -> str:
    """Return a file that goes into a site as it is."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _make_environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files(__package__).joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_show,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        {name: getattr(words, name) for name in _WORDS},
        addresses=addresses,
        count=count,
    )
    return environment


def _show(value: Any) -> Any:  # noqa: ANN401 - whatever a template puts out
    """Make visible what would reorder a line or is no character of a page; markup is ours."""
    if type(value) is str:
        return clean(value)
    return "" if value is None else value
