"""Drafting annual plans from the library, and approving them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import ErrorCode, Fault, invalid
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.project_terms import ProjectState, RegionLevel
from services.projects.design.commands import parts
from services.projects.packs import PACKS
from services.projects.plan.inputs import AnnualPlanApproveInput, AnnualPlanDraftInput
from services.projects.plan.models import AnnualPlan
from services.projects.plan.rules import (
    APPROVAL_RULES,
    DRAFT_RULES,
    LIBRARY_RULES,
    DraftFacts,
    LibraryFacts,
    PlanFacts,
)
from services.projects.plan.states import PLAN, AnnualPlanState
from services.projects.project.events import project_approved
from services.projects.project.models import PlannedFunding, Project
from services.projects.project.states import LIFE
from services.projects.region.commands import granted_level
from services.projects.region.models import Region
from services.projects.replicas import Allocation
from services.projects.telling import record_project

DRAFT, APPROVE = "annual_plan.draft", "annual_plan.approve"
VERSION = ("input", "expectedVersion")
HELD_ON = ("input", "meeting", "heldOn")
IN_LIBRARY = (ProjectState.IN_LIBRARY, ProjectState.SCHEDULED)


def draft_annual_plan(uow: UnitOfWork, cmd: AnnualPlanDraftInput) -> UUID:
    """Put projects of the library into the plan of a county and year; what is named no longer goes back."""
    region = uow.region_in_force(cmd.region_code)
    uow.require(DRAFT, region)
    _require_county(region)
    plan = _plan(uow, region, cmd)
    uow.require_step(plan, PLAN, "annualPlanDraft")
    projects = _projects(uow, plan, cmd.project_ids)
    uow.enforce(DRAFT_RULES, draft_facts(uow, projects), pack=plan.pack)
    plan.planned_amount = sum(project.planned_amount for project in projects)
    plan.drafted_by = uow.principal.identity.subject
    uow.record(plan, action=DRAFT)
    _replace(uow, plan, projects)
    return plan.id


def approve_annual_plan(uow: UnitOfWork, cmd: AnnualPlanApproveInput) -> UUID:
    """The leading group approves the plan, and with it every project that stands in it."""
    plan = uow.get_for_update(AnnualPlan, cmd.id, cmd.expected_version)
    uow.require(APPROVE, plan)
    require_another(
        uow,
        (plan.drafted_by,),
        "计划编制人与批复人不能为同一人,请由领导小组其他成员办理",
        "Who drafted the plan may not approve it; another member of the leading group has to",
    )
    uow.require_step(plan, PLAN, "annualPlanApprove")
    meeting = cmd.meeting
    decided_at = granted_level(uow, APPROVE, plan.region_path)
    uow.enforce(APPROVAL_RULES, PlanFacts(decided_at, meeting.held_on, meeting.reference), pack=plan.pack)
    uow.enforce(LIBRARY_RULES, library_facts(uow, plan), pack=plan.pack)
    uow.move(plan, PLAN, AnnualPlanState.APPROVED, meeting.held_on, HELD_ON)
    plan.meeting_held_on, plan.meeting_reference = meeting.held_on, meeting.reference
    uow.record(plan, action=APPROVE)
    for project in projects_of(uow, plan, lock=True):
        uow.move(project, LIFE, ProjectState.APPROVED, meeting.held_on, HELD_ON)
        project.approval_held_on, project.approval_reference = meeting.held_on, meeting.reference
        record_project(uow, project, project_approved, action=APPROVE)
    return plan.id


def _require_county(region: Region) -> None:
    if region.level != RegionLevel.COUNTY:
        raise invalid(
            f"年度计划按县编制,{region.name}不是县级区划,请填写县的代码",
            f"Annual plans are drawn up by county; {region.code} is none. Give the county's code",
            ("input", "regionCode"),
        )


def _plan(uow: UnitOfWork, region: Region, cmd: AnnualPlanDraftInput) -> AnnualPlan:
    """The draft to replace, or a new one; the region's row keeps two first drafts from being made at once."""
    uow.session.execute(select(col(Region.id)).where(col(Region.id) == region.id).with_for_update())
    same = select(col(AnnualPlan.id)).where(col(AnnualPlan.region_id) == region.id, col(AnnualPlan.year) == cmd.year)
    found = uow.session.scalar(same)
    if found is None:
        return _first(uow, region, cmd)
    if cmd.expected_version is None:
        raise Fault(
            ErrorCode.VERSION_CONFLICT,
            f"{cmd.year}年度计划已有草案,请刷新后按所见版本重新编制",
            f"There is a draft for {cmd.year} already; reload it and give the version you see",
            VERSION,
        )
    return uow.get_for_update(AnnualPlan, found, cmd.expected_version)


def _first(uow: UnitOfWork, region: Region, cmd: AnnualPlanDraftInput) -> AnnualPlan:
    if cmd.expected_version is not None:
        raise invalid(
            f"{cmd.year}年度计划尚未编制,首次编制请不要填写版本",
            f"There is no plan for {cmd.year} yet; leave the version out the first time",
            VERSION,
        )
    plan = AnnualPlan(
        **in_region(region),
        year=cmd.year,
        pack=PACKS.select(region.code, uow.today).id,
        planned_amount=0,
        drafted_by=uow.principal.identity.subject,
    )
    uow.begin(plan, PLAN, AnnualPlanState.DRAFT, uow.today)
    return uow.add(plan)


def _projects(uow: UnitOfWork, plan: AnnualPlan, ids: Sequence[UUID]) -> list[Project]:
    """The projects named, locked in the order of their ids; each stands in the library or in this draft."""
    places = {identifier: ("input", "projectIds", str(place)) for place, identifier in enumerate(ids)}
    found = [uow.get_for_update(Project, identifier, field=places[identifier]) for identifier in sorted(ids)]
    for project in found:
        _require_free(uow, plan, project, places[project.id])
    return found


def _require_free(uow: UnitOfWork, plan: AnnualPlan, project: Project, field: tuple[str, ...]) -> None:
    if not project.region_path.startswith(plan.region_path):
        raise invalid(
            f"项目“{project.name}”不在该县,请去掉",
            f"The project {project.code} does not lie in this county; leave it out",
            field,
        )
    uow.require_step(project, LIFE, "annualPlanDraft")
    if project.annual_plan_id not in (None, plan.id):
        raise invalid(
            f"项目“{project.name}”已列入{project.plan_year}年度计划,请先从该计划中去掉",
            f"The project {project.code} stands in the plan of {project.plan_year}; take it out of that first",
            field,
        )


def _replace(uow: UnitOfWork, plan: AnnualPlan, projects: Sequence[Project]) -> None:
    """Projects newly named are scheduled, those no longer named return to the library."""
    named = {project.id for project in projects}
    for project in projects_of(uow, plan, lock=True):
        if project.id not in named:
            uow.move(project, LIFE, ProjectState.IN_LIBRARY, uow.today, ("input", "projectIds"))
            project.annual_plan_id = project.plan_year = None
            uow.record(project, action=DRAFT)
    for project in projects:
        if project.annual_plan_id is None:
            uow.move(project, LIFE, ProjectState.SCHEDULED, uow.today, ("input", "projectIds"))
            project.annual_plan_id, project.plan_year = plan.id, plan.year
            uow.record(project, action=DRAFT)


def projects_of(uow: UnitOfWork, plan: AnnualPlan, *, lock: bool = False) -> list[Project]:
    """The projects of a plan in the order of their ids, locked to be changed where asked."""
    ids = list(
        uow.session.scalars(
            select(col(Project.id)).where(col(Project.annual_plan_id) == plan.id).order_by(col(Project.id))
        )
    )
    return [uow.get_for_update(Project, each) if lock else uow.get(Project, each) for each in ids]


def draft_facts(uow: UnitOfWork, projects: Sequence[Project]) -> DraftFacts:
    """Whether each project's money is told by source."""
    return DraftFacts(len(projects), tuple(each.code for each in projects if not _is_split(uow, each)))


def library_facts(uow: UnitOfWork, plan: AnnualPlan) -> LibraryFacts:
    """The county's library, fen, and what funds has told of the money that it was given for the year before."""
    library = select(func.sum(col(Project.planned_amount))).where(
        col(Project.region_path).startswith(plan.region_path), col(Project.state).in_(IN_LIBRARY)
    )
    arrived = select(func.sum(col(Allocation.amount))).where(
        col(Allocation.region_id) == plan.region_id, col(Allocation.fiscal_year) == plan.year - 1
    )
    return LibraryFacts(
        library_amount=int(uow.session.scalar(library) or 0),
        arrived_amount=_whole(uow.session.scalar(arrived)),
        year_before=plan.year - 1,
    )


def _whole(amount: int | None) -> int | None:
    return None if amount is None else int(amount)


def _is_split(uow: UnitOfWork, project: Project) -> bool:
    lines = parts(uow, PlannedFunding, project)
    return bool(lines) and sum(line.amount for line in lines) == project.planned_amount
