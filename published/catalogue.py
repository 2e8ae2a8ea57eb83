"""Every event type by the service that tells it, and where it is told."""

from typing import Final

from published import assets, funds, projects
from published.event import Event
from published.invalid_value import InvalidValueError

EVENTS_BY_SERVICE: Final[dict[str, tuple[type[Event], ...]]] = {
    "projects": projects.EVENTS,
    "funds": funds.EVENTS,
    "assets": assets.EVENTS,
}

_MODEL_BY_TYPE: Final = {model.type: model for models in EVENTS_BY_SERVICE.values() for model in models}
_SERVICE_BY_TYPE: Final = {model.type: service for service, models in EVENTS_BY_SERVICE.items() for model in models}


def event_model(event_type: str) -> type[Event]:
    """Model of an event type; InvalidValueError for a type that nobody publishes."""
    model = _MODEL_BY_TYPE.get(event_type)
    if model is None:
        raise InvalidValueError(f"没有事件类型“{event_type}”。", f"No service publishes the event type '{event_type}'.")
    return model


def service_of(event: type[Event]) -> str:
    """Service that tells this event."""
    return _SERVICE_BY_TYPE[event.type]


def source_of(service: str) -> str:
    """CloudEvents source of a service: `/jiadi/funds`."""
    return f"/jiadi/{service}"


def topic_of(service: str, prefix: str = "") -> str:
    """Kafka topic of a service; the prefix keeps test runs apart."""
    return f"{prefix}jiadi.{service}.v1"
