import os
from pathlib import Path

from deploy.embedded.layout import DEFAULT_HOME, Layout


def open_layout() -> Layout:
    """The stack that this command is about: the one in `.jiadi`, or in the folder that JIADI_HOME names.

    Raises UnknownServerUserError, OSError.
    """
    return Layout.open(Path(os.environ.get("JIADI_HOME", DEFAULT_HOME)), cache=DEFAULT_HOME / "cache")
