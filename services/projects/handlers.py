"""How events of the neighbours change what projects keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.assets import AssetFormedV1, AssetHandedOverV1, AssetTitleConfirmedV1
from published.envelope import Envelope
from published.funds import (
    AllocationIssuedV1,
    FundCategoryChangedV1,
    ProjectFundingConfirmedV1,
    ProjectFundingPaidV1,
)
from published.operations import DistributionDeliberatedV1, DistributionDisclosedV1
from services.projects.acceptance.commands import hand_over_project
from services.projects.benefit.commands import keep_benefits
from services.projects.replicas import Allocation, Asset, Distribution, FundCategory, ProjectFunding


@consumes(FundCategoryChangedV1)
def keep_fund_category(uow: UnitOfWork, event: Envelope, data: FundCategoryChangedV1) -> None:
    """Keep what money can be planned of."""
    category = data.fund_category
    uow.keep(FundCategory, event.aggregateversion, id=category.id, code=category.code, name=category.name)


@consumes(AllocationIssuedV1)
def keep_allocation(uow: UnitOfWork, event: Envelope, data: AllocationIssuedV1) -> None:
    """Keep what money arrived where, by which rule P-03 measures a library."""
    given = data.allocation
    uow.keep(
        Allocation,
        event.aggregateversion,
        id=given.id,
        region_id=given.region_id,
        region_path=given.region_path,
        fiscal_year=given.fiscal_year,
        amount=given.amount,
    )


@consumes(DistributionDeliberatedV1, DistributionDisclosedV1)
def keep_distribution(
    uow: UnitOfWork, event: Envelope, data: DistributionDeliberatedV1 | DistributionDisclosedV1
) -> None:
    """Keep what a village may publicise; the day it was deliberated stays known."""
    told = data.distribution
    kept = told.model_dump(mode="json", include={"lines"}) | told.model_dump(include=_KEPT_OF_DISTRIBUTION)
    if isinstance(data, DistributionDeliberatedV1):
        kept["deliberated_on"] = data.deliberated_on
    uow.keep(Distribution, event.aggregateversion, **kept)


_KEPT_OF_DISTRIBUTION = Distribution.model_fields.keys() - {"version", "lines", "deliberated_on"}


@consumes(DistributionDisclosedV1)
def keep_realised_benefits(uow: UnitOfWork, _: Envelope, data: DistributionDisclosedV1) -> None:
    """Keep what became of the benefits that projects promised."""
    keep_benefits(uow, data.distribution.id, data.benefits)


@consumes(ProjectFundingConfirmedV1, ProjectFundingPaidV1)
def keep_project_funding(
    uow: UnitOfWork, event: Envelope, data: ProjectFundingConfirmedV1 | ProjectFundingPaidV1
) -> None:
    """Keep what is bound to a project: works need it, and a modification does not go below it."""
    told = data.project_funding.model_dump(
        include={"id", "region_path", "project_id", "fund_category_code", "level", "amount"}
    )
    uow.keep(ProjectFunding, event.aggregateversion, **told)


@consumes(AssetFormedV1, AssetTitleConfirmedV1, AssetHandedOverV1)
def keep_asset(
    uow: UnitOfWork, event: Envelope, data: AssetFormedV1 | AssetTitleConfirmedV1 | AssetHandedOverV1
) -> None:
    """Keep what a project formed; with the last of its assets a settled project is handed over."""
    kept = data.asset.model_dump(include={"id", "region_path", "project_id"})
    if isinstance(data, AssetHandedOverV1):
        kept["handed_over_on"] = data.handed_over_on
    if uow.keep(Asset, event.aggregateversion, **kept) and data.asset.project_id is not None:
        hand_over_project(uow, data.asset.project_id)


HANDLERS = (
    keep_fund_category,
    keep_allocation,
    keep_distribution,
    keep_realised_benefits,
    keep_project_funding,
    keep_asset,
)
