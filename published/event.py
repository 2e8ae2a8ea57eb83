"""What every published event has in common."""

from datetime import date
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import Field, JsonValue, ValidationError

from published.canonical import canonical_bytes
from published.invalid_value import InvalidValueError
from published.model import PublishedModel
from published.region_code import RegionCode, RegionPath

Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Year = Annotated[int, Field(ge=1949, le=2999)]
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""Exact decimal number that is not money, such as a quantity."""


class Snapshot(PublishedModel):
    """Public state of an aggregate after a change; the highest version wins."""

    id: UUID
    version: Version

    @property
    def place(self) -> RegionCode | None:
        """Code of the region it belongs to, None for what has no place."""
        return None


class PlacedSnapshot(Snapshot):
    """Snapshot of what lies in a region: the region, its code at the time and its path."""

    region_id: UUID
    region_code: RegionCode
    region_path: RegionPath

    @property
    def place(self) -> RegionCode | None:
        """Code of the region it lies in."""
        return self.region_code


class Meeting(PublishedModel):
    """Decision of a leading group: the day and the reference of the minutes."""

    held_on: date
    reference: Annotated[str, Field(min_length=1)]


class Event(PublishedModel):
    """One thing that happened to one aggregate.

    A subclass names its `type` (`jiadi.<noun>.<verb>.v1`) and its `aggregate`; the field of that name holds the
    snapshot after the change, the other fields what is special to the event.
    """

    type: ClassVar[str]
    aggregate: ClassVar[str]

    @property
    def snapshot(self) -> Snapshot:
        """The aggregate after the change."""
        snapshot: Snapshot = getattr(self, self.aggregate)
        return snapshot

    def data(self) -> dict[str, Any]:
        """The event as JSON values, the `data` of its envelope."""
        return self.model_dump(mode="json")

    @classmethod
    def from_data(cls, data: dict[str, JsonValue]) -> Self:
        """Read `data`, ignoring fields that a newer producer added; InvalidValueError if it does not fit."""
        try:
            return cls.model_validate_json(canonical_bytes(data), extra="ignore")
        except ValidationError as error:
            raise InvalidValueError(
                f"事件{cls.type}的内容不符合约定。", f"The data of event {cls.type} does not fit its model: {error}"
            ) from error
