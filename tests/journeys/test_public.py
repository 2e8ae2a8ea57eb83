"""What anybody may see and say without a token: notices, objections, the asset's card, a report."""

from typing import Any

import pytest

from tests.journeys.story.money import COUNTY
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

CONTACT = "13900000000"
CONTACTS = "query($id: ID!) { notice(id: $id) { objections { contact text reply } } }"


@pytest.fixture(scope="module")
def story(told: Told) -> Story:
    return told.complete()


@pytest.fixture(scope="module")
def card(story: Story) -> Any:
    asset = story.ask("county_asset_manager", "FieldVisit", id=story.ids["asset"])["asset"]
    return asset["card"]


def test_the_card_shows_safe_facts_only(story: Story, card: Any) -> None:
    shown = story.ask(None, "PublicAssetCard", token=card["token"])["assetCard"]
    assert (shown["name"], shown["originalValue"]) == ("示范村羊舍1号", "985600.00")
    assert shown["lastDistributedAmount"] == "9000.01"
    assert shown["projectName"] == "示范村羊舍"


def test_a_wrong_token_shows_nothing(story: Story) -> None:
    unknown = {"token": "q7Xc0sZk"}
    assert story.ask(None, "PublicAssetCard", **unknown) == {"assetCard": None}


def test_notices_are_public_and_contacts_are_not(story: Story) -> None:
    notices = story.ask(None, "PublicNotices", where={"region": {"under": COUNTY}})["notices"]["nodes"]
    assert len(notices) == 6
    told = story.ask(None, "PublicNotice", id=story.ids["notice-township"])["notice"]
    assert told["objections"] == [{"text": "羊舍离水渠太近", "reply": "选址东移60米"}]
    readers = {
        persona: story.deployment.graphql(CONTACTS, {"id": story.ids["notice-township"]}, persona=persona)["data"]
        for persona in (None, "village_clerk", "county_office", "provincial_auditor")
    }
    contacts = {persona: data["notice"]["objections"][0]["contact"] for persona, data in readers.items()}
    assert contacts == {None: None, "village_clerk": None, "county_office": None, "provincial_auditor": CONTACT}


def test_the_contact_is_nowhere_in_clear(story: Story) -> None:
    with story.deployment.database("projects") as connection:
        rows = connection.execute("SELECT j::text FROM journal j UNION ALL SELECT o::text FROM objection o").fetchall()
    assert not [row for (row,) in rows if CONTACT in row]


def test_anybody_may_report_from_the_card(story: Story, card: Any) -> None:
    given = {"cardToken": card["token"], "text": "羊舍锁门两个月", "contact": CONTACT}
    made = story.do(None, "SubmitReport", given)
    assert made["assetReport"]["receipt"]
    bad = story.client.attempt("SubmitReport", None, given | {"cardToken": "q7Xc0sZk"})
    assert [error["code"] for error in bad["errors"]] == ["NOT_FOUND"]
