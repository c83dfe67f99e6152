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


_HINT = f"Mend {SETTINGS}; docs/file-format.md lists the settings and what each takes."

#: What pydantic calls what a TOML file should have, in the words of people who write one.
_WANTED = {
    "int_type": "it should be a whole number",
    "string_type": "it should be a text in quotation marks",
    "tuple_type": "it should be a list in square brackets",
    "dict_type": "it should be a table of keys and values",
    "model_type": "it should be a table of keys and values",
}


def load_settings(layout: Layout) -> Settings:
    """Read the settings of a ledger.

    Raises:
        UnreadableLedgerError: they cannot be read, or ask for a format we do not know.
    """
    try:
        text = layout.settings.read_text("utf-8-sig")
        settings = Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableLedgerError(f"{SETTINGS}: {error}", _HINT) from None
    except RecursionError:
        raise UnreadableLedgerError(f"{SETTINGS}: nested too deep", _HINT) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableLedgerError(f"{SETTINGS} cannot be read: {error}", _HINT) from None
    except ValidationError as error:
        fault = error.errors()[0]
        path = ".".join(map(str, fault["loc"]))
        wanted = _WANTED.get(fault["type"], fault["msg"])
        raise UnreadableLedgerError(f"{SETTINGS}: {path}: {wanted}", _HINT) from None
    if settings.format != FORMAT:
        raise UnreadableLedgerError(
            f"{SETTINGS}: this ledger has format {settings.format}; "
            f"this claimtrack reads format {FORMAT}",
            "Take the version of claimtrack that wrote it, or a newer one.",
        )
    return settings
