"""Modifying a running project: its money, content, time or place."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid
from chassis.region import place
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.money import Fen, format_yuan
from published.review_terms import ModificationKind as Kind
from published.shares import WHOLE
from services.projects.design.commands import contradictions, parts, put_funding
from services.projects.modification.events import project_modified
from services.projects.modification.inputs import ProjectModifyInput
from services.projects.modification.models import Modification
from services.projects.modification.rules import MODIFICATION_RULES, ModificationFacts
from services.projects.plan.models import AnnualPlan
from services.projects.project.models import PlannedFunding, Project
from services.projects.project.states import LIFE
from services.projects.region.models import Region
from services.projects.replicas import FundCategory, ProjectFunding
from services.projects.telling import record_project

MODIFY = "project.modify"
FUNDING = ("input", "plannedFunding")
REGION = ("input", "regionCode")
Change = Mapping[str, Any]
"""Columns of one modification: kind, before, after, and the change of the amount where it is one."""


def modify_project(uow: UnitOfWork, cmd: ProjectModifyInput) -> UUID:
    """Change what the input names and keep what was before; money does not fall below what is bound."""
    region = None if cmd.region_code is None else uow.region_in_force(cmd.region_code)
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(MODIFY, project)
    uow.require_step(project, LIFE, "projectModify")
    _require_consistent(uow, project, cmd)
    changes = list(_changes(uow, project, cmd, region))
    if not changes:
        raise invalid("未填写调整内容,请填写新值", "Nothing is changed; name at least one new value", ("input",))
    kept = _keep(uow, project, cmd, changes)
    uow.enforce(MODIFICATION_RULES, _facts(uow, project), pack=project.pack)
    record_project(uow, project, partial(project_modified, changes=kept), action=MODIFY)
    return project.id


def _require_consistent(uow: UnitOfWork, project: Project, cmd: ProjectModifyInput) -> None:
    """INVALID_INPUT for dates out of order, or money of one source in several rows."""
    starts = project.started_on if cmd.planned_end_on else None
    if found := tuple(contradictions(starts, cmd.planned_end_on, cmd.planned_funding)):
        raise RefusedInput(found)
    latest = max((each.approved_on for each in parts(uow, Modification, project)), default=project.started_on)
    if latest is not None and cmd.approved_on < latest:
        raise invalid(
            f"批准日{cmd.approved_on}早于开工或上一次调整的日期{latest},请更正",
            f"It was approved on {cmd.approved_on}, before the start or the last modification on {latest}; correct it",
            ("input", "approvedOn"),
        )


def _changes(uow: UnitOfWork, project: Project, cmd: ProjectModifyInput, region: Region | None) -> Iterator[Change]:
    if cmd.planned_funding is not None:
        yield from _money(uow, project, cmd)
    if cmd.scope is not None and cmd.scope != project.scope:
        yield {"kind": Kind.SCOPE, "before": project.scope or "", "after": cmd.scope}
        project.scope = cmd.scope
    if cmd.planned_end_on is not None and cmd.planned_end_on != project.planned_end_on:
        yield {"kind": Kind.SCHEDULE, "before": str(project.planned_end_on or ""), "after": str(cmd.planned_end_on)}
        project.planned_end_on = cmd.planned_end_on
    if region is not None and region.id != project.region_id:
        yield _moved(uow, project, region)


def _money(uow: UnitOfWork, project: Project, cmd: ProjectModifyInput) -> Iterator[Change]:
    """New rows in place of the old ones, if they say anything else; BALANCE_EXCEEDED below what is bound."""
    before, planned = _sources(uow, project), project.planned_amount
    put_funding(uow, project, cmd.planned_funding or ())
    uow.session.flush()
    if (after := _sources(uow, project)) == before:
        return
    _require_bound_money(uow, project)
    change = project.planned_amount - planned
    yield {"kind": Kind.AMOUNT, "before": before, "after": after, "amount_change": change}


def _sources(uow: UnitOfWork, project: Project) -> str:
    """The planned money in words, a source at a time."""
    rows = parts(uow, PlannedFunding, project)
    statement = select(col(FundCategory.id), col(FundCategory.name))
    names = {row.id: row.name for row in uow.session.execute(statement)}
    return "、".join(f"{names[row.fund_category_id]}({row.level.label}){_yuan(row.amount)}元" for row in rows)


def _require_bound_money(uow: UnitOfWork, project: Project) -> None:
    """What is bound already stays planned: in all, and of each category and level that funds has told."""
    rows = uow.session.scalars(select(ProjectFunding).where(col(ProjectFunding.project_id) == project.id)).all()
    planned = {(row.fund_category_code, row.level): row.amount for row in parts(uow, PlannedFunding, project)}
    if (bound := sum(row.amount for row in rows)) > project.planned_amount:
        raise _below_bound("计划投资", "The plan", bound)
    for code, level in {(row.fund_category_code, row.level) for row in rows if row.level is not None}:
        of_source = sum(row.amount for row in rows if (row.fund_category_code, row.level) == (code, level))
        if of_source > planned.get((code, level), 0):
            raise _below_bound(f"{code}({level.label})", f"{code} at level {level}", of_source)


def _below_bound(what: str, what_en: str, bound: int) -> Fault:
    return Fault(
        ErrorCode.BALANCE_EXCEEDED,
        f"{what}已安排资金{_yuan(bound)}元,调整后不能低于此数,请更正",
        f"{what_en} cannot fall below the {_yuan(bound)} yuan bound to it; correct the amounts",
        FUNDING,
    )


def _moved(uow: UnitOfWork, project: Project, region: Region) -> Change:
    """Another place in the same county, where the modifier has a say too."""
    uow.require(MODIFY, region)
    plan = None if project.annual_plan_id is None else uow.session.get(AnnualPlan, project.annual_plan_id)
    if plan is not None and not region.path.startswith(plan.region_path):
        raise invalid(
            "调整后的地点不在年度计划所属的县,请更正",
            "The new place lies outside the county of the project's annual plan; correct it",
            REGION,
        )
    before = uow.session.get_one(Region, project.region_id)
    place(project, region)
    return {"kind": Kind.LOCATION, "before": f"{before.name}({before.code})", "after": f"{region.name}({region.code})"}


def _keep(uow: UnitOfWork, project: Project, cmd: ProjectModifyInput, changes: Sequence[Change]) -> list[Modification]:
    earlier = parts(uow, Modification, project)
    approver = uow.principal.identity
    kept = [
        uow.add(
            Modification(
                project_id=project.id,
                place=len(earlier) + number,
                reason=cmd.reason,
                approved_on=cmd.approved_on,
                approver_subject=approver.subject,
                approver_name=approver.name,
                approver_role=uow.principal.require(MODIFY, project),
                **change,
            )
        )
        for number, change in enumerate(changes)
    ]
    amounts = [each.amount_change or 0 for each in (*earlier, *kept)]
    project.modified_bps = _share(sum(map(abs, amounts)), project.planned_amount - sum(amounts))
    return kept


def _facts(uow: UnitOfWork, project: Project) -> ModificationFacts:
    plan = None if project.annual_plan_id is None else uow.session.get(AnnualPlan, project.annual_plan_id)
    if plan is None:
        return ModificationFacts(project.modified_bps, None)
    uow.session.flush()
    changed = (
        select(func.coalesce(func.sum(func.abs(Modification.amount_change)), 0))
        .join(Project, col(Project.id) == col(Modification.project_id))
        .where(col(Project.annual_plan_id) == plan.id)
    )
    county = int(uow.session.execute(changed).scalar_one())
    return ModificationFacts(project.modified_bps, _share(county, plan.planned_amount))


def _share(part: int, whole: int) -> int:
    """Basis points, rounded down; all of it where there was nothing."""
    return part * WHOLE // whole if whole > 0 else WHOLE * bool(part)


def _yuan(amount: int) -> str:
    return format_yuan(Fen(amount))
