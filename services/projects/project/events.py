"""What projects tells of a project."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from published.event import Meeting
from published.money import Fen
from published.projects import (
    ProjectApprovedV1,
    ProjectDeclaredV1,
    ProjectEnteredLibraryV1,
    ProjectSnapshot,
    ProjectSubmittedV1,
    ProjectTarget,
    SourceAmount,
)
from services.projects.project.models import PerformanceTarget, PlannedFunding, Project

Funding: TypeAlias = Sequence[PlannedFunding]
Targets: TypeAlias = Sequence[PerformanceTarget]


def project_declared(project: Project, funding: Funding, targets: Targets) -> ProjectDeclaredV1:
    """The draft."""
    return ProjectDeclaredV1(project=snapshot_of(project, funding, targets))


def project_submitted(project: Project, funding: Funding, targets: Targets, turn: Literal[1, 2]) -> ProjectSubmittedV1:
    """The project as it was sent up, and for which time."""
    return ProjectSubmittedV1(project=snapshot_of(project, funding, targets), round=turn)


def project_approved(project: Project, funding: Funding, targets: Targets) -> ProjectApprovedV1:
    """The project whose plan was approved, with the meeting that approved it and its money by source."""
    meeting = _approval(project)
    if meeting is None or project.plan_year is None:
        raise ValueError(f"project {project.code} is told as approved, but has no meeting or plan year")
    return ProjectApprovedV1(
        project=snapshot_of(project, funding, targets),
        meeting=meeting,
        plan_year=project.plan_year,
        amount_by_source=_sources(funding),
    )


def project_entered_library(project: Project, funding: Funding, targets: Targets) -> ProjectEnteredLibraryV1:
    """Its county publicity has closed."""
    return ProjectEnteredLibraryV1(project=snapshot_of(project, funding, targets))


def snapshot_of(project: Project, funding: Funding, targets: Targets) -> ProjectSnapshot:
    """The project as every event of it shows it."""
    columns = {name: getattr(project, name) for name in _AS_IT_IS}
    return ProjectSnapshot(
        **columns,
        pinyin=project.name_sort,
        planned_funding=_sources(funding),
        targets=tuple(
            ProjectTarget(indicator=each.indicator, target=format(each.target, "f"), unit=each.unit) for each in targets
        ),
        approval=_approval(project),
    )


_AS_IT_IS = ProjectSnapshot.model_fields.keys() & Project.model_fields.keys()
"""What the snapshot tells under the name and in the form that the table keeps it in."""


def _approval(project: Project) -> Meeting | None:
    if project.approval_held_on is None or project.approval_reference is None:
        return None
    return Meeting(held_on=project.approval_held_on, reference=project.approval_reference)


def _sources(funding: Sequence[PlannedFunding]) -> tuple[SourceAmount, ...]:
    return tuple(
        SourceAmount(fund_category_code=each.fund_category_code, level=each.level, amount=Fen(each.amount))
        for each in funding
    )
