"""How many seeds a run of the chaos tests takes."""

import os

import pytest

SEEDS_VARIABLE = "JIADI_CHAOS_SEEDS"
SEEDS = 3
"""In a run of all tests; `./jiadi chaos` takes more."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(1, int(os.environ.get(SEEDS_VARIABLE, SEEDS)) + 1))
