"""Sixty-four writers on one pot for a while: what they were told is what the books say, and nothing is overdrawn."""

import os
from collections.abc import AsyncIterator
from itertools import accumulate

import pytest

from chassis.runtime import Runtime
from tests.integration.funds.pressure import Press, sealing
from tests.integration.funds.scene import Scene, allocated

SECONDS = float(os.environ.get("JIADI_PRESSURE_SECONDS", "5"))
WRITERS, BY_GRAPHQL, PROJECTS = 64, 4, 16
POT = int(SECONDS * 500_000)
"""Fen: on a usual machine it is nearly used up towards the end."""
COUNTED = (
    "project_funding WHERE allocation_id = %(pot)s",
    "ledger_entry WHERE allocation_id = %(pot)s AND kind = 'BIND'",
    "journal WHERE entity_id = %(pot)s AND action = 'allocation.bind'",
    "journal JOIN project_funding f ON f.id = entity_id WHERE allocation_id = %(pot)s",
    "state_fact JOIN project_funding f ON f.id = entity_id WHERE allocation_id = %(pot)s",
)
COUNTS = f"SELECT {', '.join(f'(SELECT count(*) FROM {each})' for each in COUNTED)}"  # noqa: S608 - constants
SEALED = (
    "SELECT e.kind, e.amount, e.funding_id FROM ledger_entry e JOIN ledger_seal s ON s.entry_id = e.id"
    " WHERE allocation_id = %(pot)s ORDER BY s.sequence"
)
KEYS = "SELECT key FROM idempotency WHERE key = ANY(%(keys)s)"


@pytest.fixture
async def runtime(scene: Scene) -> AsyncIterator[Runtime]:
    """The service with as many connections and threads as there are writers."""
    settings = scene.funds.runtime.settings.model_copy(update={"pool_size": WRITERS})
    made = Runtime(scene.funds.runtime.service, settings)
    yield made
    await made.close()


@pytest.fixture
async def press(scene: Scene, runtime: Runtime) -> Press:
    """Everything asked and answered, while the sealer runs."""
    pot = allocated(scene, f"{POT // 100}.{POT % 100:02}")["id"]
    made = Press(scene, runtime, pot, [scene.project() for _ in range(PROJECTS)])
    with sealing(scene.funds.runtime):
        await made.run(WRITERS, BY_GRAPHQL, SECONDS)
    return made


async def test_what_was_accepted_is_in_the_books_and_nothing_else(press: Press) -> None:
    press.scene.seal()
    accepted = press.accepted()
    bound = sum(asked.amount for asked in accepted)
    print(f"{len(press.answers)} asked, {len(accepted)} accepted in {SECONDS} s; {POT - bound} of {POT} fen left")  # noqa: T201

    assert set(press.codes()) == {(), ("BALANCE_EXCEEDED",)}
    assert any(len(answers) > 1 for asked, answers in press.answers.items() if asked in accepted)
    assert all(len(set(answers)) == 1 for answers in press.answers.values())
    assert press.scene.funds.rows(COUNTS, {"pot": press.pot}) == [(len(accepted),) * len(COUNTED)]
    keys = press.scene.funds.rows(KEYS, {"keys": [asked.key for asked in press.answers]})
    assert {key for (key,) in keys} == {asked.key for asked in accepted}

    rows = press.scene.funds.rows(SEALED, {"pot": press.pot})
    assert {funding: amount for kind, amount, funding in rows if kind == "BIND"} == {
        funding: asked.amount for asked, funding in accepted.items()
    }
    book = [amount if kind == "RECEIPT" else -amount for kind, amount, _ in rows if kind != "ALLOCATE"]
    balances = list(accumulate(book))
    assert balances[0] == POT
    assert min(balances) == balances[-1] == left(press) == POT - bound


async def test_of_all_who_want_more_than_half_at_once_one_gets_it(scene: Scene, runtime: Runtime) -> None:
    press = Press(scene, runtime, allocated(scene, "1.00")["id"], [scene.project() for _ in range(PROJECTS)])
    await press.all_ask(WRITERS, 51)
    assert sorted(press.codes()) == [(), *[("BALANCE_EXCEEDED",)] * (WRITERS - 1)]
    assert left(press) == 49


def left(press: Press) -> int:
    rows = press.scene.funds.rows("SELECT amount - bound_amount FROM allocation WHERE id = %(pot)s", {"pot": press.pot})
    return int(rows[0][0])
