"""The thread under fire ends where an undisturbed one ends, and its record is whole."""

from collections import Counter

from deploy.embedded.databases import SERVICES
from tests.chaos.mischief import Mischief
from tests.harness.run import Run
from tests.journeys.conftest import beginning
from tests.journeys.services import dump, number, settle, verify
from tests.journeys.story.thread import tell

DoneBySeed = dict[int, Counter[str]]
TWICE = "SELECT count(*) - count(DISTINCT (handler, event_id)) FROM inbox"
UNSEALED = "SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM seal)"


def test_the_thread_under_fire(test_run: Run, undisturbed: list[str], seed: int, done_by_seed: DoneBySeed) -> None:
    with beginning(test_run) as story:
        mischief = Mischief(test_run, seed)
        story.watchers.append(mischief)
        tell(story).complete()
        mischief.wait()
        settle(story.deployment)
        done_by_seed[seed] = mischief.done
        assert dump(story.deployment) == undisturbed
        for service in SERVICES:
            assert verify(story.deployment, service).clean
            assert number(story.deployment, service, TWICE) == 0
            assert number(story.deployment, service, UNSEALED) == 0
