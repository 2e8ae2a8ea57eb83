"""Use cases of bound money."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.event import Meeting
from published.fund_terms import ProjectFundingState
from published.project_terms import RegionLevel
from services.funds.allocation.models import Allocation
from services.funds.balance import require_balance
from services.funds.binding.events import project_funding_confirmed, project_funding_paid
from services.funds.binding.inputs import ProjectFundingBindInput
from services.funds.binding.models import ProjectFunding
from services.funds.binding.rules import BINDING_RULES, BindFacts
from services.funds.binding.states import FUNDING
from services.funds.category.models import FundCategory
from services.funds.ledger.commands import book_binding
from services.funds.packs import PACKS
from services.funds.replicas import Project, Region

PERMISSION = "project_funding.bind"
ALLOCATION_FIELD = ("input", "allocationId")


def bind_funding(uow: UnitOfWork, cmd: ProjectFundingBindInput) -> UUID:
    """Bind money of an allocation to an approved project in the allocation's region or below.

    RULE_BLOCKED by F-07, P-01, F-09, F-59; REASON_REQUIRED by P-02; BALANCE_EXCEEDED for more than is available, or
    than the project plans of this source; REPLICA_BEHIND where the project's own event has not arrived yet.
    """
    allocation = uow.get(Allocation, cmd.allocation_id, field=ALLOCATION_FIELD)
    project = uow.get_for_update(Project, cmd.project_id, field=("input", "projectId"))
    uow.require(PERMISSION, allocation)
    _require_within(allocation, project)
    _require_after_issue(allocation, cmd)
    category = uow.get(FundCategory, allocation.category_id)
    pack = PACKS.select(allocation.region_code, cmd.bound_on).id
    facts = _facts(uow, cmd, project, allocation, category)
    uow.enforce(BINDING_RULES, facts, pack=pack)
    if facts.approval is None:
        raise RuntimeError(f"pack {pack} lets F-07 pass without a meeting, but the event has to name one")
    # Many bind from one pot at a time: it is locked when all is settled that its balance has no say in.
    allocation = uow.get_for_update(Allocation, cmd.allocation_id, field=ALLOCATION_FIELD)
    require_balance("资金分配", "allocation", allocation.available_amount, cmd.amount)
    _require_planned(uow, project, allocation, category, cmd.amount)
    allocation.bound_amount += cmd.amount
    uow.record(allocation, action="allocation.bind")
    funding = _confirm(uow, cmd, project, pack)
    event = partial(
        project_funding_confirmed, allocation=allocation, category_code=category.code, approval=facts.approval
    )
    journal_id = uow.record(funding, event, action="project_funding.bind")
    book_binding(uow, funding, allocation, journal_id)
    return funding.id


def pay_out(uow: UnitOfWork, funding: ProjectFunding, allocation: Allocation, amount: int, on: date) -> None:
    """Pay fen of locked bound money, and tell what is paid of it now; INVALID_INPUT before its last change."""
    funding.paid_amount += amount
    whole = funding.paid_amount == funding.amount
    state = ProjectFundingState.PAID if whole else ProjectFundingState.PARTLY_PAID
    if funding.state is not state:
        uow.move(funding, FUNDING, state, on, ("input", "paidOn"))
    category = uow.get(FundCategory, allocation.category_id)
    event = partial(project_funding_paid, allocation=allocation, category_code=category.code)
    uow.record(funding, event, action="project_funding.pay")


def _confirm(uow: UnitOfWork, cmd: ProjectFundingBindInput, project: Project, pack: str) -> ProjectFunding:
    where: dict[str, Any] = project.model_dump(include={"region_id", "region_code", "region_path"})
    funding = uow.add(
        ProjectFunding(
            **where,
            project_id=project.id,
            allocation_id=cmd.allocation_id,
            amount=cmd.amount,
            purpose=cmd.purpose,
            state=ProjectFundingState.CONFIRMED,
            bound_on=cmd.bound_on,
            pack=pack,
        )
    )
    uow.begin(funding, FUNDING, ProjectFundingState.CONFIRMED, cmd.bound_on)
    return funding


def _facts(
    uow: UnitOfWork,
    cmd: ProjectFundingBindInput,
    project: Project,
    allocation: Allocation,
    category: FundCategory,
) -> BindFacts:
    return BindFacts(
        approval=_approval(project),
        entered_library_on=project.entered_library_on,
        category_name=category.name,
        library_binding=category.library_binding,
        purpose=cmd.purpose,
        bound_on=cmd.bound_on,
        binder_level=_binder_level(uow, allocation),
    )


def _approval(project: Project) -> Meeting | None:
    if project.approved_on is None or project.approval_reference is None:
        return None
    return Meeting(held_on=project.approved_on, reference=project.approval_reference)


def _binder_level(uow: UnitOfWork, allocation: Allocation) -> RegionLevel:
    """Level of the region that the binder's grant is given for; a grant over the whole tree counts as the top."""
    scope = uow.principal.scope_for(PERMISSION, allocation.region_path)
    level = uow.session.scalar(select(col(Region.level)).where(col(Region.path) == scope.path)) if scope else None
    return RegionLevel(level) if level else RegionLevel.PROVINCE


def _require_planned(
    uow: UnitOfWork, project: Project, allocation: Allocation, category: FundCategory, amount: int
) -> None:
    """BALANCE_EXCEEDED beyond what the project plans of a source, as it told last; nothing where it told no plan."""
    if not project.planned_funding or allocation.level is None:
        return
    source = {"fund_category_code": category.code, "level": allocation.level.value}
    planned = sum(each["amount"] for each in project.planned_funding if source.items() <= each.items())
    left = max(planned - _bound_of(uow, project, allocation), 0)
    require_balance("项目计划资金", "money of this source that the project plans", left, amount)


def _bound_of(uow: UnitOfWork, project: Project, allocation: Allocation) -> int:
    """Fen bound to the project from pots of the same category and level."""
    total = (
        select(func.coalesce(func.sum(col(ProjectFunding.amount)), 0))
        .join(Allocation, col(Allocation.id) == col(ProjectFunding.allocation_id))
        .where(
            col(ProjectFunding.project_id) == project.id,
            col(Allocation.category_id) == allocation.category_id,
            col(Allocation.level) == allocation.level,
        )
    )
    return int(uow.session.scalar(total) or 0)


def _require_within(allocation: Allocation, project: Project) -> None:
    if not (project.region_path or "").startswith(allocation.region_path):
        raise invalid(
            "项目不在该笔资金的接收地区及其下级,不能安排这笔资金",
            "The project lies outside the region that received this money",
            ("input", "projectId"),
        )


def _require_after_issue(allocation: Allocation, cmd: ProjectFundingBindInput) -> None:
    if allocation.issued_on is not None and cmd.bound_on < allocation.issued_on:
        raise invalid(
            f"资金安排日期{cmd.bound_on}早于资金下达日期{allocation.issued_on}",
            f"It cannot be bound on {cmd.bound_on}, before it was issued on {allocation.issued_on}",
            ("input", "boundOn"),
        )
