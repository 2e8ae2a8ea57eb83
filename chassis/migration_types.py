"""How column types of ours are written in migrations: in plain SQLAlchemy, so that old migrations never import us."""

from typing import Any, Literal

from alembic.operations.ops import CreateTableOp, MigrationScript
from sqlalchemy import Enum
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from chassis.columns import PathText


def render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Text of a type in a migration; False leaves it to Alembic."""
    if kind != "type":
        return False
    if isinstance(item, PathText):
        return 'sa.Text(collation="C")'
    if isinstance(item, AutoString):
        length = getattr(item.impl, "length", None)
        return "sa.String()" if length is None else f"sa.String(length={length})"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum) and not item.native_enum:
        return f"sa.String(length={item.length})"
    return False


def leave_out_info(_: Any, __: Any, scripts: list[MigrationScript]) -> None:
    """A table's `info` speaks of rights, which are granted after every upgrade and not by one migration."""
    for script in scripts:
        for operation in script.upgrade_ops.ops if script.upgrade_ops else []:
            if isinstance(operation, CreateTableOp):
                operation.info = {}
