"""What all records share: frozen, tolerant of keys we do not know, terse on disk."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator

from claimtrack.values.dates import Edtf


class Record(BaseModel):
    """A frozen record; a key it does not know is kept and written back as it was."""

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)

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


def _read_date(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, str):
        return Edtf.parse(value)
    msg = "a date is written as an EDTF string"
    raise ValueError(msg)


#: A date field: an EDTF string on disk, an interval with precision in memory.
EdtfDate = Annotated[Edtf, PlainValidator(_read_date), PlainSerializer(str, return_type=str)]
