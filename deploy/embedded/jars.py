"""The jars of Apache Kafka, fetched once and checked against the committed lock at every start."""

import hashlib
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext

LOCK = Path(__file__).with_name("kafka-jars.lock")
PARALLEL_DOWNLOADS = 8


class JarError(Exception):
    """A jar could not be fetched, or is not the one that the lock names."""


@dataclass(frozen=True)
class LockedJar:
    """One line of the lock."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        """Unique without the group, and what Java shows in a stack trace."""
        return f"{self.artifact}-{self.version}.jar"


def read_lock(path: Path = LOCK) -> list[LockedJar]:
    """The jars that the lock names, in its order, which is the class path's."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [_locked(line) for line in lines]


def _locked(line: str) -> LockedJar:
    coordinates, sha256 = line.split()
    group, artifact, version = coordinates.split(":")
    return LockedJar(group, artifact, version, sha256)


def ensure_jars(folder: Path, jars: Iterable[LockedJar]) -> list[Path]:
    """Every jar in the existing `folder`, each equal to its hash; what is missing or damaged is fetched.

    Raises JarError.
    """
    jars = list(jars)
    missing = [jar for jar in jars if _digest(folder / jar.file_name) != jar.sha256]
    if missing:
        _fetch_all(folder, missing)
    return [folder / jar.file_name for jar in jars]


def _fetch_all(folder: Path, jars: list[LockedJar]) -> None:
    downloads = folder / "downloads"
    context = MavenContext(repo_cache=downloads, timeout=60)
    try:
        with ThreadPoolExecutor(PARALLEL_DOWNLOADS) as pool:
            list(pool.map(lambda jar: _fetch(context, jar, folder / jar.file_name), jars))
    finally:
        shutil.rmtree(downloads, ignore_errors=True)


def _fetch(context: MavenContext, jar: LockedJar, target: Path) -> None:
    name = f"{jar.group}:{jar.artifact}:{jar.version}"
    try:
        fetched = context.project(jar.group, jar.artifact).at_version(jar.version).artifact().resolve()
    except Exception as error:  # the library raises whatever its transport raises
        raise JarError(
            f"could not fetch {name} ({error}): check the network, or set JIADI_KAFKA to an existing broker"
        ) from error
    if _digest(fetched) != jar.sha256:
        raise JarError(f"{name} does not have the SHA-256 that {LOCK.name} names; it was not used")
    fetched.replace(target)
    target.chmod(0o644)


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
