"""What the boards showed at the end of each day of the thread, written down on that day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from chassis.clock import BUSINESS_ZONE
from tests.journeys.services import settle
from tests.journeys.story.money import COUNTY
from tests.journeys.story.telling import Story

PERSONA, FIRST_DAY = "provincial_auditor", "2020-01-01"


def shown(story: Story, **moment: str) -> dict[str, Any]:
    """The region's asset board and fund balances, of today or of a day as it was known at a moment."""
    answer = story.client.ask("RegionOnDay", PERSONA, code=COUNTY, since=FIRST_DAY, **moment)
    for summary in ("all", "upper"):
        for name in ("asOf", "knownAt"):
            answer[summary].pop(name)
    answer["assetBoard"].pop("asOf")
    return answer


def end_of(day: date) -> str:
    """The last moment of a business day."""
    return datetime.combine(day, time(23, 59, 59), BUSINESS_ZONE).isoformat()


@dataclass
class Diary:
    """An evening watcher: it waits until every service has come to rest, and writes the boards down."""

    days: dict[date, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, story: Story) -> None:
        settle(story.deployment)
        self.days[story.today] = shown(story)
