"""Taking a backup: the databases at one moment, then the files they speak of, then the manifest."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from chassis.documents.store import FileStore
from chassis.service import Service
from chassis.settings import ServiceSettings
from deploy.backup.archive import ArchiveWriter, writing
from deploy.backup.cut import Snapshot, consistent_cut
from deploy.backup.dumps import dump
from deploy.backup.manifest import FORMAT, KEYS, Manifest, ServiceState, database_entry, files_folder
from deploy.backup.refusal import BackupRefusal
from deploy.backup.state import StoredFile, state_of, stored_files
from deploy.embedded.layout import Layout

DATA_KEYS = ("data", "digest")
"""Keys of the stack without which the databases cannot be read; every other one is made anew where they are restored.

`data` opens texts that are kept readable for us alone, `digest` tells equal personal data and repeated commands.
"""


@dataclass(frozen=True)
class _Cut:
    """What the databases said at their one moment."""

    postgres: str
    states: dict[str, ServiceState]
    files: dict[str, list[StoredFile]]


def take(
    layout: Layout, services: Sequence[tuple[Service, ServiceSettings]], target: Path, *, sample_loaded: bool
) -> Manifest:
    """Back up a running stack into a new file; on an error there is no file.

    `services` come with the owner's connection. Raises BackupRefusal, CommandError, StoreUnavailableError, OSError,
    and a DBAPIError where a database is away or busy.
    """
    taken_at = datetime.now(UTC)
    with writing(target) as archive:
        cut = _databases(layout, services, archive)
        for service, settings in services:
            _files(settings, cut.files[service.name], files_folder(service.name), archive)
        archive.add(KEYS, [json.dumps({name: layout.credentials.get(name) for name in DATA_KEYS}).encode()])
        manifest = Manifest(
            format=FORMAT,
            taken_at=taken_at,
            postgres=cut.postgres,
            sample_loaded=sample_loaded,
            services=cut.states,
            contents=archive.contents,
        )
        archive.finish(manifest)
    return manifest


def _databases(layout: Layout, services: Sequence[tuple[Service, ServiceSettings]], archive: ArchiveWriter) -> _Cut:
    with consistent_cut(services) as snapshots:
        for service, settings in services:
            name = snapshots[service.name].name
            archive.add(database_entry(service.name), dump(layout, settings.owner_url(), name))
        seen = [(service, snapshots[service.name].connection) for service, _ in services]
        return _Cut(
            postgres=_version(next(iter(snapshots.values()))),
            states={service.name: state_of(service, connection) for service, connection in seen},
            files={service.name: stored_files(service, connection) for service, connection in seen},
        )


def _version(snapshot: Snapshot) -> str:
    return str(snapshot.connection.execute(text("SHOW server_version")).scalar_one())


def _files(settings: ServiceSettings, files: Sequence[StoredFile], folder: str, archive: ArchiveWriter) -> None:
    """BackupRefusal for bytes that are not what their name says: a backup of them would restore the damage."""
    store = FileStore(settings)
    for file in files:
        name = folder + file.sha256
        archive.add(name, _chunks(store, file))
        found = archive.contents[name]
        if (found.sha256, found.size) != (file.sha256, file.size):
            raise BackupRefusal(
                f"文件 {file.sha256} 的内容已损坏,未作备份;请先从原件重新上传",
                f"The bytes of file {file.sha256} are damaged in S3, nothing was backed up; upload the original again",
            )


def _chunks(store: FileStore, file: StoredFile) -> Iterator[bytes]:
    with store.kept(file.sha256) as chunks:
        yield from chunks
