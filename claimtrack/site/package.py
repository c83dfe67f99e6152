"""The site among the packages that `export` writes; what is heavy waits until it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from claimtrack.errors import BadBaseAddressError
from claimtrack.exchange.packages import Package

if TYPE_CHECKING:
    from pathlib import Path

    from claimtrack.exchange.packages import Occasion
    from claimtrack.formats.contract import Selection
    from claimtrack.ledger.ledger import Ledger


def write_site(ledger: Ledger, selection: Selection, place: Path, occasion: Occasion) -> None:
    """Write the pages of a ledger into a folder: all of them, or none.

    Args:
        ledger: what states, chains and origins are worked out from.
        selection: the records that get pages; of all others at most the id is shown.
        place: a folder that is not there, is empty, or holds a site of ours, which is replaced.
        occasion: the day, the settings, and where the pages will be read.

    Raises:
        BadBaseAddressError: that is no address on the web.
        NotOurSiteError: in the folder is something else.
        OSError: the disk refused; what was there is as it was.
    """
    from claimtrack.anchoring.fragments import is_web_address
    from claimtrack.site.folder import replacing_site
    from claimtrack.site.material import Material
    from claimtrack.site.pages import list_files

    base_url = occasion.base_url or occasion.settings.site.base_url
    if base_url and (not is_web_address(base_url) or "?" in base_url or "#" in base_url):
        raise BadBaseAddressError(base_url)
    material = Material(ledger, selection, occasion)
    with replacing_site(place) as folder:
        for file in list_files(material, _escape(base_url) if base_url else ""):
            folder.write(file.path, file.text)


def _escape(address: str) -> str:
    """Return an address as sitemaps and feeds want it: in ASCII, with a slash at its end."""
    parts = urlsplit(address)
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~")
    return f"{parts.scheme}://{parts.netloc}{path}/"


PACKAGES: Final = (
    Package(
        name="site",
        title="pages for the web: sources, claims, conflicts, chains, search, feeds",
        suffixes=(),
        write=write_site,
        is_published=True,
    ),
)
