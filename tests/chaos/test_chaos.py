"""The thread under fire ends where an undisturbed one ends, and its record is whole."""

from deploy.embedded.databases import SERVICES
from tests.chaos.conftest import Tally
from tests.chaos.mischief import Mischief
from tests.harness.run import Run
from tests.journeys.conftest import beginning
from tests.journeys.services import difference, dump, number, settle, verify
from tests.journeys.story.thread import tell

PARKED = "SELECT count(*) FROM parked"


def test_the_thread_under_fire(test_run: Run, undisturbed: list[str], seed: int, tally: Tally) -> None:
    with beginning(test_run) as story, Mischief(test_run, seed) as mischief:
        story.watchers.append(mischief)
        tell(story).complete()
        mischief.wait()
        settle(story.deployment)
        parked = sum(number(story.deployment, service, PARKED) for service in SERVICES)
        tally(seed, mischief.done | {"parked": parked})
        differs = difference(dump(story.deployment), undisturbed)
        assert not differs, "\n".join(differs)
        assert [verify(story.deployment, service).flaw for service in SERVICES] == [None, None, None]
        assert parked >= mischief.done["to be parked"]
