"""Reading ``claimtrack.toml``."""

from __future__ import annotations

import tomllib

from pydantic import ValidationError

from claimtrack.errors import UnreadableLedgerError
from claimtrack.models.settings import FORMAT, Settings
from claimtrack.store.layout import SETTINGS, Layout

NEW = f"""# A claimtrack ledger; docs/file-format.md of claimtrack describes its files.
format = {FORMAT}
"""


def load_settings(layout: Layout) -> Settings:
    """Read the settings of a ledger.

    Raises:
        UnreadableLedgerError: they cannot be read, or ask for a format we do not know.
    """
    try:
        text = layout.settings.read_text("utf-8-sig")
        settings = Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableLedgerError(f"{SETTINGS}: {error}") from None
    except RecursionError:
        raise UnreadableLedgerError(f"{SETTINGS}: nested too deep") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableLedgerError(f"{SETTINGS} cannot be read: {error}") from None
    except ValidationError as error:
        fault = error.errors()[0]
        path = ".".join(map(str, fault["loc"]))
        raise UnreadableLedgerError(f"{SETTINGS}: {path}: {fault['msg']}") from None
    if settings.format != FORMAT:
        raise UnreadableLedgerError(
            f"{SETTINGS}: this ledger has format {settings.format}; "
            f"this claimtrack reads format {FORMAT}"
        )
    return settings
