"""How events of the neighbours change what assets keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.funds import FundCategoryChangedV1, ProjectFundingConfirmedV1
from published.projects import (
    PROJECT_EVENTS,
    OfficialRegisteredV1,
    OrganisationRegisteredV1,
    ProjectAcceptedV1,
    ProjectEvent,
    RegionChangedV1,
)
from services.assets.asset.commands import tell_unregistered
from services.assets.distribution.handlers import keep_distribution_notice
from services.assets.replicas import FundCategory, Official, Organisation, Project, ProjectFunding, Region


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
    columns = told.model_dump(include={"id", "kind", "region_code", "name"})
    uow.keep(Organisation, event.aggregateversion, **columns)


@consumes(OfficialRegisteredV1)
def keep_official(uow: UnitOfWork, event: Envelope, data: OfficialRegisteredV1) -> None:
    """Keep who may be in charge."""
    told = data.official
    uow.keep(
        Official,
        event.aggregateversion,
        id=told.id,
        organisation_id=told.organisation_id,
        region_path=told.region_path,
    )


@consumes(*PROJECT_EVENTS)
def keep_project(uow: UnitOfWork, event: Envelope, data: ProjectEvent) -> None:
    """Keep what may form assets."""
    project = data.project
    uow.keep(
        Project,
        event.aggregateversion,
        approved_on=project.approval.held_on if project.approval else None,
        **project.model_dump(include=_KEPT_OF_A_PROJECT),
    )


_KEPT_OF_A_PROJECT = {
    "id",
    "region_path",
    "state",
    "household_count",
    "name",
    "category_code",
    "accepted_amount",
    "final_amount",
}


@consumes(ProjectAcceptedV1)
def ask_for_registration(uow: UnitOfWork, _: Envelope, data: ProjectAcceptedV1) -> None:
    """An accepted project of which no asset is registered asks for attention."""
    tell_unregistered(uow, data.project)


@consumes(FundCategoryChangedV1)
def keep_fund_category(uow: UnitOfWork, event: Envelope, data: FundCategoryChangedV1) -> None:
    """Keep what kinds of money are called."""
    uow.keep(FundCategory, event.aggregateversion, **data.fund_category.model_dump(include={"id", "code", "name"}))


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
        fund_category_code=funding.fund_category_code,
    )


HANDLERS = (
    keep_region,
    keep_organisation,
    keep_official,
    keep_project,
    ask_for_registration,
    keep_fund_category,
    keep_project_funding,
    keep_distribution_notice,
)
