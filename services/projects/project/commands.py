"""Declaring and approving projects."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import ErrorCode, Fault, invalid, replica_behind
from chassis.pinyin import sort_key
from chassis.region import in_region
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.project_terms import ProjectState, RegionLevel, ResponsibilitySlot
from services.projects.category.models import CATEGORIES
from services.projects.organisation.models import Official, Organisation
from services.projects.packs import PACKS
from services.projects.project.events import project_approved, project_declared
from services.projects.project.inputs import (
    PlannedFundingInput,
    ProjectApproveInput,
    ProjectDeclareInput,
    ResponsibilityInput,
)
from services.projects.project.models import (
    CODES,
    BenefitLink,
    PerformanceTarget,
    PlannedFunding,
    Project,
    Responsibility,
    parts_of,
)
from services.projects.project.rules import APPROVAL_RULES, ApprovalFacts
from services.projects.project.states import LIFE
from services.projects.region.models import Region
from services.projects.replicas import FundCategory

APPROVE = "project.approve"


def declare_project(uow: UnitOfWork, cmd: ProjectDeclareInput) -> UUID:
    """Draft a project in a village or township; it keeps the rule pack of its place and of today."""
    region = uow.region_in_force(cmd.region_code)
    uow.require("project.declare", region)
    _require_plausible(cmd)
    categories = _fund_categories(uow, cmd.planned_funding)
    _require_organisations(uow, cmd)
    project = uow.add(_draft(uow, cmd, region))
    funding = [
        uow.add(
            PlannedFunding(
                project_id=project.id,
                place=place,
                fund_category_id=categories[line.fund_category_code].id,
                **line.model_dump(),
            )
        )
        for place, line in enumerate(cmd.planned_funding)
    ]
    targets = [
        uow.add(PerformanceTarget(project_id=project.id, place=place, **each.model_dump()))
        for place, each in enumerate(cmd.targets or ())
    ]
    for place, each in enumerate(cmd.responsibilities or ()):
        uow.add(Responsibility(project_id=project.id, place=place, starts_on=uow.today, **each.model_dump()))
    for place, link in enumerate(cmd.benefit_links or ()):
        uow.add(BenefitLink(project_id=project.id, place=place, **link.model_dump()))
    uow.record(project, lambda row: project_declared(row, funding, targets), action="project.declare")
    return project.id


def approve_project(uow: UnitOfWork, cmd: ProjectApproveInput) -> UUID:
    """The leading group's meeting approves a draft, which thereby enters the library on the meeting's day."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(APPROVE, project)
    _require_another_than_drafter(uow, project)
    funding = list(uow.session.scalars(parts_of(PlannedFunding, project)))
    targets = list(uow.session.scalars(parts_of(PerformanceTarget, project)))
    uow.enforce(APPROVAL_RULES, _approval_facts(uow, project, cmd, funding, targets), pack=project.pack)
    held_on = cmd.meeting.held_on
    uow.move(project, LIFE, ProjectState.APPROVED, held_on, ("input", "meeting", "heldOn"))
    project.meeting_held_on, project.meeting_reference = held_on, cmd.meeting.reference
    project.plan_year = (project.planned_start_on or held_on).year
    project.entered_library_on = held_on
    uow.record(project, lambda row: project_approved(row, funding, targets), action=APPROVE)
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
    if found := [*_contradictions(cmd), *_repeated_sources(cmd.planned_funding)]:
        raise RefusedInput(tuple(found))


def _contradictions(cmd: ProjectDeclareInput) -> Iterator[Fault]:
    if cmd.category_code not in CATEGORIES:
        yield invalid(
            f"项目类别{cmd.category_code}不存在,请从项目类别(projectCategories)中选择",
            f"There is no project category {cmd.category_code}; choose one of projectCategories",
            ("input", "categoryCode"),
        )
    starts, ends = cmd.planned_start_on, cmd.planned_end_on
    if starts is not None and ends is not None and ends < starts:
        yield invalid(
            f"计划完工日{ends}早于计划开工日{starts},请更正",
            f"The planned end {ends} lies before the planned start {starts}; correct it",
            ("input", "plannedEndOn"),
        )


def _repeated_sources(lines: list[PlannedFundingInput]) -> Iterator[Fault]:
    seen = set()
    for place, line in enumerate(lines):
        source = (line.fund_category_code, line.level)
        if source in seen:
            yield invalid(
                f"{line.fund_category_code}({line.level.label})重复填列,请合并为一行",
                f"{line.fund_category_code} at level {line.level} stands in several rows; put it into one",
                ("input", "plannedFunding", str(place)),
            )
        seen.add(source)


def _fund_categories(uow: UnitOfWork, lines: list[PlannedFundingInput]) -> dict[str, FundCategory]:
    """The categories that the lines name, by code; REPLICA_BEHIND as long as funds has told of none."""
    codes = {line.fund_category_code for line in lines}
    rows = uow.session.scalars(select(FundCategory).where(col(FundCategory.code).in_(codes)))
    found = {row.code: row for row in rows}
    unknown = [place for place, line in enumerate(lines) if line.fund_category_code not in found]
    if unknown and uow.session.scalar(select(col(FundCategory.id)).limit(1)) is None:
        raise replica_behind(*FundCategory.label, ("input", "plannedFunding"))
    if unknown:
        raise RefusedInput(tuple(_unknown_category(place, lines[place]) for place in unknown))
    return found


def _unknown_category(place: int, line: PlannedFundingInput) -> Fault:
    return invalid(
        f"资金类别{line.fund_category_code}不存在,请从资金类别(fundCategories)中选择",
        f"There is no fund category {line.fund_category_code}; choose one of fundCategories",
        ("input", "plannedFunding", str(place), "fundCategoryCode"),
    )


def _require_organisations(uow: UnitOfWork, cmd: ProjectDeclareInput) -> None:
    """NOT_FOUND for an organisation or person that is not registered."""
    for field, identifier in (("implementerId", cmd.implementer_id), ("lineDepartmentId", cmd.line_department_id)):
        if identifier is not None:
            uow.get(Organisation, identifier, ("input", field))
    for place, each in enumerate(cmd.responsibilities or ()):
        _require_responsible(uow, each, ("input", "responsibilities", str(place)))
    for place, link in enumerate(cmd.benefit_links or ()):
        uow.get(Organisation, link.party_id, ("input", "benefitLinks", str(place), "partyId"))


def _require_responsible(uow: UnitOfWork, each: ResponsibilityInput, field: tuple[str, ...]) -> None:
    uow.get(Organisation, each.organisation_id, (*field, "organisationId"))
    if each.official_id is None:
        return
    official = uow.get(Official, each.official_id, (*field, "officialId"))
    if each.slot is ResponsibilitySlot.UNIT:
        raise invalid("责任单位不填人员,请删除人员", "The responsible unit is no person; leave the person out", field)
    if official.organisation_id != each.organisation_id:
        raise invalid(
            "该人员不属于所填单位,请核对单位或人员",
            "The person is not of this organisation; check either",
            (*field, "officialId"),
        )


def _require_another_than_drafter(uow: UnitOfWork, project: Project) -> None:
    """Separation of duties: nobody approves what they drafted."""
    if project.drafted_by == uow.principal.identity.subject:
        raise Fault(
            ErrorCode.FORBIDDEN,
            "申报人与审定人不能为同一人,请由领导小组其他成员办理",
            "Who drafted a project may not approve it; another member of the leading group has to",
        )


def _approval_facts(
    uow: UnitOfWork,
    project: Project,
    cmd: ProjectApproveInput,
    funding: list[PlannedFunding],
    targets: list[PerformanceTarget],
) -> ApprovalFacts:
    responsible = list(uow.session.scalars(parts_of(Responsibility, project)))
    return ApprovalFacts(
        appraisal_kind=project.appraisal_kind,
        target_count=len(targets),
        benefit_link_count=len(list(uow.session.scalars(parts_of(BenefitLink, project)))),
        slots=frozenset(
            each.slot for each in responsible if each.slot is ResponsibilitySlot.UNIT or each.official_id is not None
        ),
        planned_amount=project.planned_amount,
        amounts_by_source=tuple(line.amount for line in funding),
        decided_at=_deciding_level(uow, project),
        meeting_held_on=cmd.meeting.held_on,
        meeting_reference=cmd.meeting.reference,
    )


def _deciding_level(uow: UnitOfWork, project: Project) -> RegionLevel | None:
    """Level of the smallest region around the project that the approver may decide in; None for the whole tree."""
    role = uow.principal.role_for(APPROVE, project.region_path)
    paths = [scope.path for scope in uow.principal.scopes if scope.role == role]
    around = [path for path in paths if project.region_path.startswith(path)]
    nearest = select(col(Region.level)).where(col(Region.path) == max(around, key=len, default=""))
    level = uow.session.scalar(nearest)
    return None if level is None else RegionLevel(level)
