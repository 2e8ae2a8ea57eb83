"""What a row that shows itself to whom it gave keeps for those whose grants it lies within."""

from collections.abc import Sequence
from typing import Any

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched


def among_its_own(model: Any, name: str, description: str, of: Any = None) -> Any:
    """A column of a GIVER, or the SQL expression `of`; null to those who see the row only because it gave them."""

    async def load(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[Any]:
        return [row[name] if ctx.principal.sees(row["path"]) else None for row in rows]

    shown = getattr(model, name) if of is None else of
    return batched(load, description, **{name: shown, "path": model.region_path})
