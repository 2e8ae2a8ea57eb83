"""What is measured on: servers of this run alone, with commits that reach the disk and are timed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.harness.run import MEASURED_VARIABLE, Run, RunOwner


@contextmanager
def measured_run() -> Iterator[Run]:
    """A run whose servers end with it."""
    os.environ[MEASURED_VARIABLE] = "1"
    owner = RunOwner()
    try:
        yield owner.run
    finally:
        owner.close()
        del os.environ[MEASURED_VARIABLE]
