"""Becomes one process of ours: `python -m deploy.compose.run projects.api`, told by the file in its own volume.

JIADI_ variables of the container take the place of what the file says, unless they are empty.
"""

import json
import os
import sys
from collections.abc import Mapping

from deploy.compose.mine import MINE


def main(name: str) -> None:
    """Never returns."""
    told = json.loads((MINE / f"{name}.json").read_text())
    environment = merged(told["settings"], os.environ)
    os.execve(sys.executable, [sys.executable, "-m", told["module"]], environment)  # noqa: S606 - becoming it


def merged(told: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The environment of the process."""
    return {**told, **{name: value for name, value in given.items() if value or not name.startswith("JIADI_")}}


if __name__ == "__main__":
    main(sys.argv[1])
