"""The rows that a project consists of: checked, entered, replaced and read back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import col

from chassis.errors import Fault, invalid, replica_behind
from chassis.uow import UnitOfWork
from chassis.validation import RefusedInput
from published.project_terms import ResponsibilitySlot
from services.projects.organisation.models import Official, Organisation
from services.projects.project.inputs import (
    PlannedFundingInput,
    ProjectDeclareInput,
    ProjectReviseInput,
    ResponsibilityInput,
)
from services.projects.project.models import (
    BenefitLink,
    OfProject,
    Part,
    PerformanceTarget,
    PlannedFunding,
    Project,
    Responsibility,
    parts_of,
)
from services.projects.replicas import FundCategory

Stated = ProjectDeclareInput | ProjectReviseInput


def parts(uow: UnitOfWork, model: type[Part], project: Project) -> list[Part]:
    """The rows of one kind that a project has, in the order in which they were given."""
    return list(uow.session.scalars(parts_of(model, project)))


def put_funding(uow: UnitOfWork, project: Project, lines: Sequence[PlannedFundingInput]) -> None:
    """These lines and no others; the plan is their sum, fen. REPLICA_BEHIND before funds has told of any category."""
    categories = _fund_categories(uow, lines)
    _remove(uow, PlannedFunding, project)
    for place, line in enumerate(lines):
        category = categories[line.fund_category_code].id
        uow.add(PlannedFunding(project_id=project.id, place=place, fund_category_id=category, **line.model_dump()))
    project.planned_amount = sum(line.amount for line in lines)


def put_rest(uow: UnitOfWork, project: Project, cmd: Stated) -> None:
    """Targets and benefits as the input gives them, each list as a whole; what it leaves out stays as it is."""
    for model, given in ((PerformanceTarget, cmd.targets), (BenefitLink, cmd.benefit_links)):
        if given is not None:
            _remove(uow, model, project)
            for place, each in enumerate(given):
                uow.add(model(project_id=project.id, place=place, **each.model_dump()))
    if cmd.responsibilities is not None:
        _put_responsibilities(uow, project, cmd.responsibilities)


def _put_responsibilities(uow: UnitOfWork, project: Project, given: Sequence[ResponsibilityInput]) -> None:
    """Who answered until now keeps the record of it (P-34)."""
    before = parts(uow, Responsibility, project)
    for row in before:
        row.ends_on = row.ends_on or uow.today
    for place, each in enumerate(given, start=len(before)):
        uow.add(Responsibility(project_id=project.id, place=place, starts_on=uow.today, **each.model_dump()))


def _remove(uow: UnitOfWork, model: type[Any], project: Project) -> None:
    uow.session.execute(delete(model).where(col(model.project_id) == project.id))


def slots_assigned(uow: UnitOfWork, project: Project) -> frozenset[ResponsibilitySlot]:
    """Responsibilities that somebody holds now; a leader or person only with a name."""
    rows = parts(uow, Responsibility, project)
    return frozenset(
        each.slot
        for each in rows
        if each.ends_on is None and (each.slot is ResponsibilitySlot.UNIT or each.official_id is not None)
    )


def count_of(uow: UnitOfWork, model: type[OfProject], project: Project) -> int:
    """How many rows of a kind a project has."""
    return uow.session.scalar(select(func.count()).where(col(model.project_id) == project.id)) or 0


def contradictions(
    starts: date | None, ends: date | None, lines: Sequence[PlannedFundingInput] | None
) -> Iterator[Fault]:
    """What contradicts itself in a plan, whatever it is held against."""
    if starts is not None and ends is not None and ends < starts:
        yield invalid(
            f"计划完工日{ends}早于计划开工日{starts},请更正",
            f"The planned end {ends} lies before the planned start {starts}; correct it",
            ("input", "plannedEndOn"),
        )
    yield from _repeated_sources(lines or ())


def _repeated_sources(lines: Sequence[PlannedFundingInput]) -> Iterator[Fault]:
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


def _fund_categories(uow: UnitOfWork, lines: Sequence[PlannedFundingInput]) -> dict[str, FundCategory]:
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


def require_organisations(uow: UnitOfWork, cmd: Stated) -> None:
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
