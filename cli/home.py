import os
from pathlib import Path

from deploy.embedded.layout import DEFAULT_HOME, Layout, passable_folder

ACCESS = "up.json"
"""Address and tokens of a running stack, for scripts."""
SAMPLE_LOADED = "sample.loaded"
"""Marks that the first start has loaded the sample."""


def open_layout() -> Layout:
    """The stack that this command is about: the one in `.jiadi`, or in the folder that JIADI_HOME names.

    Raises UnknownServerUserError, OSError.
    """
    return Layout.open(home(), cache=DEFAULT_HOME / "cache")


def home() -> Path:
    """The folder of that stack, made if it is missing."""
    return passable_folder(Path(os.environ.get("JIADI_HOME", DEFAULT_HOME)).resolve())
