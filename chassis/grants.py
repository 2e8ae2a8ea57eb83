"""What the runtime role of a service may do: no more than the service needs of its own tables."""

from sqlalchemy import Connection, MetaData, text

USUAL = "SELECT, INSERT, UPDATE"
"""Nothing is deleted unless its table says so; a wrong fact is corrected by another."""


def grant(connection: Connection, metadata: MetaData, role: str) -> None:
    """Give the role exactly the rights that the tables' `info` names, and take back any other."""
    names = connection.dialect.identifier_preparer
    to = names.quote(role)
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to}",
        f"GRANT USAGE ON SCHEMA public TO {to}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {to}",
    ]
    of_tables = [
        f"GRANT {table.info.get('grants', USUAL)} ON {names.format_table(table)} TO {to}"
        for table in metadata.sorted_tables
    ]
    for statement in statements + of_tables:
        connection.execute(text(statement))
