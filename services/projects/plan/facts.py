"""What the rules of an annual plan are told."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlmodel import col

from chassis.uow import UnitOfWork
from published.project_terms import ProjectState
from services.projects.plan.models import AnnualPlan
from services.projects.plan.rules import DraftFacts, LibraryFacts
from services.projects.project.models import PlannedFunding, Project
from services.projects.project.parts import parts
from services.projects.replicas import Allocation

IN_LIBRARY = (ProjectState.IN_LIBRARY, ProjectState.SCHEDULED)


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
