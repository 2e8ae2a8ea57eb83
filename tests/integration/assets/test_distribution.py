"""A distribution from its draft to the disclosure of what was paid."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from published.notice_terms import NoticeKind, NoticeSubject
from published.operations import DistributionDeliberatedV1, DistributionDisclosedV1
from tests.harness.files import upload
from tests.integration.assets.village import PATH, Village, told_of

LINE = """query($id: ID!) { distributionLine(id: $id) { use group shareBps amount distribution { id distributableAmount
    incomes { receivedAmount asset { id } distribution { id } } } } }"""


def test_from_the_draft_to_the_disclosure(village: Village) -> None:
    income = village.income()
    draft = village.draft(income)
    assert (draft["state"], draft["incomeAmount"], draft["distributableAmount"]) == ("DRAFT", "12000.01", "9000.01")
    assert [line["amount"] for line in draft["lines"]] == ["2999.70", "2999.70", "3000.61"]
    assert draft["deductions"] == [{"kind": "UPKEEP", "amount": "1000.00"}, {"kind": "RESERVE", "amount": "2000.00"}]
    assert draft["incomes"] == [{"id": income, "receivedAmount": "12000.01"}]
    distribution = draft["id"]
    assert village.done("deliberate", distribution)["deliberatedOn"] == "2020-10-20"
    notice = village.publicise(distribution)
    reviewed = village.done("review", distribution)
    assert (reviewed["version"], reviewed["notice"]) == (5, {"id": str(notice)})
    village.done("file", distribution)
    assert village.done("pay", distribution)["paidOn"] == "2020-11-10"
    disclosed = village.done("disclose", distribution)
    assert (disclosed["version"], disclosed["disclosedOn"], disclosed["whatBlocks"]) == (8, "2020-11-12", [])
    assert [change["toState"] for change in disclosed["history"]] == [state for state, _ in PATH]


def told(village: Village, model: Any, distribution: str) -> list[Any]:
    every = told_of(model, village.scene.assets.told())
    return [each for each in every if str(each.distribution.id) == distribution]


def test_what_is_told_of_it(village: Village) -> None:
    distribution = village.until("DISCLOSED")
    (decided,) = told(village, DistributionDeliberatedV1, distribution)
    assert (decided.deliberated_on, decided.distribution.version) == (date(2020, 10, 20), 2)
    assert [line.amount for line in decided.distribution.lines] == [299_970, 299_970, 300_061]
    (disclosed,) = told(village, DistributionDisclosedV1, distribution)
    assert (disclosed.disclosed_on, disclosed.distribution.state) == (date(2020, 11, 12), "DISCLOSED")
    (benefit,) = disclosed.benefits
    assert (benefit.amount, benefit.household_count, benefit.people_count) == (900_001, 42, 160)


def test_each_project_brought_what_its_assets_earned(village: Village) -> None:
    projects = [village.scene.project() for _ in range(2)]
    incomes = [
        village.income(amount, village.asset(projectId=str(project)))
        for project, amount in zip([*projects, projects[0]], ("0.06", "0.04", "0.01"), strict=True)
    ]
    lines = [
        {"use": "HOUSEHOLD_DIVIDEND", "group": "VILLAGERS", "shareBps": 5000, "householdCount": 2, "peopleCount": 5},
        {"use": "COLLECTIVE_ECONOMY", "group": "COLLECTIVE", "shareBps": 5000, "householdCount": 0, "peopleCount": 0},
    ]
    distribution = village.draft(*incomes, lines=lines, deductions=[])["id"]
    village.done("deliberate", distribution)
    village.publicise(distribution)
    for step in ("review", "file", "pay", "disclose"):
        village.done(step, distribution)
    (disclosed,) = told(village, DistributionDisclosedV1, distribution)
    earned = {benefit.project_id: benefit.amount for benefit in disclosed.benefits}
    assert earned == {projects[0]: 4, projects[1]: 2}


def test_a_line_leads_back_to_the_asset(village: Village) -> None:
    asset = village.asset()
    draft = village.draft(village.income(asset=asset))
    line = village.scene.ask(LINE, id=draft["lines"][2]["id"])["distributionLine"]
    assert (line["use"], line["shareBps"], line["amount"]) == ("HOUSEHOLD_DIVIDEND", 3334, "3000.61")
    (income,) = line["distribution"]["incomes"]
    assert (income["asset"], income["distribution"]) == ({"id": asset}, {"id": draft["id"]})


def test_minutes_and_vouchers_are_kept(village: Village) -> None:
    distribution = village.draft()["id"]
    minutes = upload(village.scene.assets, "MINUTES", "village_clerk")
    village.done("deliberate", distribution, documentIds=[minutes])
    shown = "query($id: ID!) { distribution(id: $id) { documents { id kind } } }"
    found = village.scene.ask(shown, id=distribution)["distribution"]["documents"]
    assert found == [{"id": minutes, "kind": "MINUTES"}]


# The publicity that projects keeps.


def test_a_posted_notice_is_kept_and_a_closed_one_moves_it_on(village: Village) -> None:
    distribution = village.until("DELIBERATED")
    notice = new_id()
    village.scene.assets.deliver(village.notice(distribution, id=notice))
    row = village.row("distribution", distribution)
    assert (row["notice_id"], row["state"], row["version"]) == (str(notice), "DELIBERATED", 3)
    village.scene.assets.deliver(village.notice(distribution, id=notice, closed_on=date(2020, 10, 31)))
    row = village.row("distribution", distribution)
    assert (row["notice_id"], row["state"], row["version"]) == (str(notice), "PUBLICISED", 4)


@pytest.mark.parametrize("closed_on", [None, date(2020, 10, 31)])
def test_a_repeated_delivery_changes_nothing(village: Village, closed_on: date | None) -> None:
    distribution = village.until("DELIBERATED")
    event, identifier = village.notice(distribution, closed_on=closed_on), new_id()
    village.scene.assets.deliver(event, event_id=identifier)
    before = village.row("distribution", distribution)
    village.scene.assets.deliver(event, event_id=identifier)
    village.scene.assets.deliver(event)
    assert village.row("distribution", distribution) == before


def test_the_closing_that_comes_before_the_posting(village: Village) -> None:
    distribution = village.until("DELIBERATED")
    notice = new_id()
    village.scene.assets.deliver(village.notice(distribution, id=notice, closed_on=date(2020, 10, 31)))
    before = village.row("distribution", distribution)
    assert before["state"] == "PUBLICISED"
    village.scene.assets.deliver(village.notice(distribution, id=notice))
    assert village.row("distribution", distribution) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": NoticeKind.ANNOUNCEMENT},
        {"subject_kind": NoticeSubject.PROJECT},
        {"subject_id": UUID(int=7)},
        {"posted_on": date(2020, 10, 19)},
    ],
    ids=["announcement", "project", "unknown", "before the decision"],
)
def test_what_does_not_move_it_on(village: Village, changes: dict[str, Any]) -> None:
    distribution = village.until("DELIBERATED")
    before = village.row("distribution", distribution)
    village.scene.assets.deliver(village.notice(distribution, closed_on=date(2020, 10, 31), **changes))
    assert village.row("distribution", distribution) == before


def test_a_notice_of_what_went_on_changes_nothing(village: Village) -> None:
    distribution = village.until("REVIEWED")
    before = village.row("distribution", distribution)
    village.scene.assets.deliver(village.notice(distribution, closed_on=date(2020, 10, 31)))
    assert village.row("distribution", distribution) == before


# A return.


def test_a_return_lets_go_of_the_incomes(village: Village) -> None:
    income = village.income()
    distribution = village.draft(income)["id"]
    village.done("deliberate", distribution)
    village.publicise(distribution)
    returned = village.done("review", distribution, decision="RETURN", comments="公益岗位人数有误")
    assert returned["state"] == "DRAFT"
    assert [each["id"] for each in returned["incomes"]] == [income]
    other = village.draft(income)
    assert village.row("income", income)["distribution_id"] == other["id"]
    again = village.step("deliberate", distribution, heldOn="2020-11-03")
    assert [error["code"] for error in again["errors"]] == ["WRONG_STATE"]


def test_a_returned_one_is_decided_and_publicised_anew(village: Village) -> None:
    income = village.income()
    distribution = village.draft(income)["id"]
    village.done("deliberate", distribution)
    first = village.publicise(distribution)
    village.done("review", distribution, decision="RETURN", comments="重新公示")
    assert village.row("income", income)["distribution_id"] is None
    early = village.step("deliberate", distribution, heldOn="2020-11-01")
    assert early["errors"][0]["field"] == ["input", "heldOn"]
    decided = village.done("deliberate", distribution, heldOn="2020-11-03")
    assert (decided["state"], decided["notice"]) == ("DELIBERATED", None)
    assert village.row("income", income)["distribution_id"] == distribution
    village.scene.assets.deliver(village.notice(distribution, id=first, version=9, closed_on=date(2020, 10, 31)))
    assert village.state(distribution) == "DELIBERATED"
    second = {"posted_on": date(2020, 11, 4), "closed_on": date(2020, 11, 14)}
    village.scene.assets.deliver(village.notice(distribution, **second))
    assert village.state(distribution) == "PUBLICISED"
