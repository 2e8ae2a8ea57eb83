"""How many seeds a run of the chaos tests takes, and what it did."""

import os
from collections import Counter

import pytest

from tests.journeys.conftest import undisturbed

__all__ = ["undisturbed"]

SEEDS_VARIABLE = "JIADI_CHAOS_SEEDS"
DONE = pytest.StashKey[dict[int, Counter[str]]]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        seeds = range(1, int(os.environ.get(SEEDS_VARIABLE, 0)) + 1)
        metafunc.parametrize("seed", seeds or [pytest.param(0, marks=pytest.mark.skip("told by ./jiadi chaos"))])


@pytest.fixture
def done_by_seed(pytestconfig: pytest.Config) -> dict[int, Counter[str]]:
    """What went wrong under each seed, for the summary at the end."""
    return pytestconfig.stash.setdefault(DONE, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for seed, done in sorted(config.stash.get(DONE, {}).items()):
        told = ", ".join(f"{what} {count}" for what, count in sorted(done.items()))
        terminalreporter.write_line(f"seed {seed}: {told}")
