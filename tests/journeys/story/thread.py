"""The whole thread in chapters, told once; what goes wrong in a chapter is kept for the test of that chapter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from tests.journeys.story import claims, idle, library, money, operation, registry, works
from tests.journeys.story.telling import Story

CHAPTERS: tuple[Callable[[Story], object], ...] = (
    money.parties,
    money.receive,
    money.allocate,
    library.declare,
    library.deliberate,
    library.submit,
    library.township,
    library.county,
    library.approve,
    money.bind,
    works.build,
    works.accept,
    registry.register,
    works.settle,
    claims.draft,
    claims.blocked_for_two_papers,
    registry.hand_over,
    claims.submit_after_hand_over,
    claims.pay,
    operation.sign,
    operation.receive,
    operation.decide,
    operation.publicise,
    operation.share_out,
    idle.suspect,
    idle.confirm,
    idle.plan,
    idle.revive,
    idle.strike_off,
)


def title(chapter: Callable[[Story], object]) -> str:
    """`library.approve`."""
    return f"{chapter.__module__.rpartition('.')[2]}.{chapter.__name__}"


@dataclass
class Told:
    """A story that has been told, as far as it went."""

    story: Story
    failures: dict[str, Exception] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def require(self, chapter: str) -> None:
        """Raise what went wrong in a chapter; one after a failed chapter was not told at all."""
        if chapter in self.failures:
            raise self.failures[chapter]
        assert chapter in self.seconds, f"not told, because {next(iter(self.failures), 'nothing')} failed"

    def complete(self) -> Story:
        """The story, which must have been told to its end."""
        for failure in self.failures.values():
            raise failure
        return self.story


def tell(story: Story, chapters: tuple[Callable[[Story], object], ...] = CHAPTERS) -> Told:
    """Tell the chapters in order until one fails."""
    told = Told(story)
    for chapter in chapters:
        began = perf_counter()
        try:
            chapter(story)
        except Exception as failure:  # kept for the chapter's own test
            told.failures[title(chapter)] = failure
            break
        told.seconds[title(chapter)] = perf_counter() - began
    return told
