"""Restoring a backup into an empty place: everything is checked first, and after a failure the place is empty again."""

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import NullPool, create_engine, delete

from chassis import audit, migrate
from chassis.documents.store import FileStore, Received
from chassis.service import Service
from chassis.settings import ServiceSettings
from deploy.backup.archive import Archive, opened
from deploy.backup.dumps import load
from deploy.backup.manifest import KEYS, Manifest, database_entry, files_folder
from deploy.backup.refusal import BackupRefusal
from deploy.backup.state import state_of
from deploy.embedded.home_lock import HomeLock
from deploy.embedded.keeper import Report
from deploy.embedded.layout import Layout
from deploy.embedded.servers import Servers
from deploy.embedded.supervisor import Supervisor

NEEDED = ("postgres", "seaweedfs")

Services = Callable[[], Sequence[tuple[Service, ServiceSettings]]]
"""The services of the place with the owner's connection; asked for once the place has its keys."""


def restore(layout: Layout, path: Path, services: Services, revisions: dict[str, str], report: Report) -> Manifest:
    """Fill an empty place from a backup; the stack is down before and afterwards. `revisions`: service → newest.

    Raises BackupRefusal and AlreadyRunningError before anything was touched; whatever is raised later (JarError,
    CommandError, PartFailedError, StoreUnavailableError, MissingMigrationError, DBAPIError, OSError) leaves it empty.
    """
    lock = HomeLock(layout)
    lock.acquire()
    try:
        _require_empty(layout)
        with opened(path) as backup:
            _require_revisions(backup.manifest, revisions)
            backup.verify()
            _fill(layout, backup, services, report)
        return backup.manifest
    finally:
        lock.release()


def _require_empty(layout: Layout) -> None:
    """What an interrupted restore has left is cleared away."""
    if layout.unfinished_restore.exists():
        layout.erase()
    if layout.is_empty():
        return
    raise BackupRefusal(
        f"{layout.home} 中已有数据,恢复只能在空处进行;请以环境变量 JIADI_HOME 指定空文件夹,或先运行 ./jiadi reset",
        f"There are data in {layout.home} already, and a restore needs an empty place: name an empty folder by "
        "JIADI_HOME, or run ./jiadi reset first, which deletes them",
    )


def _require_revisions(manifest: Manifest, revisions: dict[str, str]) -> None:
    """Tables of another version would be checked and read wrongly: first restore, then update."""
    found = {name: state.revision for name, state in manifest.services.items()}
    if found != revisions:
        raise BackupRefusal(
            f"备份的数据结构版本为 {_listed(found)},本程序为 {_listed(revisions)};请用作备份时的家底版本恢复,再升级",
            f"The backup has schema revisions {_listed(found)}, this version has {_listed(revisions)}; restore with "
            "the version of Jiadi that took the backup, then update",
        )


def _listed(revisions: dict[str, str]) -> str:
    return ", ".join(f"{name} {revision}" for name, revision in sorted(revisions.items()))


def _fill(layout: Layout, backup: Archive, services: Services, report: Report) -> None:
    layout.unfinished_restore.touch()
    try:
        for name, key in json.loads(backup.open(KEYS).read()).items():
            layout.credentials.adopt(name, key)
        asyncio.run(_with_servers(layout, backup, services, report))
    except BaseException:
        layout.erase()
        raise
    layout.unfinished_restore.unlink()


async def _with_servers(layout: Layout, backup: Archive, services: Services, report: Report) -> None:
    makers = Servers(layout).own()
    parts = [await asyncio.to_thread(makers[name]) for name in NEEDED]
    supervisor = Supervisor(layout, parts, report)
    await supervisor.start()
    try:
        for service, settings in services():
            await asyncio.to_thread(_restore_service, layout, backup, service, settings)
            report(f"{service.name} is restored")
    finally:
        await supervisor.stop()


def _restore_service(layout: Layout, backup: Archive, service: Service, settings: ServiceSettings) -> None:
    with backup.open(database_entry(service.name)) as dumped:
        load(layout, settings.owner_url(), dumped)
    store = FileStore(settings)
    for sha256 in backup.manifest.file_digests(service.name):
        name = files_folder(service.name) + sha256
        with backup.open(name) as file:
            store.keep(Received(file, backup.manifest.contents[name].size, sha256))
    _require_equal(backup.manifest, service, settings)
    migrate.check(service, settings)
    _tell_all_again(service, settings)


def _require_equal(manifest: Manifest, service: Service, settings: ServiceSettings) -> None:
    """The database is what was backed up, and its record is sound."""
    engine = create_engine(settings.owner_sqlalchemy_url(), poolclass=NullPool)
    with engine.connect() as connection:
        same = state_of(service, connection) == manifest.services[service.name]
    owner = settings.model_copy(update={"database_url": settings.owner_database_url})
    flaw = audit.verify(service, owner).flaw
    if not same or flaw is not None:
        what = f"flaw at seal {flaw.seq}: {flaw.what}" if flaw else "its rows are not those of the manifest"
        raise BackupRefusal(
            f"{service.name} 恢复后核对不符,已全部清除;请换一份备份",
            f"{service.name} is not sound once restored ({what}); everything was cleared away, take another backup",
        )


def _tell_all_again(service: Service, settings: ServiceSettings) -> None:
    """The new broker has nothing: the relay begins at the first seal, and who had an event does nothing."""
    engine = create_engine(settings.owner_sqlalchemy_url(), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(delete(service.tables.relay))
