"""How events of the neighbours change what assets keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.funds import ProjectFundingConfirmedV1
from published.projects import PROJECT_EVENTS, OrganisationRegisteredV1, ProjectEvent, RegionChangedV1
from services.assets.replicas import Organisation, Project, ProjectFunding, Region


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


@consumes(OrganisationRegisteredV1)
def keep_organisation(uow: UnitOfWork, event: Envelope, data: OrganisationRegisteredV1) -> None:
    """Keep who may own an asset."""
    told = data.organisation
    uow.keep(Organisation, event.aggregateversion, id=told.id, kind=told.kind, region_code=told.region_code)


@consumes(*PROJECT_EVENTS)
def keep_project(uow: UnitOfWork, event: Envelope, data: ProjectEvent) -> None:
    """Keep what may form assets."""
    project = data.project
    uow.keep(
        Project,
        event.aggregateversion,
        id=project.id,
        region_path=project.region_path,
        state=project.state,
        approved_on=project.approval.held_on if project.approval else None,
        household_count=project.household_count,
    )


@consumes(ProjectFundingConfirmedV1)
def keep_project_funding(uow: UnitOfWork, event: Envelope, data: ProjectFundingConfirmedV1) -> None:
    """Keep what assets may be made of; the project it belongs to may not have been heard of yet."""
    funding = data.project_funding
    uow.stub(Project, funding.project_id)
    uow.keep(
        ProjectFunding,
        event.aggregateversion,
        id=funding.id,
        region_path=funding.region_path,
        project_id=funding.project_id,
        amount=funding.amount,
    )


HANDLERS = (keep_region, keep_organisation, keep_project, keep_project_funding)
