"""Lists of contracts and distributions, who sees them, and what lies ahead of a distribution."""

from datetime import date
from typing import Any

import pytest

from tests.integration.assets.scene import OTHER_VILLAGE, TOWNSHIP, VILLAGE, Scene
from tests.integration.assets.village import INPUTS, Village

CONTRACTS = """query($where: OperationContractWhereInput, $order: OperationContractOrder! = ENDS_ON_ASC) {
  operationContracts(first: 50, where: $where, orderBy: $order) {
    nodes { id endsOn daysLeft state annualAmount asset { name } operator { id } } totalCount { count } } }"""
DISTRIBUTIONS = """query($where: DistributionWhereInput) { distributions(first: 20, where: $where) {
    nodes { id state periodStartOn periodEndOn region { id } notice { id } } totalCount { count precision } } }"""
ONE = "query($id: ID!) { distribution(id: $id) { id } }"
LINE = "query($id: ID!) { distributionLine(id: $id) { id } }"
INCOMES = "query($where: IncomeWhereInput) { incomes(first: 50, where: $where) { nodes { id } totalCount { count } } }"
BLOCKS = """query($id: ID!) { distribution(id: $id) {
    whatBlocks { mutation ready permitted verdicts { ruleId outcome } } } }"""


@pytest.fixture(scope="module")
def leased(village: Village) -> dict[str, str]:
    """Three contracts of one operator of their own, by their rent."""
    operator = village.scene.organisation(VILLAGE)
    village.scene.assets.set_today(date(2020, 11, 30))
    made = {
        rent: village.sign(operatorId=str(operator), annualAmount=rent, startsOn=starts_on, endsOn=ends_on)["id"]
        for rent, starts_on, ends_on in (
            ("1.00", "2020-09-01", "2021-08-31"),
            ("3.00", "2020-09-01", "2020-12-31"),
            ("2.00", "2021-01-01", "2021-12-31"),
        )
    }
    return made | {"operator": str(operator)}


def contracts(village: Village, leased: dict[str, str], persona: str = "township_clerk", **asked: Any) -> list[str]:
    where = {"operatorId": {"eq": leased["operator"]}} | asked.pop("where", {})
    nodes = village.scene.ask(CONTRACTS, persona, where=where, **asked)["operationContracts"]["nodes"]
    return [node["annualAmount"] for node in nodes]


def test_the_renewal_watch(village: Village, leased: dict[str, str]) -> None:
    assert contracts(village, leased) == ["3.00", "1.00", "2.00"]
    assert contracts(village, leased, order="ANNUAL_AMOUNT_DESC") == ["3.00", "2.00", "1.00"]
    running = {"state": {"in": ["ACTIVE", "EXPIRING"]}, "endsOn": {"lte": "2021-02-28"}}
    assert contracts(village, leased, where=running) == ["3.00"]
    assert contracts(village, leased, where={"region": {"under": TOWNSHIP}}) == ["3.00", "1.00", "2.00"]
    assert contracts(village, leased, where={"region": {"under": OTHER_VILLAGE}}) == []


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("village_clerk", True),
        ("county_office", True),
        ("provincial_auditor", True),
        ("stranger", False),
    ],
)
def test_who_sees_what(village: Village, leased: dict[str, str], persona: str, seen: bool) -> None:
    assert bool(contracts(village, leased, persona)) is seen
    income = village.income()
    draft = village.draft(income)
    assert (village.scene.ask(ONE, persona, id=draft["id"])["distribution"] is not None) is seen
    assert (village.scene.ask(LINE, persona, id=draft["lines"][0]["id"])["distributionLine"] is not None) is seen
    listed = village.scene.ask(DISTRIBUTIONS, persona, where={})["distributions"]
    assert (draft["id"] in [node["id"] for node in listed["nodes"]]) is seen
    incomes = village.scene.ask(INCOMES, persona, where={"dueOn": {"eq": "2020-10-01"}})["incomes"]
    assert (income in [node["id"] for node in incomes["nodes"]]) is seen


def test_without_a_token_nothing_is_seen(scene: Scene, village: Village) -> None:
    draft = village.draft()
    assert scene.ask(ONE, None, id=draft["id"]) == {"distribution": None}
    assert scene.ask(DISTRIBUTIONS, None, where={})["distributions"]["nodes"] == []


def test_what_waits_for_its_publicity(village: Village) -> None:
    waiting, gone = village.until("DELIBERATED"), village.until("PUBLICISED")
    where = {"region": {"under": TOWNSHIP}, "state": {"eq": "DELIBERATED"}}
    found = {node["id"]: node for node in village.scene.ask(DISTRIBUTIONS, where=where)["distributions"]["nodes"]}
    assert waiting in found
    assert gone not in found
    assert (found[waiting]["periodStartOn"], found[waiting]["notice"]) == ("2020-09-01", None)


def test_newest_period_first(village: Village) -> None:
    newest = village.draft(periodEndOn="2020-12-31")["id"]
    nodes = village.scene.ask(DISTRIBUTIONS, where={})["distributions"]["nodes"]
    ends = [node["periodEndOn"] for node in nodes]
    assert ends == sorted(ends, reverse=True)
    assert newest in [node["id"] for node in nodes if node["periodEndOn"] == "2020-12-31"]


@pytest.mark.rule("A-08")
@pytest.mark.parametrize(
    ("state", "mutation", "persona"),
    [
        ("DRAFT", "distributionDeliberate", "village_clerk"),
        ("PUBLICISED", "distributionReview", "township_clerk"),
        ("REVIEWED", "distributionFile", "county_office"),
        ("FILED", "distributionPay", "township_finance"),
        ("PAID", "distributionDisclose", "village_clerk"),
    ],
)
def test_the_next_step_and_whose_it_is(village: Village, state: str, mutation: str, persona: str) -> None:
    distribution = village.until(state)
    for asking in (persona, "provincial_auditor"):
        (check,) = village.scene.ask(BLOCKS, asking, id=distribution)["distribution"]["whatBlocks"]
        assert (check["mutation"], check["ready"], check["permitted"]) == (mutation, True, asking == persona)
        rules = [{"ruleId": "A-08", "outcome": "PASS"}] if state == "DRAFT" else []
        assert check["verdicts"] == rules


def test_while_it_is_publicised_nothing_is_left_to_do_here(village: Village) -> None:
    distribution = village.until("DELIBERATED")
    assert village.scene.ask(BLOCKS, id=distribution)["distribution"]["whatBlocks"] == []


def test_every_step_has_its_input() -> None:
    assert set(INPUTS) == {"deliberate", "review", "file", "pay", "disclose"}
