"""How events of the neighbours change what funds keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.projects import PROJECT_EVENTS, ProjectEvent, RegionChangedV1
from services.funds.replicas import Project, Region


@consumes(RegionChangedV1)
def keep_region(uow: UnitOfWork, event: Envelope, data: RegionChangedV1) -> None:
    """Keep the place."""
    region = data.region
    columns = region.model_dump(exclude={"version", "pinyin", "former_codes", "successor_ids"})
    uow.keep(
        Region,
        event.aggregateversion,
        name_sort=region.pinyin,
        former_codes=list(region.former_codes),
        successor_ids=[str(successor) for successor in region.successor_ids],
        **columns,
    )


@consumes(*PROJECT_EVENTS)
def keep_project(uow: UnitOfWork, event: Envelope, data: ProjectEvent) -> None:
    """Keep what money may be bound to."""
    project = data.project
    uow.keep(
        Project,
        event.aggregateversion,
        **project.model_dump(include={"id", "name", "region_id", "region_code", "region_path", "state"}),
        approved_on=project.approval.held_on if project.approval else None,
        approval_reference=project.approval.reference if project.approval else None,
        entered_library_on=project.entered_library_on,
    )


HANDLERS = (keep_region, keep_project)
