"""The thread under fire, on whatever ground, and what must be true of what it leaves."""

from collections import Counter

from deploy.embedded.databases import SERVICES
from tests.chaos.ground import Ground
from tests.chaos.mischief import Mischief
from tests.journeys.services import dump, number, settle, verify
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import tell

TWICE = "SELECT count(*) - count(DISTINCT (handler, event_id)) FROM inbox"
UNSEALED = "SELECT (SELECT count(*) FROM journal) - (SELECT count(*) FROM seal)"


def tell_under_fire(story: Story, ground: Ground, seed: int) -> tuple[Counter[str], list[str]]:
    """What was done, and the dump of what is left once everything has come to rest."""
    mischief = Mischief(ground, seed)
    story.watchers.append(mischief)
    tell(story).complete()
    mischief.wait()
    settle(story.deployment)
    return mischief.done, dump(story.deployment)


def require_whole_record(story: Story) -> None:
    """Every seal in its chain, every row sealed, nothing applied twice."""
    for service in SERVICES:
        assert verify(story.deployment, service).clean
        assert number(story.deployment, service, TWICE) == 0
        assert number(story.deployment, service, UNSEALED) == 0
