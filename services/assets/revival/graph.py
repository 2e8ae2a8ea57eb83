"""Plans as clients see them, and the advice on each mode."""

from datetime import date
from typing import TYPE_CHECKING

from chassis.graph.declare import batched, built, column, reference
from chassis.graph.node import adds_to, node
from chassis.graph.payload import command, mutation
from chassis.graph.scalars import Money
from published.idle_terms import RevitalisationMode
from published.operation_terms import OperationMode
from services.assets import replicas
from services.assets.idle.models import IdleCase
from services.assets.operation.types import Linkage, linkage
from services.assets.revival import commands, models
from services.assets.revival.types import ModeAdvice, advise

if TYPE_CHECKING:
    from services.assets.idle.graph import IdleCasePayload
    from services.assets.neighbours import Organisation

PLAN = models.RevitalisationPlan


@node(PLAN)
class RevitalisationPlan:
    """One asset's one plan [一资产一方案]."""

    mode: RevitalisationMode = column("Mode [盘活方式].")
    operator: "Organisation | None" = reference(PLAN.operator_id, "Operator [经营主体].", via=replicas.Organisation)
    operation_mode: OperationMode | None = column("Way of operation [经营方式].")
    linkage: Linkage | None = built(
        linkage,
        "Linkage [联农带农机制].",
        mode=PLAN.linkage_mode,
        household_count=PLAN.linkage_households,
        promised_amount=PLAN.linkage_amount,
    )
    budget_amount: Money = column("Budget, yuan [预算].")
    expected_annual_amount: Money = column("Expected income a year, yuan [预期年收益].")
    target_on: date = column("Done by [完成期限].")
    summary: str = column("Steps in words [措施].")


@adds_to("IdleCase")
class IdleCasePlan:
    """What plans add to a case."""

    mode_advice: list[ModeAdvice] = batched(
        advise,
        "Advice on each mode [盘活建议].",
        asset_id=IdleCase.asset_id,
        pack=IdleCase.pack,
        category_code=IdleCase.category_code,
        area_path=IdleCase.area_path,
    )
    plan: "RevitalisationPlan | None" = reference(
        IdleCase.plan_id, "Plan in force; null before one passes its guards [方案]."
    )


@mutation
class PlanMutation:
    """Commands on plans."""

    idle_case_plan: "IdleCasePayload | None" = command(commands.plan_case, "Set one asset's one plan [一资产一方案].")
    idle_case_review: "IdleCasePayload | None" = command(commands.review_case, "Approve or return the plan [审批方案].")
    idle_case_execute: "IdleCasePayload | None" = command(commands.execute_case, "Start carrying it out [实施盘活].")
