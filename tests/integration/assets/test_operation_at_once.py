"""Many at once on one asset, one income, one pool: only one of them has it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from chassis.auth import Grant, Identity
from chassis.commands import Call, execute
from chassis.runtime import Runtime
from chassis.tables import new_id
from services.assets.distribution.commands import draft_distribution
from services.assets.income.commands import receive_income
from services.assets.operation.commands import sign_contract
from tests.integration.assets.scene import TOWNSHIP, VILLAGE
from tests.integration.assets.village import Village

WRITERS = 8
TOWNSHIP_CLERK = Identity("township_clerk", "示范镇经办员", (Grant("TOWNSHIP_CLERK", TOWNSHIP),))
VILLAGE_CLERK = Identity("village_clerk", "示范村文书", (Grant("VILLAGE_CLERK", VILLAGE),))


@pytest.fixture
async def writers(village: Village) -> AsyncIterator[Runtime]:
    """The service with as many connections and threads as there are writers."""
    usual = village.scene.assets.runtime
    runtime = Runtime(usual.service, usual.settings.model_copy(update={"pool_size": WRITERS}))
    yield runtime
    await runtime.close()


async def all_at_once(runtime: Runtime, command: Any, who: Identity, given: dict[str, Any]) -> Counter[str]:
    """How often each answer was given to the same input under different keys."""
    raw = _snake(given)
    calls = (execute(runtime, command, raw, Call(who, str(new_id()), "of-the-test")) for _ in range(WRITERS))
    outcomes = await asyncio.gather(*calls)
    return Counter(outcome.errors[0].code.value if outcome.errors else "done" for outcome in outcomes)


def _snake(value: Any) -> Any:
    if isinstance(value, list):
        return [_snake(each) for each in value]
    if not isinstance(value, dict):
        return value
    names = ("".join(f"_{char.lower()}" if char.isupper() else char for char in name) for name in value)
    return dict(zip(names, map(_snake, value.values()), strict=True))


async def test_an_asset_is_given_to_one_operator(village: Village, writers: Runtime) -> None:
    given = village.contract(village.asset())
    assert await all_at_once(writers, sign_contract, TOWNSHIP_CLERK, given) == {"done": 1, "WRONG_STATE": WRITERS - 1}


async def test_money_is_booked_once_per_version(village: Village, writers: Runtime) -> None:
    (due,) = village.sign()["asset"]["incomes"]["nodes"]
    given = {"id": due["id"], "expectedVersion": 1, "receivedOn": "2020-10-09", "amount": "1.00"}
    found = await all_at_once(writers, receive_income, TOWNSHIP_CLERK, given)
    assert found == {"done": 1, "VERSION_CONFLICT": WRITERS - 1}
    assert village.row("income", due["id"])["received_amount"] == 100


async def test_an_income_is_shared_out_once(village: Village, writers: Runtime) -> None:
    given = village.pool(village.income())
    found = await all_at_once(writers, draft_distribution, VILLAGE_CLERK, given)
    assert found == {"done": 1, "WRONG_STATE": WRITERS - 1}
