"""How `-n 2 --dist loadfile` spreads the tests over its processes, each of which has servers of its own."""

import os
from pathlib import PurePath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/chaos", "tests/journeys")
"""Folders whose files share what takes long to set up; as they also take longest, they come first."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """A file stays in one process, and so does a folder whose files share a telling of the thread."""

    def _split_scope(self, nodeid: str) -> str:
        return part(nodeid)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: part(item.nodeid) not in TOGETHER)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """With `--dist loadfile`; the other ways of spreading stay xdist's own."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return ByFile(config, log)


def part(nodeid: str) -> str:
    """What is not taken apart: the file of a test, or its folder."""
    file = nodeid.split("::", 1)[0]
    return next((folder for folder in TOGETHER if PurePath(file).is_relative_to(folder)), file)
