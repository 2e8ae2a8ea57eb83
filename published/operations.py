"""Events of operation, income and distribution, version 1. Amounts are fen, shares basis points; no person is named."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from published.distribution_terms import BeneficiaryGroup, DeductionKind, DistributionState, DistributionUse
from published.event import Event, PlacedSnapshot
from published.model import PublishedModel
from published.money import Amount
from published.operation_terms import ContractState, IncomeKind, OperationMode
from published.shares import Share

Number = Annotated[int, Field(ge=0)]


class ContractSnapshot(PlacedSnapshot):
    """A contract over the operation of an asset; `annual_amount` is its rent or fixed dividend a year."""

    asset_id: UUID
    project_id: UUID | None
    mode: OperationMode
    operator_id: UUID
    starts_on: date
    ends_on: date
    annual_amount: Amount
    deposit_amount: Amount
    state: ContractState


class _ContractEvent(Event):
    """Something that happened to a contract."""

    aggregate: ClassVar[str] = "contract"

    contract: ContractSnapshot


class ContractSignedV1(_ContractEvent):
    """A contract was signed."""

    type: ClassVar[str] = "jiadi.contract.signed.v1"


class ContractExpiringV1(_ContractEvent):
    """A contract ends within the watch."""

    type: ClassVar[str] = "jiadi.contract.expiring.v1"


class ContractExpiredV1(_ContractEvent):
    """A contract has ended."""

    type: ClassVar[str] = "jiadi.contract.expired.v1"


class IncomeSnapshot(PlacedSnapshot):
    """An income of an asset, first due, then received."""

    asset_id: UUID
    project_id: UUID | None
    contract_id: UUID | None
    kind: IncomeKind
    due_on: date
    due_amount: Amount
    received_on: date | None
    received_amount: Amount


class IncomeReceivedV1(Event):
    """Money came in for a due income."""

    type: ClassVar[str] = "jiadi.income.received.v1"
    aggregate: ClassVar[str] = "income"

    income: IncomeSnapshot


class DistributionDeduction(PublishedModel):
    """Taken off before sharing."""

    kind: DeductionKind
    amount: Amount


class DistributionLine(PublishedModel):
    """One share: what for, for which group and how many."""

    id: UUID
    use: DistributionUse
    group: BeneficiaryGroup
    share_bps: Share
    amount: Amount
    household_count: Number
    people_count: Number


class DistributionSnapshot(PlacedSnapshot):
    """Received incomes shared out; `income_amount` less the deductions is the sum of the lines."""

    period_start_on: date
    period_end_on: date
    state: DistributionState
    income_amount: Amount
    deductions: tuple[DistributionDeduction, ...]
    distributable_amount: Amount
    lines: tuple[DistributionLine, ...]


class DistributionDeliberatedV1(Event):
    """The villagers decided on a distribution; it may be publicised now."""

    type: ClassVar[str] = "jiadi.distribution.deliberated.v1"
    aggregate: ClassVar[str] = "distribution"

    distribution: DistributionSnapshot
    deliberated_on: date


class RealisedBenefit(PublishedModel):
    """What households gained from the assets of one project in one distribution."""

    project_id: UUID
    household_count: Number
    people_count: Number
    amount: Amount


class DistributionDisclosedV1(Event):
    """A paid distribution was disclosed, and with it what each project's assets brought to households."""

    type: ClassVar[str] = "jiadi.distribution.disclosed.v1"
    aggregate: ClassVar[str] = "distribution"

    distribution: DistributionSnapshot
    disclosed_on: date
    benefits: tuple[RealisedBenefit, ...]


EVENTS: tuple[type[Event], ...] = (
    ContractSignedV1,
    ContractExpiringV1,
    ContractExpiredV1,
    IncomeReceivedV1,
    DistributionDeliberatedV1,
    DistributionDisclosedV1,
)
