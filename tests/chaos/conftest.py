"""How many seeds a run of the chaos tests takes."""

import os

import pytest

SEEDS_VARIABLE = "JIADI_CHAOS_SEEDS"
USUAL_SEEDS = 3


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        count = int(os.environ.get(SEEDS_VARIABLE, USUAL_SEEDS))
        metafunc.parametrize("seed", range(1, count + 1))
