"""Many at once: on the money of one binding, and on the payment of one claim."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from chassis.auth import Grant, Identity
from chassis.runtime import Runtime
from services.funds.claim.commands import draft_claim
from services.funds.payment.commands import pay_claim
from tests.integration.funds.claiming import ACCOUNT, FINANCE, OFFICE, TODAY, built, ready
from tests.integration.funds.scene import COUNTY, TOWNSHIP, Scene
from tests.integration.funds.test_concurrency import WRITERS, all_at_once, codes

CLERK = Identity("township_clerk", "经办员", (Grant("TOWNSHIP_CLERK", TOWNSHIP),))
TREASURY = Identity("county_treasury", "国库", (Grant("COUNTY_TREASURY", COUNTY),))


@pytest.fixture
async def writers(scene: Scene) -> AsyncIterator[Runtime]:
    """The service with as many connections and threads as there are writers."""
    scene.funds.set_today(TODAY)
    settings = scene.funds.runtime.settings.model_copy(update={"pool_size": WRITERS})
    runtime = Runtime(scene.funds.runtime.service, settings)
    yield runtime
    await runtime.close()


async def test_claims_ask_for_no_more_than_is_bound(scene: Scene, writers: Runtime) -> None:
    works = built(scene, "100.00", "1.00").tell("completed")
    given: dict[str, Any] = {
        "project_id": works.project,
        "stage": "PROGRESS",
        "lines": [{"project_funding_id": works.central, "amount": "7.00"}],
        "payee_id": works.payee,
        "payee_account": ACCOUNT,
    }
    outcomes = await all_at_once(writers, draft_claim, CLERK, [given] * 40)
    assert Counter(tuple(codes(outcome)) for outcome in outcomes) == {(): 14, ("BALANCE_EXCEEDED",): 26}
    claimed = "SELECT sum(amount) FROM payment_line WHERE funding_id = %(id)s"
    assert scene.funds.rows(claimed, {"id": works.central}) == [(9_800,)]


async def test_a_claim_is_paid_once(scene: Scene, writers: Runtime) -> None:
    claim = ready(scene).submit("2020-08-24").review(OFFICE, "2020-08-24").review(FINANCE, "2020-08-24")
    given = [
        {"id": claim.id, "expected_version": claim.shown["version"], "paid_on": "2020-08-24", "reference": f"凭证{n}"}
        for n in range(WRITERS)
    ]
    outcomes = await all_at_once(writers, pay_claim, TREASURY, given)
    assert Counter(tuple(codes(outcome)) for outcome in outcomes) == {(): 1, ("VERSION_CONFLICT",): WRITERS - 1}
    paid = "SELECT count(*), sum(amount) FROM payment WHERE claim_id = %(id)s"
    assert scene.funds.rows(paid, {"id": claim.id}) == [(1, 95_603_200)]


async def test_a_reference_is_used_once(scene: Scene, writers: Runtime) -> None:
    claims = [
        ready(scene).submit("2020-08-24").review(OFFICE, "2020-08-24").review(FINANCE, "2020-08-24") for _ in range(6)
    ]
    given = [
        {"id": each.id, "expected_version": each.shown["version"], "paid_on": "2020-08-24", "reference": "同一凭证"}
        for each in claims
    ]
    outcomes = await all_at_once(writers, pay_claim, TREASURY, given)
    assert Counter(tuple(codes(outcome)) for outcome in outcomes) == {(): 1, ("INVALID_INPUT",): 5}
