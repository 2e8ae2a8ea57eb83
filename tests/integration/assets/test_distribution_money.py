"""Money is kept: incomes = deductions + lines, to the fen, for any amounts and shares, whatever the code does."""

from datetime import date
from itertools import pairwise
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import CheckViolation, InsufficientPrivilege

from published.money import Fen, format_yuan, parse_yuan
from published.shares import WHOLE
from tests.integration.assets.village import LINES, Village

AMOUNTS = st.integers(min_value=1, max_value=10**13)


@st.composite
def shares(draw: st.DrawFn) -> list[int]:
    """Between one and eight positive shares that make a whole."""
    cuts = draw(st.sets(st.integers(min_value=1, max_value=WHOLE - 1), max_size=7))
    edges = [0, *sorted(cuts), WHOLE]
    return [after - before for before, after in pairwise(edges)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=3), parts=shares(), data=st.data())
def test_any_pool_is_shared_out_exactly(village: Village, amounts: list[int], parts: list[int], data: Any) -> None:
    village.scene.assets.set_today(date(2020, 11, 30))
    incomes = [village.income(format_yuan(Fen(amount))) for amount in amounts]
    deducted = data.draw(st.integers(min_value=0, max_value=sum(amounts) - 1))
    deductions = [{"kind": "RESERVE", "amount": format_yuan(Fen(deducted))}] if deducted else []
    lines = [LINES[0] | {"shareBps": part, "note": f"第{place}项"} for place, part in enumerate(parts)]
    draft = village.draft(*incomes, deductions=deductions, lines=lines)
    assert parse_yuan(draft["incomeAmount"]) == sum(amounts)
    rest = parse_yuan(draft["distributableAmount"])
    assert rest == sum(amounts) - deducted
    shown = [parse_yuan(line["amount"]) for line in draft["lines"]]
    assert sum(shown) == rest
    assert [line["note"] for line in draft["lines"]] == [line["note"] for line in lines]
    assert all(abs(part * WHOLE - rest * share) < WHOLE for part, share in zip(shown, parts, strict=True))


@pytest.fixture(scope="module")
def distribution(village: Village) -> str:
    return str(village.draft()["id"])


def attempt(village: Village, statement: str, identifier: str, *, owner: bool = True) -> None:
    """A statement past all code, by the owner of the tables or by the service's own role."""
    address = village.scene.assets.address
    with psycopg.connect(address.owner if owner else address.runtime) as connection:
        connection.execute(statement.encode(), {"id": identifier})


LINE_TOO_MANY = """INSERT INTO distribution_line
    (id, distribution_id, place, use, "group", share_bps, amount, household_count, people_count, region_path)
    VALUES (gen_random_uuid(), %(id)s, 9, 'SUPPORT', 'MONITORED', 1, 1, 1, 1, '/')"""
DEDUCTION_TOO_MANY = """INSERT INTO deduction (id, distribution_id, place, kind, amount)
    VALUES (gen_random_uuid(), %(id)s, 9, 'DEBT', 1)"""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE distribution SET distributable_amount = distributable_amount - 1 WHERE id = %(id)s",
        "UPDATE distribution SET income_amount = income_amount + 1 WHERE id = %(id)s",
        DEDUCTION_TOO_MANY,
        LINE_TOO_MANY,
    ],
)
def test_the_database_keeps_the_money_of_a_distribution(village: Village, distribution: str, statement: str) -> None:
    with pytest.raises(CheckViolation, match="deductions and lines"):
        attempt(village, statement, distribution)


@pytest.mark.parametrize("table", ["deduction", "distribution_line", "distribution_income"])
def test_nobody_changes_the_parts_of_a_distribution(village: Village, distribution: str, table: str) -> None:
    statement = f"DELETE FROM {table} WHERE distribution_id = %(id)s"  # noqa: S608
    with pytest.raises(InsufficientPrivilege):
        attempt(village, statement, distribution, owner=False)


def test_the_database_keeps_the_money_of_an_income(village: Village) -> None:
    income = village.income()
    lowered = "UPDATE income SET received_amount = 5, received_on = NULL WHERE id = %(id)s"
    with pytest.raises(CheckViolation, match="receipts"):
        attempt(village, lowered, income)
    with pytest.raises(CheckViolation):
        attempt(village, "UPDATE income SET received_amount = due_amount + 1 WHERE id = %(id)s", income)


def test_the_database_lets_one_contract_run_at_a_time(village: Village) -> None:
    asset = village.asset()
    village.sign(asset)
    later = village.sign(asset, startsOn="2021-01-01", endsOn="2021-12-31")
    with pytest.raises(psycopg.errors.UniqueViolation):
        attempt(village, "UPDATE operation_contract SET state = 'ACTIVE' WHERE id = %(id)s", later["id"])
