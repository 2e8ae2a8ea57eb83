"""The envelope on the wire: CloudEvents 1.0, structured JSON, with our extension attributes."""

from datetime import UTC, datetime
from typing import Annotated, Final, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field, JsonValue, PlainSerializer, ValidationError

from published.canonical import canonical_bytes
from published.catalogue import event_model, service_of, source_of
from published.event import Event, Version
from published.invalid_value import InvalidValueError
from published.model import PublishedModel
from published.region_code import RegionCode

MAX_EVENT_BYTES: Final = 256 * 1024
"""Largest envelope a command may record."""

_SEQUENCE_DIGITS: Final = 20


def _sequence_from_text(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


Sequence = Annotated[
    int,
    Field(ge=0, le=2**63 - 1),
    BeforeValidator(_sequence_from_text),
    PlainSerializer(lambda number: f"{number:0{_SEQUENCE_DIGITS}d}", return_type=str),
]
"""Gap-free number of the service's seal; fixed width on the wire, so that the envelope's size never depends on it."""


class EventTooLargeError(InvalidValueError):
    """The envelope exceeds MAX_EVENT_BYTES."""

    def __init__(self, event_type: str, size: int) -> None:
        super().__init__(
            f"事件{event_type}共{size}字节，超过上限{MAX_EVENT_BYTES}字节，请缩短文本内容。",
            f"Event {event_type} has {size} bytes, more than the limit of {MAX_EVENT_BYTES}; shorten its texts.",
        )


class Envelope(PublishedModel):
    """One event with the attributes that place, order and trace it. `subject` is the aggregate's id.

    `traceparent` is that of the command that recorded it, after the CloudEvents extension for distributed tracing.
    """

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: str
    type: str
    subject: UUID
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    aggregateversion: Version
    region: RegionCode | None = None
    sequence: Sequence
    correlationid: str
    causationid: str | None = None
    traceparent: str | None = None
    data: dict[str, JsonValue]

    @classmethod
    def wrap(
        cls,
        event: Event,
        *,
        id: UUID,  # noqa: A002 - the attribute's name in CloudEvents
        time: datetime,
        correlationid: str,
        causationid: str | None = None,
        traceparent: str | None = None,
        sequence: int = 0,
    ) -> Self:
        """Envelope of an event; the sequence stays 0 until the seal gives it, with `model_copy` or here."""
        snapshot = event.snapshot
        return cls(
            id=id,
            source=source_of(service_of(type(event))),
            type=event.type,
            subject=snapshot.id,
            time=time.astimezone(UTC),
            aggregateversion=snapshot.version,
            region=snapshot.place,
            sequence=sequence,
            correlationid=correlationid,
            causationid=causationid,
            traceparent=traceparent,
            data=event.data(),
        )

    @property
    def key(self) -> bytes:
        """Kafka key: the aggregate's id, so that one aggregate's events stay in order."""
        return str(self.subject).encode()

    def to_bytes(self) -> bytes:
        """Canonical bytes on the wire; EventTooLargeError above the limit. Absent attributes are left out."""
        content = canonical_bytes(self.model_dump(mode="json", exclude_none=True) | {"data": self.data})
        if len(content) > MAX_EVENT_BYTES:
            raise EventTooLargeError(self.type, len(content))
        return content

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read what `to_bytes` wrote, ignoring attributes it does not know; InvalidValueError otherwise."""
        try:
            return cls.model_validate_json(content, extra="ignore")
        except ValidationError as error:
            raise InvalidValueError(
                "消息不是约定的CloudEvents事件。", f"The message is not a CloudEvents event of ours: {error}"
            ) from error

    def event(self) -> Event:
        """The event inside; InvalidValueError for an unknown type or data that does not fit."""
        return event_model(self.type).from_data(self.data)
