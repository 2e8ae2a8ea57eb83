"""A worker killed in the middle of the thread leaves the same facts as an undisturbed run."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from deploy.embedded.databases import SERVICES
from tests.harness.deployment import Deployment
from tests.harness.run import Run
from tests.journeys.conftest import load_regions, load_sample
from tests.journeys.services import dump, number, settle, verify
from tests.journeys.story.telling import FIRST_DAY, Story
from tests.journeys.story.thread import CHAPTERS, tell


@contextmanager
def beginning(test_run: Run) -> Iterator[Story]:
    """A story that can be told, in a deployment of its own."""
    with Deployment.start(test_run, today=FIRST_DAY) as deployment:
        story = Story(deployment)
        load_regions(story)
        yield story


@pytest.fixture(scope="module")
def undisturbed(test_run: Run) -> Iterator[list[str]]:
    with beginning(test_run) as story:
        tell(story).complete()
        settle(story.deployment)
        yield dump(story.deployment)


@pytest.mark.parametrize("victim", [f"{service}.worker" for service in SERVICES])
def test_a_killed_worker_loses_and_doubles_nothing(test_run: Run, undisturbed: list[str], victim: str) -> None:
    """It dies before every third chapter; what it was doing is taken up by the one that takes its place."""
    with beginning(test_run) as story:
        deployment = story.deployment
        for number, chapter in enumerate(CHAPTERS):
            if number % 3 == 2:
                deployment.kill(victim)
                deployment.restart(victim)
            chapter(story)
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
