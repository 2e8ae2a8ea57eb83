"""How a change of a project is journalled and told: with the parts that its snapshot shows."""

from collections.abc import Callable

from chassis.uow import UnitOfWork
from published.event import Event
from services.projects.project.events import Funding, Targets
from services.projects.project.models import PerformanceTarget, PlannedFunding, Project, parts_of

EventOf = Callable[[Project, Funding, Targets], Event]


def record_project(uow: UnitOfWork, project: Project, event_of: EventOf, *, action: str) -> None:
    """Journal a changed project and tell it as it is now."""
    uow.session.flush()
    funding = list(uow.session.scalars(parts_of(PlannedFunding, project)))
    targets = list(uow.session.scalars(parts_of(PerformanceTarget, project)))
    uow.record(project, lambda row: event_of(row, funding, targets), action=action)
