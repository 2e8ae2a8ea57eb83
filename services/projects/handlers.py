"""How events of the neighbours change what projects keeps of them."""

from chassis.handlers import consumes
from chassis.uow import UnitOfWork
from published.envelope import Envelope
from published.funds import FundCategoryChangedV1
from services.projects.replicas import FundCategory


@consumes(FundCategoryChangedV1)
def keep_fund_category(uow: UnitOfWork, event: Envelope, data: FundCategoryChangedV1) -> None:
    """Keep what money can be planned of."""
    category = data.fund_category
    uow.keep(FundCategory, event.aggregateversion, id=category.id, code=category.code, name=category.name)


HANDLERS = (keep_fund_category,)
