"""What the journeys need to know of a service's inside: its tables, and whether its record is intact."""

import importlib
from typing import Any

from sqlalchemy import MetaData


def service(name: str) -> Any:
    """The composition root's value."""
    return importlib.import_module(f"services.{name}.service").SERVICE


def metadata_of(name: str) -> MetaData:
    """Its tables."""
    metadata: MetaData = service(name).metadata
    return metadata
