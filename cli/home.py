import os
from pathlib import Path

from deploy.embedded.layout import DEFAULT_HOME, Layout

ACCESS = "up.json"
"""Address and tokens of a running stack, for scripts."""
SAMPLE_LOADED = "sample.loaded"
"""Marks that the first start has loaded the sample."""


def open_layout() -> Layout:
    """The stack that this command is about: the one in `.jiadi`, or in the folder that JIADI_HOME names.

    Raises UnknownServerUserError, OSError.
    """
    return Layout.open(Path(os.environ.get("JIADI_HOME", DEFAULT_HOME)), cache=DEFAULT_HOME / "cache")
