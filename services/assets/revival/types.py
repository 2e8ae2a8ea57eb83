"""Advice on how an idle asset may be revived: the guards of each mode on what is known, and what worked nearby."""

from collections.abc import Sequence
from typing import Any, Final

import strawberry
from sqlalchemy import func, or_, select
from sqlmodel import col

from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.enums import enum_type
from chassis.graph.fields import returning
from chassis.graph.instances import made
from chassis.graph.rows import instance, selecting
from chassis.graph.scalars import Money
from chassis.graph.values import RuleVerdict, described, rule_verdict
from chassis.visibility import under
from published.idle_terms import IdleCaseState, RevitalisationMode
from rulebook.engine import judge
from services.assets.asset.models import Asset
from services.assets.idle import models
from services.assets.idle.commands import area_of
from services.assets.operation.models import OperationContract
from services.assets.packs import PACKS
from services.assets.revival.models import RevitalisationPlan
from services.assets.revival.rules import PLAN_RULES, PlanFacts

enum_type(RevitalisationMode)

ROOT: Final = "services.assets"
SHOWN: Final = 5
"""Like cases that an advice shows at most."""


async def _similar(self: Any) -> Any:
    return self.similar


@strawberry.type(description="Advice on one mode [盘活建议].")
class ModeAdvice:
    """What speaks for and against a mode."""

    mode: RevitalisationMode = described("Mode [盘活方式].")
    verdicts: list[RuleVerdict] = described("Guards passed and failed, naming what is missing [规则判定].")
    expected_annual_amount: Money | None = described(
        "Expected income a year, yuan; null if nothing compares [预期年收益]."
    )
    similar_cases = returning(
        _similar, names.resolve("list[IdleCase]", __name__), "Like cases nearby that worked [成功案例]."
    )


async def advise(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> list[list[ModeAdvice]]:
    """Advice on every mode for each case."""
    assets = await _assets(ctx, [row["asset_id"] for row in rows])
    worked = await _worked(ctx, rows)
    return [_all_modes(row, assets[row["asset_id"]], worked) for row in rows]


async def _assets(ctx: ReadContext, ids: Sequence[Any]) -> dict[Any, Any]:
    statement = select(col(Asset.id), col(Asset.asset_class), col(Asset.owner_level)).where(col(Asset.id).in_(ids))
    return {row["id"]: row for row in await ctx.fetch(statement)}


async def _worked(ctx: ReadContext, rows: Sequence[dict[str, Any]]) -> Sequence[Any]:
    """Struck-off cases of these categories in the regions around, the latest first."""
    around = or_(*(under(models.IdleCase.region_path, [area_of(row["area_path"])]) for row in rows))
    income = func.coalesce(OperationContract.annual_amount, RevitalisationPlan.expected_annual_amount)
    statement = (
        selecting(
            ctx,
            names.find(ROOT, "IdleCase"),
            col(models.IdleCase.mode).label("mode_"),
            col(models.IdleCase.category_code).label("category_"),
            col(models.IdleCase.region_path).label("path_"),
            income.label("income_"),
        )
        .join(RevitalisationPlan, col(RevitalisationPlan.id) == models.IdleCase.plan_id)
        .outerjoin(OperationContract, col(OperationContract.id) == models.IdleCase.contract_id)
        .where(
            col(models.IdleCase.state) == IdleCaseState.REVITALISED,
            col(models.IdleCase.category_code).in_({row["category_code"] for row in rows}),
            around,
        )
    )
    return await ctx.fetch(statement.order_by(col(models.IdleCase.struck_off_on).desc(), col(models.IdleCase.id)))


def _all_modes(row: dict[str, Any], asset: Any, worked: Sequence[Any]) -> list[ModeAdvice]:
    return [
        _advice(mode, row, asset, [each for each in worked if _like(row, each, mode)]) for mode in RevitalisationMode
    ]


def _like(row: dict[str, Any], worked: Any, mode: RevitalisationMode) -> bool:
    nearby = str(worked["path_"]).startswith(area_of(row["area_path"]))
    return bool(worked["mode_"] == mode and worked["category_"] == row["category_code"] and nearby)


def _advice(mode: RevitalisationMode, row: dict[str, Any], asset: Any, worked: Sequence[Any]) -> ModeAdvice:
    facts = PlanFacts(mode, asset["asset_class"], asset["owner_level"], None)
    advice: ModeAdvice = made(
        ModeAdvice,
        {
            "mode": mode,
            "verdicts": [rule_verdict(each) for each in judge(PLAN_RULES, facts, PACKS.get(row["pack"]))],
            "expected_annual_amount": _mean([each["income_"] for each in worked]),
            "similar": [instance(names.find(ROOT, "IdleCase"), each) for each in worked[:SHOWN]],
        },
    )
    return advice


def _mean(amounts: Sequence[int]) -> Money | None:
    """What like cases yield on average, whole fen."""
    return Money(sum(amounts) // len(amounts)) if amounts else None
