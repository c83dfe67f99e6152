"""What all records share: frozen, tolerant of keys we do not know, terse on disk."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, GetPydanticSchema, PlainSerializer
from pydantic_core import core_schema

from claimtrack.values.dates import Edtf


class Record(BaseModel):
    """A frozen record; a key it does not know is kept and written back as it was."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        cache_strings="keys",  # texts seldom repeat: looking each one up costs more than it saves
        ser_json_inf_nan="constants",  # so that writing refuses them, where null would lose them
    )

    def to_document(self) -> dict[str, Any]:
        """Return the record as plain JSON values, without what is only a default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def with_changes(self, **changes: object) -> Self:
        """Return a copy with ``changes`` applied and validated; unknown keys are kept.

        Raises:
            pydantic.ValidationError: a change does not fit the record.
        """
        keyed = {name: value for name, value in self if name not in changes}
        return type(self).model_validate({**keyed, **changes})


#: Reads EDTF text; a ledger holds few dates many times. Pydantic calls the cache without a step
#: through Python, which saves a tenth of the time that a bulk load takes.
parse_date = lru_cache(maxsize=65_536)(Edtf.parse)


def _read_date(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, str):
        return Edtf.parse(value)
    msg = "a date is written as an EDTF string"
    raise ValueError(msg)


_DATE_SCHEMA = core_schema.json_or_python_schema(
    json_schema=core_schema.no_info_after_validator_function(parse_date, core_schema.str_schema()),
    python_schema=core_schema.no_info_plain_validator_function(_read_date),
)

#: A date field: an EDTF string on disk, an interval with precision in memory.
EdtfDate = Annotated[
    Edtf,
    GetPydanticSchema(lambda _source, _handler: _DATE_SCHEMA),
    PlainSerializer(str, return_type=str),
]
