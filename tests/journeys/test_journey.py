"""Each chapter of the thread, through the gateway only: 轮台县 in 2020 and 2021, under the pack of Xinjiang 2019."""

import pytest

from tests.journeys.story.thread import CHAPTERS, Told, title


@pytest.mark.parametrize("chapter", [title(chapter) for chapter in CHAPTERS])
def test_chapter(told: Told, chapter: str) -> None:
    told.require(chapter)
