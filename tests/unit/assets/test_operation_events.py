"""What assets tells of contracts, incomes and distributions, as it goes over the wire."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from published.canonical import canonical_bytes
from published.distribution_terms import BeneficiaryGroup, DeductionKind, DistributionState, DistributionUse
from published.event import Event
from published.operation_terms import ContractState, IncomeKind, OperationMode
from services.assets.distribution.events import distribution_deliberated
from services.assets.distribution.models import Deduction, Distribution, DistributionLine
from services.assets.income.events import income_received
from services.assets.income.models import Income
from services.assets.operation.events import contract_expired, contract_expiring, contract_signed
from services.assets.operation.models import OperationContract
from services.assets.payout.events import distribution_disclosed, realised_benefits


def number(last: int) -> UUID:
    return UUID(f"01920000-0000-7000-8000-{last:012d}")


PLACE: dict[str, Any] = {"region_id": number(2), "region_code": "652822100201", "region_path": "/1/2/3/4/5/"}
PROJECT, OTHER = number(3), number(4)
CONTRACT = OperationContract(
    **PLACE,
    id=number(10),
    version=3,
    asset_id=number(1),
    mode=OperationMode.LEASE,
    operator_id=number(6),
    starts_on=date(2020, 9, 1),
    ends_on=date(2020, 11, 30),
    annual_amount=4_800_000,
    deposit_amount=500_000,
    state=ContractState.EXPIRING,
    state_since=date(2020, 10, 31),
    pack="xinjiang-2019",
)
INCOME = Income(
    **PLACE,
    id=number(11),
    version=2,
    asset_id=number(1),
    contract_id=number(10),
    kind=IncomeKind.RENT,
    due_on=date(2020, 10, 1),
    due_amount=1_200_001,
    received_on=date(2020, 10, 9),
    received_amount=1_200_001,
    pack="xinjiang-2019",
)
DISTRIBUTION = Distribution(
    **PLACE,
    id=number(12),
    version=8,
    period_start_on=date(2020, 9, 1),
    period_end_on=date(2020, 10, 31),
    income_amount=1_200_001,
    distributable_amount=900_001,
    state=DistributionState.DISCLOSED,
    pack="xinjiang-2019",
    drafted_by="village_clerk",
)
DEDUCTIONS = [
    Deduction(distribution_id=number(12), place=0, kind=DeductionKind.UPKEEP, amount=100_000),
    Deduction(distribution_id=number(12), place=1, kind=DeductionKind.RESERVE, amount=200_000),
]


def line(last: int, amount: int, households: int, people: int, **changes: Any) -> DistributionLine:
    given: dict[str, Any] = {
        "id": number(last),
        "distribution_id": number(12),
        "place": last,
        "use": DistributionUse.SUPPORT,
        "group": BeneficiaryGroup.MONITORED,
        "share_bps": 5000,
        "amount": amount,
        "household_count": households,
        "people_count": people,
        "region_path": "/1/2/3/4/5/",
    }
    return DistributionLine(**given | changes)


LINES = [line(20, 450_001, 7, 15), line(21, 450_000, 42, 160, use=DistributionUse.HOUSEHOLD_DIVIDEND)]
BENEFITS = realised_benefits([(PROJECT, 800_001), (OTHER, 400_000)], LINES)
EVENTS: dict[str, Event] = {
    "contract_signed": contract_signed(CONTRACT, PROJECT),
    "contract_expiring": contract_expiring(CONTRACT, PROJECT),
    "contract_expired": contract_expired(CONTRACT, None),
    "income_received": income_received(INCOME, PROJECT),
    "distribution_deliberated": distribution_deliberated(DISTRIBUTION, DEDUCTIONS, LINES, date(2020, 10, 20)),
    "distribution_disclosed": distribution_disclosed(DISTRIBUTION, DEDUCTIONS, LINES, date(2020, 11, 12), BENEFITS),
}


@pytest.mark.parametrize("name", EVENTS)
def test_what_is_told_stays_as_it_is(name: str) -> None:
    """Others read it: a change here is additive or a new version."""
    kept = json.loads(Path(__file__).with_name("operation_events.json").read_text(encoding="utf-8"))
    assert json.loads(canonical_bytes(EVENTS[name].data())) == kept[name]


@pytest.mark.parametrize("name", EVENTS)
def test_nobody_who_acted_is_named(name: str) -> None:
    assert b"village_clerk" not in canonical_bytes(EVENTS[name].data())


def test_households_are_counted_once_and_money_exactly() -> None:
    assert [(each.project_id, each.amount) for each in BENEFITS] == [(PROJECT, 600_001), (OTHER, 300_000)]
    assert {(each.household_count, each.people_count) for each in BENEFITS} == {(42, 160)}


def test_what_reaches_no_household_is_no_benefit() -> None:
    collective = line(22, 1_000, 0, 0, group=BeneficiaryGroup.COLLECTIVE)
    assert realised_benefits([(PROJECT, 1_000)], [collective]) == []
    (benefit,) = realised_benefits([(PROJECT, 1_000)], [collective, LINES[0]])
    assert (benefit.amount, benefit.household_count) == (450_001, 7)


def test_incomes_of_no_project_keep_their_share() -> None:
    (benefit,) = realised_benefits([(None, 500), (PROJECT, 500)], [line(23, 100, 1, 1)])
    assert (benefit.project_id, benefit.amount) == (PROJECT, 50)


@given(
    st.lists(st.integers(min_value=1, max_value=10**12), min_size=1, max_size=6),
    st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=6),
)
def test_benefits_are_the_lines_whatever_was_earned(earned: list[int], amounts: list[int]) -> None:
    incomes = [(number(place), amount) for place, amount in enumerate(earned)]
    lines = [line(30 + place, amount, 1, 1) for place, amount in enumerate(amounts)]
    found = realised_benefits(incomes, lines)
    assert sum(each.amount for each in found) == sum(amounts)
    assert found == realised_benefits(reversed(incomes), lines)
