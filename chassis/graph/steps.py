"""`whatBlocks`: the steps that lie ahead of a row, judged by the same facts and rules as the commands."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis import log
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched
from chassis.graph.values import StepCheck, rule_verdict
from chassis.journal import Origin
from chassis.steps import Check, Step, checks


def what_blocks(model: Any, steps: Sequence[Step]) -> Any:
    """`what_blocks: list[StepCheck]` of a node over `model`: one check for each step its states allow.

    Rules are judged for who is signed in; others are shown no steps.
    """

    async def load(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[StepCheck]]:
        if not ctx.identity.signed_in:
            return [[] for _ in rows]
        ids, now = [row["id"] for row in rows], await ctx.now()
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(ctx.runtime.threads, _judged, ctx, model, steps, ids, now)
        return [[_shown(check) for check in each] for each in found]

    return batched(load, "For each next step, what stands in its way [卡点].")


def _judged(
    ctx: ReadContext, model: Any, steps: Sequence[Step], ids: Sequence[UUID], now: datetime
) -> list[list[Check]]:
    """Commands and their facts are synchronous, so the checks run in a command's thread; nothing is committed."""
    with ctx.runtime.session() as session:
        uow = ctx.runtime.unit(session, ctx.principal, Origin(now, log.correlation.get()))
        return [list(checks(uow, uow.get(model, each), steps)) for each in ids]


def _shown(check: Check) -> StepCheck:
    return StepCheck(
        mutation=check.mutation,
        ready=check.ready,
        permitted=check.permitted,
        verdicts=[rule_verdict(verdict) for verdict in check.verdicts],
    )
