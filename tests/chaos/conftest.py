"""How many seeds a run of the chaos tests takes."""

import os

import pytest

from tests.journeys.conftest import undisturbed

__all__ = ["undisturbed"]

SEEDS_VARIABLE = "JIADI_CHAOS_SEEDS"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        seeds = range(1, int(os.environ.get(SEEDS_VARIABLE, 0)) + 1)
        metafunc.parametrize("seed", seeds or [pytest.param(0, marks=pytest.mark.skip("told by ./jiadi chaos"))])
