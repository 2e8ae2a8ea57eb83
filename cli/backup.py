"""`jiadi backup` and `jiadi restore`: the whole of a stack in one file, and a stack from that file."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError

from chassis import migrate
from chassis.documents.store import StoreUnavailableError
from cli.home import SAMPLE_LOADED, open_layout
from cli.inventory import service as service_of
from cli.screen import ANSWERS, Progress, fail, note
from cli.services import reachable_databases, running_layout, running_services
from deploy.backup.manifest import Manifest
from deploy.backup.refusal import BackupRefusal
from deploy.backup.restoration import restore as restore_from
from deploy.backup.take import take
from deploy.embedded.child import CommandError
from deploy.embedded.databases import SERVICES
from deploy.embedded.home_lock import AlreadyRunningError
from deploy.embedded.jars import JarError
from deploy.embedded.keeper import PartFailedError
from deploy.embedded.ports import PortTakenError
from deploy.embedded.servers import foreign_servers

FAILURES = (
    CommandError,
    DBAPIError,
    JarError,
    OSError,
    PartFailedError,
    PortTakenError,
    StoreUnavailableError,
    migrate.MissingMigrationError,
)


def backup(
    file: Annotated[Path, typer.Argument(help="备份文件,不得已存在 The file to write; it must not exist")],
) -> None:
    """把正在运行的家底备份为一个文件。Back up the running stack into one file."""
    _require_own_servers()
    layout = running_layout()
    services = list(running_services(layout, program="migrate"))
    try:
        with reachable_databases():
            manifest = take(layout, services, file, sample_loaded=(layout.home / SAMPLE_LOADED).exists())
    except BackupRefusal as refusal:
        fail(refusal.chinese, refusal.english)
    except (CommandError, StoreUnavailableError, OSError) as error:
        fail("备份失败,未留下文件,请排除后重新运行", f"The backup failed and left no file; run it again: {error}")
    _show(manifest)
    note(
        f"已备份到 {file};其中含有数据密钥,须与数据同等保密",
        "It holds the keys of the data: whoever has the file reads everything",
    )


def restore(file: Annotated[Path, typer.Argument(help="备份文件 The file that a backup wrote")]) -> None:
    """在空处恢复一份备份,随后可用 ./jiadi up 启动。Restore a backup into an empty place; ./jiadi up then starts it."""
    _require_own_servers()
    layout, progress = open_layout(), Progress()
    revisions = {name: migrate.newest_revision(service_of(name)) for name in SERVICES}
    try:
        manifest = restore_from(
            layout,
            file,
            lambda: list(running_services(layout, program="migrate")),
            revisions,
            progress.report,
        )
    except BackupRefusal as refusal:
        fail(refusal.chinese, refusal.english)
    except AlreadyRunningError as error:
        fail("家底正在运行,请先运行 ./jiadi down", str(error))
    except FAILURES as error:
        fail("恢复失败,未留下任何数据", f"The restore failed and left nothing behind: {error}")
    if manifest.sample_loaded:
        (layout.home / SAMPLE_LOADED).touch()
    _show(manifest)
    note("恢复完成,留痕链完好;请运行 ./jiadi up", "Restored, and the chain of seals is sound; run ./jiadi up")


def _require_own_servers() -> None:
    if variables := " ".join(foreign_servers()):
        fail(
            f"设有 {variables},数据不在家底自带的服务器上,请按 docs/operations.md 用该服务器自己的工具备份",
            f"{variables} set: those servers are not Jiadi's own; back them up as docs/operations.md says",
        )


def _show(manifest: Manifest) -> None:
    for name, state in manifest.services.items():
        rows, files = sum(state.rows.values()), len(manifest.file_digests(name))
        ANSWERS.print(f"{name}: {rows} 行 rows, 封存至 sealed up to {state.head.seq}, {files} 个电子件 files")
