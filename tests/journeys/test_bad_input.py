"""Bad input: a clear error with code, place and Chinese message, and nothing left behind."""

import uuid
from typing import Any

import pytest

from deploy.embedded.databases import SERVICES
from tests.journeys.client import Client
from tests.journeys.skeleton import Thread


@pytest.fixture(scope="module")
def thread(loaded: Any) -> Thread:
    made = Thread(Client(loaded), "坏输入", 60)
    for step in (made.parties, made.receive, made.allocate, made.declare, made.approve, made.bind):
        step()
    return made


def facts(thread: Thread) -> list[int]:
    """Journal rows of each service: what a refused command must not add to."""
    counts = []
    for service in SERVICES:
        with thread.client.deployment.database(service) as connection:
            row = connection.execute("SELECT count(*) FROM journal").fetchone()
            assert row is not None
            counts.append(int(row[0]))
    return counts


def refused(thread: Thread, operation: str, persona: str, given: dict[str, Any], **more: Any) -> dict[str, Any]:
    before = facts(thread)
    payload = thread.client.attempt(operation, persona, given, **more)
    assert facts(thread) == before
    (error,) = payload["errors"]
    assert any("一" <= character <= "鿿" for character in error["message"])
    assert error["messageEn"]
    assert isinstance(error, dict)
    return error


def test_an_unknown_region(thread: Thread) -> None:
    error = refused(thread, "DeclareProject", "village_clerk", thread.declaration() | {"regionCode": "652822999999"})
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "regionCode"])


def test_an_amount_finer_than_one_fen(thread: Thread) -> None:
    error = refused(thread, "BindProjectFunding", "county_finance", thread.binding("1.001"))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "amount"])


def test_an_amount_finer_than_one_fen_deep_in_a_list(thread: Thread) -> None:
    line = {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "0.001"}
    error = refused(thread, "DeclareProject", "village_clerk", thread.declaration() | {"plannedFunding": [line]})
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "plannedFunding", "0", "amount"])


def test_more_than_the_balance(thread: Thread) -> None:
    error = refused(thread, "BindProjectFunding", "county_finance", thread.binding("0.01"))
    assert error["code"] == "BALANCE_EXCEEDED"


def test_shares_of_9999(thread: Thread) -> None:
    owners = [{"holderId": thread.ids["organisation"], "shareBps": 9999}]
    error = refused(thread, "RegisterAsset", "county_asset_manager", thread.registration() | {"owners": owners})
    assert error["code"] == "INVALID_INPUT"
    assert error["field"] == ["input", "owners"]
    assert "99.99" in error["message"]


def test_an_event_over_the_size_limit(thread: Thread) -> None:
    targets = [{"indicator": "指" * 190, "target": "1", "unit": "户"}] * 600
    error = refused(thread, "DeclareProject", "village_clerk", thread.declaration() | {"targets": targets})
    assert error["code"] == "LIMIT_EXCEEDED"


def test_a_repeated_key_with_other_input(thread: Thread) -> None:
    key = str(uuid.uuid4())
    first = thread.client.do("DeclareProject", "village_clerk", thread.declaration(), key=key)
    other = thread.declaration() | {"name": "另一个项目"}
    assert refused(thread, "DeclareProject", "village_clerk", other, key=key)["code"] == "IDEMPOTENCY_CONFLICT"
    before = facts(thread)
    again = thread.client.do("DeclareProject", "village_clerk", thread.declaration(), key=key)
    assert again["project"]["id"] == first["project"]["id"]
    assert facts(thread) == before


@pytest.mark.parametrize("kind", ["expired", "foreign", "unsigned"])
def test_a_token_that_is_not_good(thread: Thread, kind: str) -> None:
    deployment = thread.client.deployment
    token = getattr(deployment.tokens, kind)("county_office")
    before = facts(thread)
    for at in ("gateway", *SERVICES):
        answer = deployment.graphql("{ __typename }", token=token, at=at)
        assert answer.get("data") is None
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        assert "登录" in error["message"]
    assert facts(thread) == before


def test_a_token_for_somebody_else(thread: Thread) -> None:
    token = thread.client.deployment.token("county_office", aud="another-system")
    answer = thread.client.deployment.graphql("{ __typename }", token=token)
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_dry_run_changes_nothing(thread: Thread) -> None:
    before = facts(thread)
    payload = thread.client.attempt("DeclareProject", "village_clerk", thread.declaration(), dryRun=True)
    assert (payload["errors"], payload["project"]) == ([], None)
    assert facts(thread) == before
