"""How many seeds a run of the chaos tests takes, and what it did."""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import chain

import pytest

from tests.journeys.conftest import undisturbed

__all__ = ["undisturbed"]

SEEDS_VARIABLE = "JIADI_CHAOS_SEEDS"
SEEDS = 3
"""In a run of all tests; `./jiadi chaos` takes more."""
DONE = "chaos"
Tally = Callable[[int, Mapping[str, int]], None]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(1, int(os.environ.get(SEEDS_VARIABLE, SEEDS)) + 1))


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """`tally(seed, counts)`: what went wrong under a seed, for the summary at the end."""
    return lambda seed, counts: record_property(DONE, (seed, dict(counts)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = chain.from_iterable(terminalreporter.stats.get(outcome, ()) for outcome in ("passed", "failed"))
    told = sorted(value for each in reports for name, value in getattr(each, "user_properties", ()) if name == DONE)
    total: Counter[str] = Counter()
    for seed, counts in told:
        total.update(counts)
        terminalreporter.write_line(f"seed {seed}: {_line(counts)}")
    if len(told) > 1:
        terminalreporter.write_line(f"{len(told)} seeds: {_line(total)}")


def _line(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
