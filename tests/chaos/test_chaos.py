"""The thread under fire ends where an undisturbed one ends, and its record is whole."""

from tests.chaos.fire import require_whole_record, tell_under_fire
from tests.chaos.ground import Machine
from tests.chaos.report import DoneBySeed
from tests.harness.run import Run
from tests.journeys.conftest import beginning


def test_the_thread_under_fire(test_run: Run, undisturbed: list[str], seed: int, done_by_seed: DoneBySeed) -> None:
    with beginning(test_run) as story:
        done_by_seed[seed], left = tell_under_fire(story, Machine(test_run), seed)
        assert left == undisturbed
        require_whole_record(story)
