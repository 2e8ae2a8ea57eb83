"""A worker killed in the middle of the thread leaves the same facts as an undisturbed run."""

from collections.abc import Iterator

import pytest

from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.client import Client
from tests.journeys.conftest import load_sample
from tests.journeys.services import dump, number, settle, verify
from tests.journeys.skeleton import Thread


@pytest.fixture(scope="module")
def undisturbed(test_run: Run) -> Iterator[list[str]]:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        Thread(Client(deployment), "线", 1).run()
        settle(deployment)
        yield dump(deployment)


@pytest.mark.parametrize("victim", [f"{service}.worker" for service in SERVICES])
def test_a_killed_worker_loses_and_doubles_nothing(test_run: Run, undisturbed: list[str], victim: str) -> None:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        thread = Thread(Client(deployment, patient=True), "线", 1)
        for step in (thread.parties, thread.receive, thread.allocate, thread.declare):
            step()
        thread.approve()
        deployment.kill(victim)
        deployment.restart(victim)
        thread.bind()
        deployment.kill(victim)
        deployment.restart(victim)
        thread.register()
        settle(deployment)
        assert dump(deployment) == undisturbed
        assert [verify(deployment, service).flaw for service in SERVICES] == [None, None, None]


def test_a_changed_byte_in_any_journal_row_is_found(test_run: Run) -> None:
    with Deployment.start(test_run) as deployment:
        load_sample(deployment)
        assert verify(deployment, "funds").clean
        count = number(deployment, "funds", "SELECT count(*) FROM journal")
        for place in (1, count // 2, count):
            with deployment.database("funds") as owner:
                owner.execute(CHANGE, [place])
            flaw = verify(deployment, "funds").flaw
            assert flaw is not None
            assert flaw.seq == place
            with deployment.database("funds") as owner:
                owner.execute(CHANGE_BACK, [place])
        assert verify(deployment, "funds").clean


CHANGE = "UPDATE journal SET action = action || 'x' FROM seal WHERE seal.journal_id = journal.id AND seal.seq = %s"
CHANGE_BACK = (
    "UPDATE journal SET action = left(action, -1) FROM seal WHERE seal.journal_id = journal.id AND seal.seq = %s"
)
