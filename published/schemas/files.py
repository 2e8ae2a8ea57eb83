"""The committed JSON schema of every event type: written from the models, checked against them."""

from pathlib import Path

import orjson

from published.catalogue import EVENTS_BY_SERVICE
from published.event import Event
from published.schemas.compare import Schema, breaking_changes

DIRECTORY = Path(__file__).parent


def schema_of(model: type[Event]) -> Schema:
    """JSON schema of the event's data. A field with a default is optional, as old events lack it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema(mode="validation")


def problems(models: list[type[Event]], directory: Path = DIRECTORY) -> list[str]:
    """Each breaking change against the committed schemas and each schema that is missing or out of date."""
    return breaks(models, directory) + [
        f"{model.type}: schema out of date; run python -m published.schemas"
        for model in models
        if _committed(model.type, directory) != schema_of(model)
    ]


def breaks(models: list[type[Event]], directory: Path = DIRECTORY) -> list[str]:
    """Changes that need a new version of the event instead."""
    known = {model.type for model in models}
    gone = [f"{path.stem}: event type removed" for path in sorted(directory.glob("*.json")) if path.stem not in known]
    changed = [
        f"{model.type}: {change}; publish a new version instead"
        for model in models
        if (committed := _committed(model.type, directory)) is not None
        for change in breaking_changes(committed, schema_of(model))
    ]
    return gone + changed


def write(models: list[type[Event]], directory: Path = DIRECTORY) -> list[str]:
    """Write every schema unless something would break; returns what would, having written nothing."""
    broken = breaks(models, directory)
    if not broken:
        for model in models:
            content = orjson.dumps(schema_of(model), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)
            (directory / f"{model.type}.json").write_bytes(content + b"\n")
    return broken


def all_models() -> list[type[Event]]:
    """Every event model of every service."""
    return [model for models in EVENTS_BY_SERVICE.values() for model in models]


def _committed(event_type: str, directory: Path) -> Schema | None:
    path = directory / f"{event_type}.json"
    if not path.exists():
        return None
    schema: Schema = orjson.loads(path.read_bytes())
    return schema
