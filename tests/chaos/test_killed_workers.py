"""A worker killed in the middle of the thread leaves the same facts as an undisturbed run."""

from itertools import cycle

from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.beginning import beginning, load_sample
from tests.journeys.services import difference, dump, number, settle, verify
from tests.journeys.story.thread import CHAPTERS

WORKERS = [f"{service}.worker" for service in SERVICES]


def test_killed_workers_lose_and_double_nothing(test_run: Run, undisturbed: list[str]) -> None:
    """One dies before every fourth chapter; what it was doing is taken up by the one that takes its place."""
    with beginning(test_run) as story:
        deployment = story.deployment
        victims = cycle(WORKERS)
        for place, chapter in enumerate(CHAPTERS, 1):
            if place % 4 == 0:
                victim = next(victims)
                deployment.kill(victim)
                deployment.restart(victim)
            chapter(story)
        settle(deployment)
        differs = difference(dump(deployment), undisturbed)
        assert not differs, "\n".join(differs)
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
