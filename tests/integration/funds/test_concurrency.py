"""Sixteen writers at once on one pot, and on the lines of one document."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from chassis.auth import Grant, Identity
from chassis.commands import Call, execute
from chassis.outcome import Outcome
from chassis.runtime import Runtime
from chassis.tables import new_id
from published.money import Fen, format_yuan
from services.funds.allocation.commands import issue_allocation
from services.funds.binding.commands import bind_funding
from services.funds.indicator.commands import receive_document
from tests.integration.funds.scene import COUNTY, OTHER_COUNTY, PREFECTURE, Scene, allocated, received

WRITERS, ATTEMPTS = 16, 96
COUNTY_FINANCE = Identity("county_finance", "县财政", (Grant("COUNTY_FINANCE", COUNTY),))
PREFECTURE_FINANCE = Identity("prefecture_finance", "州财政", (Grant("PREFECTURE_FINANCE", PREFECTURE),))


@pytest.fixture
async def writers(scene: Scene) -> AsyncIterator[Runtime]:
    """The service with as many connections and threads as there are writers."""
    runtime = Runtime(
        scene.funds.runtime.service, scene.funds.runtime.settings.model_copy(update={"pool_size": WRITERS})
    )
    yield runtime
    await runtime.close()


async def all_at_once(runtime: Runtime, command: Any, who: Identity, inputs: list[dict[str, Any]]) -> list[Outcome]:
    calls = (execute(runtime, command, given, Call(who, str(new_id()), "of-the-test")) for given in inputs)
    return list(await asyncio.gather(*calls))


def codes(outcome: Outcome) -> list[str]:
    return [fault.code.value for fault in outcome.errors]


async def test_a_pot_gives_no_more_than_it_holds(scene: Scene, writers: Runtime) -> None:
    pot = allocated(scene, "10.00")["id"]
    projects = [scene.project() for _ in range(4)]
    amounts = [random.Random(place).randint(1, 60) for place in range(ATTEMPTS)]  # noqa: S311 - no secret
    inputs = [
        {
            "project_id": projects[place % 4],
            "allocation_id": pot,
            "amount": format_yuan(Fen(amount)),
            "purpose": "PRO_POOR",
            "bound_on": "2020-03-26",
        }
        for place, amount in enumerate(amounts)
    ]
    outcomes = await all_at_once(writers, bind_funding, COUNTY_FINANCE, inputs)
    accepted = sum(amount for amount, outcome in zip(amounts, outcomes, strict=True) if not outcome.errors)
    refused = [amount for amount, outcome in zip(amounts, outcomes, strict=True) if outcome.errors]
    assert {code for outcome in outcomes for code in codes(outcome)} == {"BALANCE_EXCEEDED"}
    assert scene.funds.rows(
        "SELECT bound_amount, version - 1, (SELECT sum(amount) FROM ledger_entry WHERE allocation_id = a.id AND"
        " kind = 'BIND'), (SELECT count(*) FROM project_funding WHERE allocation_id = a.id) FROM allocation a"
        " WHERE id = %(pot)s",
        {"pot": pot},
    ) == [(accepted, ATTEMPTS - len(refused), accepted, ATTEMPTS - len(refused))]
    assert all(amount > 1_000 - accepted >= 0 for amount in refused)


async def test_a_document_used_up_from_two_lines_at_once_is_issued_once(scene: Scene, writers: Runtime) -> None:
    sent = [{"categoryCode": code, "level": "CENTRAL", "amount": "0.16"} for code in ("DEVELOPMENT", "MINORITY")]
    document = received(scene, lines=sent)
    inputs = [
        {
            "line_id": line["id"],
            "region_code": (COUNTY, OTHER_COUNTY)[place % 2],
            "amount": "0.01",
            "issued_on": f"2020-01-{10 + place}",
        }
        for place in range(18)
        for line in document["lines"]
    ]
    outcomes = await all_at_once(writers, issue_allocation, PREFECTURE_FINANCE, inputs)
    assert sorted(code for outcome in outcomes for code in codes(outcome)) == ["BALANCE_EXCEEDED"] * 4
    rows = scene.funds.rows(
        "SELECT version, issued_on, (SELECT max(issued_on) FROM allocation WHERE document_id = d.id),"
        " (SELECT sum(allocated_amount) FROM indicator_line WHERE document_id = d.id)"
        " FROM indicator_document d WHERE id = %(id)s",
        {"id": document["id"]},
    )
    ((version, issued_on, latest, allocated_amount),) = rows
    assert (version, issued_on, allocated_amount) == (2, latest, 32)
    assert issued_on >= date(2020, 1, 25)


async def test_one_letter_is_received_once(scene: Scene, writers: Runtime) -> None:
    given = {
        "document_number": {"issuer_code": "并财扶", "year": 2020, "number": 1},
        "title": "同一份文件",
        "region_code": PREFECTURE,
        "fiscal_year": 2020,
        "tranche": "REGULAR",
        "received_on": "2020-01-06",
        "performance_target": "目标",
        "lines": [{"category_code": "DEVELOPMENT", "level": "CENTRAL", "amount": "1.00"}],
    }
    outcomes = await all_at_once(writers, receive_document, PREFECTURE_FINANCE, [given] * WRITERS)
    assert sorted(code for outcome in outcomes for code in codes(outcome)) == ["INVALID_INPUT"] * (WRITERS - 1)


async def test_the_ledger_is_sealed_without_a_gap_afterwards(scene: Scene) -> None:
    scene.seal()
    rows = scene.funds.rows("SELECT count(*), min(sequence), max(sequence), count(DISTINCT entry_id) FROM ledger_seal")
    entries = scene.funds.rows("SELECT count(*) FROM ledger_entry")[0][0]
    assert rows == [(entries, 1, entries, entries)]
