"""A claim from its draft to the payment, as the thread goes."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.integration.funds.claiming import ACCOUNT, DRAFTER, SUBMIT, TODAY, built
from tests.integration.funds.scene import Scene


@pytest.fixture(autouse=True)
def _in_august(scene: Scene) -> Iterator[None]:
    scene.funds.set_today(date(2020, 9, 1))
    scene.funds.set_today(TODAY)
    yield
    scene.funds.set_today(TODAY)


def test_the_thread(scene: Scene) -> None:
    works = built(scene).tell_all()
    claim = works.draft()
    assert (claim.shown["amount"], claim.shown["retentionAmount"]) == ("985600.00", "29568.00")
    claim.attach()
    blocked = scene.refused(SUBMIT, claim.seen(submittedOn="2020-08-24"), DRAFTER)
    assert blocked["error"]["code"] == "RULE_BLOCKED"
    works.hand_over()
    claim.submit("2020-08-24")
    scene.funds.set_today(date(2020, 9, 1))
    claim.approve()
    payload = claim.pay()
    print(payload)
    print(
        claim.ask(
            "papers { kind required present arrivedAt source } payeeAccount whatBlocks { mutation ready permitted }"
        )
    )
    assert ACCOUNT not in str(payload)
