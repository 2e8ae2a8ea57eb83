import pytest

from tests.harness.run import Run

pytest_plugins = ["tests.harness.plugin", "tests.harness.spread", "tests.chaos.report"]


@pytest.fixture(scope="session")
def undisturbed(test_run: Run) -> list[str]:
    """What the three services hold once the thread has been told without disturbance; told once for all folders."""
    # Here, so that a run of a few tests does not load the services for it.
    from tests.journeys.beginning import beginning
    from tests.journeys.services import dump, settle
    from tests.journeys.story.thread import tell

    with beginning(test_run) as story:
        tell(story).complete()
        settle(story.deployment)
        return dump(story.deployment)
