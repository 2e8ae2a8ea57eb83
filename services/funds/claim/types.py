"""Claims as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import strawberry
from sqlmodel import col
from strawberry import ID

from chassis.graph import names
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.enums import enum_type
from chassis.graph.fields import returning
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.history import history
from chassis.graph.instances import made
from chassis.graph.node import node
from chassis.graph.ordering import by_desc, ordering
from chassis.graph.payload import entity, payload
from chassis.graph.rows import load
from chassis.graph.scalars import Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import StateChange, StepCheck, described
from published.claim_terms import ClaimPaperKind, ClaimPaperSource, PaymentStage
from services.funds import replicas
from services.funds.claim import models
from services.funds.claim.models import PaymentClaim as Row
from services.funds.claim.rules import papers_are_complete
from services.funds.claim.states import PaymentClaimState
from services.funds.claim.steps import STEPS
from services.funds.packs import PACKS
from services.funds.stubs import Organisation

if TYPE_CHECKING:
    from services.funds.binding.types import Project, ProjectFunding

enum_type(ClaimPaperKind)
enum_type(ClaimPaperSource)
ROOT = "services.funds"
SHOWN_OF_ACCOUNT = 4


async def _file(self: Any, info: strawberry.Info[ReadContext, None]) -> Any:
    return await load(info.context, names.find(ROOT, "FundDocument"), self.document_id)


@strawberry.type(description="One required paper [报账材料].")
class ClaimPaper:
    """A paper of the pack's list, or a file beyond it."""

    kind: ClaimPaperKind = described("Kind [材料类型].")
    required: bool = described("Required under the pack [必备].")
    present: bool = described("There [已具备].")
    arrived_at: datetime | None = described("There since [具备时刻].")
    source: ClaimPaperSource | None = described("How; null while missing [材料来源].")
    document = returning(_file, names.resolve("FundDocument | None", __name__), "File, where uploaded here [电子件].")


names.register(ClaimPaper)


async def _papers(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[list[ClaimPaper]]:
    uploaded = _grouped(await ctx.fetch(models.uploaded_papers([row["id"] for row in rows])), "claim_id")
    told = _grouped(await ctx.fetch(models.told_papers([row["project"] for row in rows])), "project_id")
    return [
        _listed(row, models.arrived_papers(uploaded.get(row["id"], ()), told.get(row["project"], ()))) for row in rows
    ]


def _grouped(rows: Sequence[Mapping[Any, Any]], key: str) -> dict[UUID, list[Mapping[Any, Any]]]:
    found: dict[UUID, list[Mapping[Any, Any]]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _listed(row: Mapping[str, Any], arrivals: models.Arrivals) -> list[ClaimPaper]:
    """Every kind in the order of the list; those that the stage does not need say so."""
    setting: Any = PACKS.get(row["pack"]).params[papers_are_complete.id]
    needed = setting.papers.get(row["stage"], frozenset())
    return [_paper(kind, arrivals.get(kind), required=kind in needed) for kind in ClaimPaperKind]


def _paper(kind: ClaimPaperKind, arrived: models.Arrived | None, *, required: bool) -> ClaimPaper:
    shown = {
        "kind": kind,
        "required": required,
        "present": arrived is not None,
        "arrived_at": arrived.at if arrived else None,
        "source": arrived.source if arrived else None,
        "document_id": arrived.document_id if arrived else None,
    }
    paper: ClaimPaper = made(ClaimPaper, shown)
    return paper


async def _masked(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [_mask(ctx.runtime.cipher.open(row["account"])) for row in rows]


def _mask(account: str) -> str:
    return "*" * (len(account) - SHOWN_OF_ACCOUNT) + account[-SHOWN_OF_ACCOUNT:]


@node(models.PaymentLine)
class PaymentLine:
    """Part of a claim that one binding pays [报账明细]."""

    funding: "ProjectFunding" = reference(models.PaymentLine.funding_id, "Bound money [项目资金].")
    claim: "PaymentClaim" = reference(models.PaymentLine.claim_id, "Claim [报账].")
    amount: Money = column("Yuan claimed [报账金额].")
    paid_amount: Money = column("Yuan paid [已支付].")


@node(Row)
class PaymentClaim:
    """A request to pay for works done [报账]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    project: "Project | None" = reference(Row.project_id, "Project [项目].", via=replicas.Project)
    stage: PaymentStage = column("What for [报账类型].")
    state: PaymentClaimState = column("State [状态].")
    amount: Money = column("Sum of its lines, yuan [报账金额].")
    retention_amount: Money = column("Held back, yuan [扣留质保金].")
    payable_amount: Money = column(
        "amount − retention, yuan [应付金额].", of=col(Row.amount) - col(Row.retention_amount)
    )
    lines: "list[PaymentLine]" = children(
        models.PaymentLine.claim_id, "By bound money [明细].", order=(models.PaymentLine.position,)
    )
    payee: Organisation | None = reference(Row.payee_id, "Payee [收款方].", via=replicas.Organisation)
    payee_account: str = batched(_masked, "Payee account, masked [收款账号].", account=Row.payee_account)
    papers: list[ClaimPaper] = batched(
        _papers, "The required papers [报账材料].", project=Row.project_id, stage=Row.stage, pack=Row.pack
    )
    submitted_on: date | None = column("Submitted on [提交日期].")
    what_blocks: list[StepCheck] = what_blocks(Row, STEPS)
    history: list[StateChange] = history("Dated states with drafter, approver and payer [状态历史].", one_axis=True)


@payload
class PaymentClaimPayload:
    """Outcome [办理结果]."""

    payment_claim: "PaymentClaim | None" = entity("Claim after it; null when nothing was done [报账].")


@enum_filter(PaymentClaimState)
class PaymentClaimStateFilterInput:
    """Condition on the state."""


@ordering
class PaymentClaimOrder:
    """Order [排序]."""

    SUBMITTED_ON_DESC = by_desc(Row.submitted_on, "Newest first [提交日期降序].")
    AMOUNT_DESC = by_desc(Row.amount, "Largest first [金额降序].")


@where_input
class PaymentClaimWhereInput:
    """Which claims; all given conditions hold [报账条件]."""

    region: RegionFilterInput | None = on_region(Row, "Region [地区].")
    state: PaymentClaimStateFilterInput | None = on(Row.state, "State [状态].")
    project_id: IDFilterInput | None = on(Row.project_id, "Project [项目].")
    submitted_on: DateFilterInput | None = on(Row.submitted_on, "Submitted on [提交日期].")


@connection("PaymentClaim")
class PaymentClaimConnection:
    """A page of claims."""
