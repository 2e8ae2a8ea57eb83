"""What was done under each seed, told at the end of a run."""

from collections import Counter

import pytest

DoneBySeed = dict[int, Counter[str]]
DONE = pytest.StashKey[DoneBySeed]()


@pytest.fixture
def done_by_seed(pytestconfig: pytest.Config) -> DoneBySeed:
    """What went wrong under each seed, for the summary at the end."""
    return pytestconfig.stash.setdefault(DONE, {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for seed, done in sorted(config.stash.get(DONE, {}).items()):
        told = ", ".join(f"{what} {count}" for what, count in sorted(done.items()))
        terminalreporter.write_line(f"seed {seed}: {told}")
