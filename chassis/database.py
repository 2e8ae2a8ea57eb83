"""Engines on a service's database."""

from typing import Any

import orjson
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from chassis.jsonform import dumps
from chassis.settings import ServiceSettings

WAIT_FOR_CONNECTION_SECONDS = 10

_SILENCE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""Seconds and tries until a side that says nothing any more counts as gone, for both sides. A machine that loses its
power says no farewell, and the locks it holds must not outlive it by the two hours that are Linux's own patience."""
_SERVER = "-c timezone=UTC " + " ".join(f"-c tcp_{name}={value}" for name, value in _SILENCE.items())


def write_engine(settings: ServiceSettings, size: int) -> Engine:
    """Synchronous engine of at most `size` connections, as the runtime role."""
    return create_engine(settings.sqlalchemy_url(), **_options(settings, size))


def read_engine(settings: ServiceSettings) -> AsyncEngine:
    """Asynchronous engine for reads, as the runtime role."""
    return create_async_engine(settings.sqlalchemy_url(), **_options(settings, settings.read_pool_size))


def engine_of_one(settings: ServiceSettings) -> Engine:
    """For a job that needs a connection once, as the runtime role."""
    options = _options(settings, 1)
    return create_engine(settings.sqlalchemy_url(), poolclass=NullPool, connect_args=options["connect_args"])


def _options(settings: ServiceSettings, size: int) -> dict[str, Any]:
    return {
        "pool_size": size,
        "max_overflow": 0,
        "hide_parameters": True,  # names of persons are among them, and errors are logged
        "pool_timeout": WAIT_FOR_CONNECTION_SECONDS,
        "json_serializer": dumps,
        "json_deserializer": orjson.loads,
        "connect_args": {
            "options": _SERVER,
            "connect_timeout": WAIT_FOR_CONNECTION_SECONDS,
            **_SILENCE,
        },
    }
