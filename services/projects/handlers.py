"""How events of the neighbours change what projects keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.funds import AllocationIssuedV1, FundCategoryChangedV1
from published.operations import DistributionDeliberatedV1, DistributionDisclosedV1
from services.projects.replicas import Allocation, Distribution, FundCategory


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

HANDLERS = (keep_fund_category, keep_allocation, keep_distribution)
