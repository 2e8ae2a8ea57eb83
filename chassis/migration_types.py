"""How column types of ours are written in migrations: in plain SQLAlchemy, so that old migrations never import us."""

from typing import Any, Literal

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
        return "sa.String()" if item.impl.length is None else f"sa.String(length={item.impl.length})"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum) and not item.native_enum:
        return f"sa.String(length={item.length})"
    return False
