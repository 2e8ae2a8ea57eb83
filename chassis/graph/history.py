"""The dated states of aggregates, as every noun that has a life shows them."""

from collections.abc import Sequence
from typing import Any

import orjson
from pydantic import TypeAdapter
from sqlalchemy import RowMapping, select

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched
from chassis.graph.values import Actor, StateChange, rule_verdict
from rulebook.verdict import Verdict

_VERDICTS: TypeAdapter[tuple[Verdict, ...]] = TypeAdapter(tuple[Verdict, ...])


def history(description: str, *, one_axis: bool = False) -> Any:
    """`history: list[StateChange]`: every dated state of the row's axes, in the order of recording.

    Where an aggregate has only `one_axis`, its changes do not name it. It names who acted, so the public sees none.
    """

    async def load(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[StateChange]]:
        if not ctx.identity.signed_in:
            return [[] for _ in rows]
        return await _histories(ctx, rows, one_axis)

    return batched(load, description)


async def _histories(ctx: ReadContext, rows: Sequence[dict[str, Any]], one_axis: bool) -> list[list[StateChange]]:
    facts, journal = ctx.service.tables.state_fact.c, ctx.service.tables.journal.c
    statement = (
        select(ctx.service.tables.state_fact, journal.recorded_at, journal.actor, journal.verdicts)
        .join(ctx.service.tables.journal, journal.id == facts.journal_id)
        .where(facts.entity_id.in_([row["id"] for row in rows]))
        .order_by(facts.journal_id, facts.axis)
    )
    found: dict[Any, list[StateChange]] = {row["id"]: [] for row in rows}
    for fact in await ctx.fetch(statement):
        found[fact["entity_id"]].append(_change(fact, one_axis))
    return [found[row["id"]] for row in rows]


def _change(fact: RowMapping, one_axis: bool) -> StateChange:
    actor = fact["actor"]
    verdicts = _VERDICTS.validate_json(orjson.dumps(fact["verdicts"]))
    return StateChange(
        axis=None if one_axis else fact["axis"],
        from_state=fact["from_state"],
        to_state=fact["to_state"],
        effective_on=fact["valid_from"],
        recorded_at=fact["recorded_at"],
        actor=Actor(subject=actor["subject"], name=actor["name"], role=actor["role"]),
        reason=fact["reason"],
        verdicts=[rule_verdict(each) for each in verdicts],
    )
