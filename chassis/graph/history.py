"""The dated states of entities, read from the service's own facts and the journal rows that recorded them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, select

from chassis.graph.context import ReadContext
from chassis.graph.values import Actor, RuleVerdict, StateChange, rule_verdict
from chassis.jsonform import canonical
from rulebook.verdict import Verdict


async def history(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[StateChange]]:
    """Per entity, every change of every axis: by business date, then as recorded."""
    fact, journal = ctx.service.tables.state_fact.c, ctx.service.tables.journal.c
    columns = (
        fact.entity_id,
        fact.axis,
        fact.from_state,
        fact.to_state,
        fact.valid_from,
        fact.reason,
        journal.recorded_at,
        journal.actor,
        journal.verdicts,
    )
    statement = (
        select(*columns)
        .join_from(ctx.service.tables.state_fact, ctx.service.tables.journal, fact.journal_id == journal.id)
        .where(fact.entity_id.in_([row["id"] for row in rows]))
        .order_by(fact.valid_from, fact.entity_version, fact.axis)
    )
    changes: dict[Any, list[StateChange]] = {row["id"]: [] for row in rows}
    for found in await ctx.fetch(statement):
        changes[found["entity_id"]].append(_change(found))
    return [changes[row["id"]] for row in rows]


def _change(found: RowMapping) -> StateChange:
    return StateChange(
        axis=found["axis"],
        from_state=found["from_state"],
        to_state=found["to_state"],
        effective_on=found["valid_from"],
        recorded_at=found["recorded_at"],
        actor=Actor(**found["actor"]),
        reason=found["reason"],
        verdicts=[_verdict(stored) for stored in found["verdicts"]],
    )


def _verdict(stored: dict[str, Any]) -> RuleVerdict:
    return rule_verdict(Verdict.model_validate_json(canonical(stored)))
