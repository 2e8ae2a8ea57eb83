"""The file of a backup: a zip without compression, readable by its owner only, with the manifest as its last entry."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from deploy.backup.manifest import FORMAT, KEYS, MANIFEST, Content, Manifest, database_entry
from deploy.backup.refusal import BackupRefusal

CHUNK_BYTES = 1 << 20


class ArchiveWriter:
    """Adds entries and remembers what the manifest has to say of them."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self.contents: dict[str, Content] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write an entry piece by piece."""
        digest, size = hashlib.sha256(), 0
        with self._zipped.open(name, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.contents[name] = Content(size=size, sha256=digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Nothing can be added afterwards without being noticed."""
        self._zipped.writestr(MANIFEST, manifest.model_dump_json(indent=2))


@contextmanager
def writing(target: Path) -> Iterator[ArchiveWriter]:
    """The file gets its name when it is whole and on the disk. Raises BackupRefusal where there is one, OSError."""
    if target.exists():
        raise BackupRefusal(
            f"文件“{target}”已存在,请换一个文件名", f"The file '{target}' exists already; choose another name"
        )
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w") as zipped:
                yield ArchiveWriter(zipped)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


class Archive:
    """A backup that was opened: its manifest was read, its entries wait to be checked."""

    def __init__(self, zipped: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zipped = zipped
        self.manifest = manifest

    def open(self, name: str) -> IO[bytes]:
        """An entry, to be read from its beginning."""
        return self._zipped.open(name)

    def verify(self) -> None:
        """Read everything once. BackupRefusal names the first entry that is not what the manifest says."""
        needed = {KEYS, *map(database_entry, self.manifest.services)}
        named, found = set(self.manifest.contents), set(self._zipped.namelist()) - {MANIFEST}
        for name in sorted((named ^ found) | (needed - named)):
            raise _broken(f"{name} is missing, or nothing speaks of it")
        for name, content in self.manifest.contents.items():
            if self._digest(name) != content.sha256:
                raise _broken(f"{name} is not what the manifest says")

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.open(name) as entry:
                while chunk := entry.read(CHUNK_BYTES):
                    digest.update(chunk)
        except zipfile.BadZipFile as error:
            raise _broken(str(error)) from error
        return digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises BackupRefusal for what is no backup of ours or was cut short, OSError for what cannot be read."""
    try:
        zipped = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _broken("it was cut short, or is no backup") from error
    with zipped:
        yield Archive(zipped, _manifest(zipped))


def _manifest(zipped: zipfile.ZipFile) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(zipped.read(MANIFEST))
    except (KeyError, ValidationError, zipfile.BadZipFile) as error:
        raise _broken(f"its manifest cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise _broken(f"it has format {manifest.format}, this version reads format {FORMAT}")
    return manifest


def _broken(what: str) -> BackupRefusal:
    return BackupRefusal(
        "备份文件不完整、被改动或不是备份,未作任何恢复;请换一份备份",
        f"The backup cannot be used: {what}. Nothing was restored; take another backup file",
    )
