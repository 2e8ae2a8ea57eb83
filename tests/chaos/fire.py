"""The thread under fire, wherever it is told, and what must be true of what it leaves."""

from deploy.embedded.databases import SERVICES
from tests.chaos.ground import Ground
from tests.chaos.mischief import Mischief
from tests.chaos.report import Tally
from tests.journeys.services import difference, dump, number, settle, verify
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import tell

PARKED = "SELECT count(*) FROM parked"


def tell_under_fire(story: Story, ground: Ground, seed: int, tally: Tally, undisturbed: list[str]) -> None:
    """Tell the thread while mischief is done; nothing may be lost, doubled or changed by it."""
    with Mischief(ground, seed) as mischief:
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
