"""Bad input: a clear error with code, place and Chinese message, and nothing left behind."""

import uuid
from typing import Any

import pytest

from deploy.embedded.databases import SERVICES
from tests.journeys.story.library import declaration
from tests.journeys.story.money import bindings
from tests.journeys.story.registry import registration
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told


@pytest.fixture(scope="module")
def thread(told: Told) -> Story:
    return told.complete()


def binding(thread: Story, amount: str) -> dict[str, Any]:
    return bindings(thread)["central"] | {"amount": amount}


def facts(thread: Story) -> list[int]:
    """Journal rows of each service: what a refused command must not add to."""
    counts = []
    for service in SERVICES:
        with thread.deployment.database(service) as connection:
            row = connection.execute("SELECT count(*) FROM journal").fetchone()
            assert row is not None
            counts.append(int(row[0]))
    return counts


def refused(thread: Story, operation: str, persona: str, given: dict[str, Any], **more: Any) -> dict[str, Any]:
    before = facts(thread)
    payload = thread.client.attempt(operation, persona, given, **more)
    assert facts(thread) == before
    (error,) = payload["errors"]
    assert any("一" <= character <= "鿿" for character in error["message"])
    assert error["messageEn"]
    assert isinstance(error, dict)
    return error


def test_an_unknown_region(thread: Story) -> None:
    error = refused(thread, "DeclareProject", "village_clerk", declaration(thread) | {"regionCode": "652822999999"})
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "regionCode"])


def test_an_amount_finer_than_one_fen(thread: Story) -> None:
    error = refused(thread, "BindProjectFunding", "county_finance", binding(thread, "1.001"))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "amount"])


def test_an_amount_finer_than_one_fen_deep_in_a_list(thread: Story) -> None:
    line = {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "0.001"}
    error = refused(thread, "DeclareProject", "village_clerk", declaration(thread) | {"plannedFunding": [line]})
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "plannedFunding", "0", "amount"])


def test_more_than_the_balance(thread: Story) -> None:
    error = refused(thread, "BindProjectFunding", "county_finance", binding(thread, "0.01"))
    assert error["code"] == "BALANCE_EXCEEDED"


def test_shares_of_9999(thread: Story) -> None:
    owners = [{"holderId": thread.ids["org-village"], "shareBps": 9999}]
    error = refused(thread, "RegisterAsset", "county_asset_manager", registration(thread) | {"owners": owners})
    assert error["code"] == "INVALID_INPUT"
    assert error["field"] == ["input", "owners"]
    assert "99.99" in error["message"]


def test_an_event_over_the_size_limit(thread: Story) -> None:
    targets = [{"indicator": "指" * 190, "target": "1", "unit": "户"}] * 600
    error = refused(thread, "DeclareProject", "village_clerk", declaration(thread) | {"targets": targets})
    assert error["code"] == "LIMIT_EXCEEDED"


def test_a_repeated_key_with_other_input(thread: Story) -> None:
    key = str(uuid.uuid4())
    first = thread.client.do("DeclareProject", "village_clerk", declaration(thread), key=key)
    other = declaration(thread) | {"name": "另一个项目"}
    assert refused(thread, "DeclareProject", "village_clerk", other, key=key)["code"] == "IDEMPOTENCY_CONFLICT"
    before = facts(thread)
    again = thread.client.do("DeclareProject", "village_clerk", declaration(thread), key=key)
    assert again["project"]["id"] == first["project"]["id"]
    assert facts(thread) == before


@pytest.mark.parametrize("kind", ["expired", "foreign", "unsigned"])
def test_a_token_that_is_not_good(thread: Story, kind: str) -> None:
    deployment = thread.deployment
    token = getattr(deployment.tokens, kind)("county_office")
    before = facts(thread)
    for at in ("gateway", *SERVICES):
        answer = deployment.graphql("{ __typename }", token=token, at=at)
        assert answer.get("data") is None
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        assert "登录" in error["message"]
    assert facts(thread) == before


def test_a_token_for_somebody_else(thread: Story) -> None:
    token = thread.deployment.token("county_office", aud="another-system")
    answer = thread.deployment.graphql("{ __typename }", token=token)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_dry_run_changes_nothing(thread: Story) -> None:
    before = facts(thread)
    payload = thread.client.attempt("DeclareProject", "village_clerk", declaration(thread), dryRun=True)
    assert (payload["errors"], payload["project"]) == ([], None)
    assert facts(thread) == before
