"""The thread under fire ends where an undisturbed one ends, and its record is whole."""

from tests.chaos.fire import tell_under_fire
from tests.chaos.ground import Machine
from tests.chaos.report import Tally
from tests.harness.run import Run
from tests.journeys.beginning import beginning


def test_the_thread_under_fire(test_run: Run, undisturbed: list[str], seed: int, tally: Tally) -> None:
    with beginning(test_run) as story:
        tell_under_fire(story, Machine(test_run), seed, tally, undisturbed)
