"""The migration job of a service: tables as the owner's role, then rights for the runtime role, then seeds."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import autogenerate, command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url

from chassis import log
from chassis.grants import grant
from chassis.seeding import seed
from chassis.service import Service
from chassis.settings import ServiceSettings

TEMPLATES = Path(__file__).parent / "migration"


class MissingMigrationError(Exception):
    """The models say something that no migration has told the database."""


def upgrade(service: Service, settings: ServiceSettings) -> None:
    """Bring the database up to date; safe to repeat."""
    with _owner(settings) as connection:
        command.upgrade(_config(service, connection), "head")
        grant(connection, service.metadata, _runtime_role(settings))
        connection.commit()
    seed(service, settings)


def check(service: Service, settings: ServiceSettings) -> None:
    """MissingMigrationError, naming the differences, unless the models and the migrated database agree."""
    with _owner(settings) as connection:
        differences = _differences(service, connection)
    if differences:
        listed = "\n".join(f"  {difference}" for difference in differences)
        raise MissingMigrationError(
            f"{service.name}: run `make migrate`, the models differ from the database:\n{listed}"
        )


def revise(service: Service, settings: ServiceSettings, message: str) -> None:
    """Write the next migration if the models and the migrated database differ."""
    with _owner(settings) as connection:
        if not _differences(service, connection):
            return
        config = _config(service, connection)
        number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
        command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")


def newest_revision(service: Service) -> str:
    """The schema revision that this code works with."""
    return str(ScriptDirectory.from_config(_config(service)).get_current_head())


def _differences(service: Service, connection: Connection) -> list[Any]:
    """What the models say and the database does not, once every migration there is was applied."""
    command.upgrade(_config(service, connection), "head")
    connection.commit()
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(autogenerate.compare_metadata(context, service.metadata))


def main(service: Service, arguments: Sequence[str] | None = None) -> None:
    """Entry point of `python -m services.<name>.migrate [upgrade|check|revise MESSAGE]`."""
    parser = argparse.ArgumentParser(description=f"Migrations of {service.name}")
    parser.add_argument("action", nargs="?", default="upgrade", choices=["upgrade", "check", "revise"])
    parser.add_argument("message", nargs="?", default="change")
    given = parser.parse_args(arguments)
    settings = ServiceSettings()
    log.configure(f"{service.name}-migrate", settings.log_level)
    try:
        _run(service, settings, given)
    except MissingMigrationError as error:
        sys.exit(str(error))


def _run(service: Service, settings: ServiceSettings, given: argparse.Namespace) -> None:
    if given.action == "upgrade":
        upgrade(service, settings)
    elif given.action == "check":
        check(service, settings)
    else:
        revise(service, settings, given.message)


def _owner(settings: ServiceSettings) -> Connection:
    return create_engine(settings.owner_sqlalchemy_url(), poolclass=NullPool).connect()


def _runtime_role(settings: ServiceSettings) -> str:
    role = make_url(settings.sqlalchemy_url()).username
    if role is None:
        raise ValueError("JIADI_DATABASE_URL names no role to grant rights to")
    return role


def _config(service: Service, connection: Connection | None = None) -> Config:
    config = Config()
    options: dict[str, Any] = {
        "script_location": TEMPLATES,
        "version_locations": service.migrations / "versions",
        "path_separator": "newline",
        "file_template": "%%(rev)s_%%(slug)s",
    }
    for name, value in options.items():
        config.set_main_option(name, str(value))
    config.attributes.update(connection=connection, metadata=service.metadata)
    return config
