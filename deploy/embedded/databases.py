"""One database per service, with the role that owns its tables and the role that the service runs as."""

from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from deploy.embedded.kept import Credentials

SERVICES = ("projects", "funds", "assets")

# The sealer waits for the oldest open transaction of the whole cluster: none may stay open for long.
RUNTIME_LIMITS = {
    "statement_timeout": "15s",
    "transaction_timeout": "30s",
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "10s",
    "timezone": "UTC",
}
OWNER_LIMITS = {
    "statement_timeout": "5min",
    "transaction_timeout": "10min",
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "60s",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class DatabaseAddress:
    """Connection URLs of one service's database: its runtime role and the owner of its tables."""

    runtime: str
    owner: str


def database_name(service: str) -> str:
    """The database of a service in the stack."""
    return f"jiadi_{service}"


def database_address(
    server: str, credentials: Credentials, service: str, database: str | None = None
) -> DatabaseAddress:
    """`server` is any URL of the PostgreSQL server; `database` defaults to the service's own."""
    target = conninfo_to_dict(server)

    def url(role: str) -> str:
        password = credentials.get(f"postgres.{role}")
        return f"postgresql://{role}:{password}@{target['host']}:{target['port']}/{database or database_name(service)}"

    return DatabaseAddress(runtime=url(f"{service}_runtime"), owner=url(f"{service}_owner"))


def create_databases(server: str, credentials: Credentials) -> None:
    """Create or bring up to date every role and database; `server` is a superuser's URL. Repeatable."""
    with psycopg.connect(server, autocommit=True) as connection:
        for service in SERVICES:
            create_roles(connection, credentials, service)
            create_database(connection, service, database_name(service))
    for service in SERVICES:
        grant_runtime(database_address(server, credentials, service).owner, service)


def create_roles(connection: psycopg.Connection, credentials: Credentials, service: str) -> None:
    """Owner and runtime role with their passwords and limits."""
    for role, limits in ((f"{service}_owner", OWNER_LIMITS), (f"{service}_runtime", RUNTIME_LIMITS)):
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        verb = sql.SQL("ALTER" if known else "CREATE")
        password = sql.Literal(credentials.get(f"postgres.{role}"))
        connection.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, sql.Identifier(role), password))
        for setting, value in limits.items():
            command = sql.SQL("ALTER ROLE {} SET {} = {}")
            connection.execute(command.format(sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)))


def create_database(connection: psycopg.Connection, service: str, database: str, template: str = "template0") -> None:
    """Unless it exists: owned by the service's owner, open to no other service. A template is copied as it is."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    names = {
        "database": sql.Identifier(database),
        "template": sql.Identifier(template),
        "owner": sql.Identifier(f"{service}_owner"),
        "runtime": sql.Identifier(f"{service}_runtime"),
    }
    for command in (
        "CREATE DATABASE {database} OWNER {owner} TEMPLATE {template}",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {runtime}",
    ):
        connection.execute(sql.SQL(command).format(**names))


def grant_runtime(owner_url: str, service: str) -> None:
    """What the owner creates from now on, the runtime role may read and write; migrations take away from that."""
    runtime = sql.Identifier(f"{service}_runtime")
    with psycopg.connect(owner_url) as connection:
        for command in (
            "GRANT USAGE ON SCHEMA public TO {}",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
            "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {}",
        ):
            connection.execute(sql.SQL(command).format(runtime))
