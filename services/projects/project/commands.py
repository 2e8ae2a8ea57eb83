"""Declaring, revising and approving projects."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import Fault, invalid
from chassis.pinyin import sort_key
from chassis.region import in_region
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.project_terms import ProjectState
from services.projects.category.models import CATEGORIES
from services.projects.design.commands import contradictions, put_funding, put_rest, require_organisations
from services.projects.packs import PACKS
from services.projects.project.events import project_declared
from services.projects.project.inputs import ProjectApproveInput, ProjectDeclareInput, ProjectReviseInput
from services.projects.project.models import CODES, Project
from services.projects.project.rules import APPROVAL_RULES, ApprovalFacts
from services.projects.project.states import LIFE
from services.projects.region.commands import granted_level
from services.projects.region.models import Region
from services.projects.review.models import Appraisal, Review
from services.projects.telling import record_project

DECLARE, REVISE, APPROVE = "project.declare", "project.revise", "project.approve"
REVISED = (
    "name",
    "scope",
    "implementer_id",
    "line_department_id",
    "planned_start_on",
    "planned_end_on",
    "household_count",
    "people_count",
)
"""Columns that a revision may change."""


def declare_project(uow: UnitOfWork, cmd: ProjectDeclareInput) -> UUID:
    """Draft a project in a village or township; it keeps the rule pack of its place and of today."""
    region = uow.region_in_force(cmd.region_code)
    uow.require(DECLARE, region)
    _require_plausible(cmd)
    require_organisations(uow, cmd)
    project = uow.add(_draft(uow, cmd, region))
    uow.begin(project, LIFE, ProjectState.DRAFT, uow.today)
    put_funding(uow, project, cmd.planned_funding)
    put_rest(uow, project, cmd)
    record_project(uow, project, project_declared, action=DECLARE)
    return project.id


def revise_project(uow: UnitOfWork, cmd: ProjectReviseInput) -> UUID:
    """Change what the input names of a draft, or of a project that the county returned."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(REVISE, project)
    uow.require_step(project, LIFE, "projectRevise")
    _require_consistent(project, cmd)
    require_organisations(uow, cmd)
    for name in REVISED:
        if (value := getattr(cmd, name)) is not None:
            setattr(project, name, value)
    project.name_sort = sort_key(project.name)
    if cmd.planned_funding is not None:
        put_funding(uow, project, cmd.planned_funding)
    put_rest(uow, project, cmd)
    project.revised_by, project.revised_on = uow.principal.identity.subject, uow.today
    uow.record(project, action=REVISE)
    return project.id


def approve_project(uow: UnitOfWork, cmd: ProjectApproveInput) -> UUID:
    """The leading group's meeting chooses a project for the library; the county notice comes next."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(APPROVE, project)
    _require_undecided(uow, project)
    uow.require_step(project, LIFE, "projectApprove")
    meeting = cmd.meeting
    decided_at = granted_level(uow, APPROVE, project.region_path)
    facts = ApprovalFacts(decided_at, meeting.held_on, meeting.reference)
    uow.enforce(APPROVAL_RULES, facts, pack=project.pack)
    uow.move(project, LIFE, ProjectState.COUNTY_NOTICE, meeting.held_on, ("input", "meeting", "heldOn"))
    project.meeting_held_on, project.meeting_reference = meeting.held_on, meeting.reference
    uow.record(project, action=APPROVE)
    return project.id


def _draft(uow: UnitOfWork, cmd: ProjectDeclareInput, region: Region) -> Project:
    number: int = uow.session.execute(select(CODES.next_value())).scalar_one()
    return Project(
        **in_region(region),
        code=f"P-{number:06d}",
        name=cmd.name,
        name_sort=sort_key(cmd.name),
        category_code=cmd.category_code,
        appraisal_kind=cmd.appraisal_kind,
        scope=cmd.scope,
        pack=PACKS.select(region.code, uow.today).id,
        planned_amount=sum(line.amount for line in cmd.planned_funding),
        planned_start_on=cmd.planned_start_on,
        planned_end_on=cmd.planned_end_on,
        implementer_id=cmd.implementer_id,
        line_department_id=cmd.line_department_id,
        household_count=cmd.household_count,
        people_count=cmd.people_count,
        drafted_by=uow.principal.identity.subject,
    )


def _require_plausible(cmd: ProjectDeclareInput) -> None:
    """RefusedInput for what contradicts itself, before anything is looked up."""
    plan = contradictions(cmd.planned_start_on, cmd.planned_end_on, cmd.planned_funding)
    if found := [*_unknown_project_category(cmd.category_code), *plan]:
        raise RefusedInput(tuple(found))


def _require_consistent(project: Project, cmd: ProjectReviseInput) -> None:
    """RefusedInput where the change would contradict itself or what stays."""
    starts, ends = cmd.planned_start_on or project.planned_start_on, cmd.planned_end_on or project.planned_end_on
    if found := tuple(contradictions(starts, ends, cmd.planned_funding)):
        raise RefusedInput(found)


def _unknown_project_category(code: str) -> Iterator[Fault]:
    if code not in CATEGORIES:
        yield invalid(
            f"项目类别{code}不存在,请从项目类别(projectCategories)中选择",
            f"There is no project category {code}; choose one of projectCategories",
            ("input", "categoryCode"),
        )


def _require_undecided(uow: UnitOfWork, project: Project) -> None:
    """Separation of duties: nobody approves what they drafted, sent up, reviewed or appraised."""
    reviewers = uow.session.scalars(select(col(Review.reviewer_subject)).where(col(Review.project_id) == project.id))
    appraisers = uow.session.scalars(select(col(Appraisal.appraised_by)).where(col(Appraisal.project_id) == project.id))
    require_another(
        uow,
        {project.drafted_by, project.revised_by, project.submitted_by, *reviewers, *appraisers},
        "申报人、审核人与审定人不能为同一人,请由领导小组其他成员办理",
        "Who drafted, sent up or reviewed a project may not approve it; another member of the leading group has to",
    )
