"""Retention: held from the payment on, due from its day on, whoever looks and however often the job runs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chassis.jobs import work_off
from services.funds.jobs import let_retention_fall_due
from tests.integration.funds.claiming import FINANCE, OFFICE, TODAY, Claim, ready
from tests.integration.funds.scene import Scene

DUE_ON = date(2021, 8, 5)
RETENTION = "retention { amount heldOn dueOn state }"


@pytest.fixture
def paid(scene: Scene) -> Iterator[Claim]:
    scene.funds.set_today(TODAY)
    claim = ready(scene).submit("2020-08-24").review(OFFICE, "2020-08-24").review(FINANCE, "2020-08-24")
    claim.pay("2020-08-24")
    yield claim
    scene.funds.set_today(TODAY)


def run(scene: Scene, on: date) -> bool:
    return work_off(scene.funds.runtime, let_retention_fall_due, on)


def state(claim: Claim) -> Any:
    return claim.ask(RETENTION)["retention"]["state"]


def test_it_is_held_from_the_payment(paid: Claim) -> None:
    assert paid.ask(RETENTION)["retention"] == {
        "amount": "29568.00",
        "heldOn": "2020-08-24",
        "dueOn": "2021-08-05",
        "state": "HELD",
    }


def test_it_falls_due_on_its_day_and_only_once(scene: Scene, paid: Claim) -> None:
    scene.funds.set_today(date(2021, 8, 6))
    assert run(scene, date(2021, 8, 4))
    assert state(paid) == "HELD"
    assert run(scene, DUE_ON)
    assert state(paid) == "DUE"
    moves = """SELECT f.from_state, f.to_state, f.valid_from, j.actor->>'subject', j.action FROM state_fact f
      JOIN journal j ON j.id = f.journal_id JOIN retention r ON r.id = f.entity_id
      WHERE r.claim_id = %(claim)s ORDER BY f.journal_id"""
    facts = [
        (None, "HELD", date(2020, 8, 24), "county_treasury", "retention.hold"),
        ("HELD", "DUE", DUE_ON, "system:retentions.fall_due", "retention.fall_due"),
    ]
    assert scene.funds.rows(moves, {"claim": paid.id}) == facts
    assert not run(scene, DUE_ON)
    assert run(scene, date(2021, 8, 6))
    assert scene.funds.rows(moves, {"claim": paid.id}) == facts


def test_a_day_that_was_missed_is_dated_as_it_was(scene: Scene, paid: Claim) -> None:
    scene.funds.set_today(date(2021, 9, 1))
    run(scene, date(2021, 8, 31))
    due = "SELECT max(valid_from) FROM state_fact f JOIN retention r ON r.id = f.entity_id WHERE r.claim_id = %(id)s"
    assert scene.funds.rows(due, {"id": paid.id}) == [(DUE_ON,)]
