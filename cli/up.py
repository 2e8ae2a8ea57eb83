"""`jiadi up`: the whole stack in the foreground, the sample on the first start, and how to reach it."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import aiohttp

from cli.gateway_client import GatewayClient
from cli.home import ACCESS, SAMPLE_LOADED, open_layout
from cli.sample import SampleError, load
from cli.screen import ANSWERS, NOTES, Progress, fail, note
from deploy.embedded.account import UnknownServerUserError
from deploy.embedded.child import CommandError
from deploy.embedded.home_lock import AlreadyRunningError
from deploy.embedded.jars import JarError
from deploy.embedded.keeper import PartFailedError
from deploy.embedded.layout import Layout
from deploy.embedded.personas import PERSONAS
from deploy.embedded.ports import PortTakenError
from deploy.embedded.stack import Stack, serve
from gateway.graphiql.assets import WrongHash, fetch
from gateway.node import NodeFailed

LOADER = "platform_operator"
REFUSALS = (
    CommandError,
    JarError,
    OSError,
    PartFailedError,
    PortTakenError,
    SampleError,
    UnknownServerUserError,
    aiohttp.ClientError,
)


def up() -> None:
    """启动全部服务,Ctrl-C 停止,再次启动保留数据。Start everything; Ctrl-C stops it, the data stays."""
    progress = Progress()
    note("正在启动,首次启动需下载 Kafka", "Starting; the first start fetches Kafka")
    try:
        _serve(Stack(_whole_layout(), progress.report), progress)
    except AlreadyRunningError as error:
        fail("家底已在运行,如需重新启动,请先运行 ./jiadi down", str(error))
    except REFUSALS as error:
        fail("启动失败或运行中断,全部进程已停止", str(error))
    note("全部进程已停止,数据已保留", "Everything is stopped; the data is kept")


def _whole_layout() -> Layout:
    """The layout, unless a restore was killed while it filled the place."""
    layout = open_layout()
    if layout.unfinished_restore.exists():
        fail(
            "上次恢复未完成,数据不全;请重新运行 ./jiadi restore,或运行 ./jiadi reset 重新开始",
            "A restore did not finish and the data are not whole: run ./jiadi restore again, or ./jiadi reset",
        )
    return layout


def _serve(stack: Stack, progress: Progress) -> None:
    """Run to the end; the file that tells scripts the way is there only meanwhile."""
    written: list[Path] = []

    async def greet() -> None:
        tokens, address, files = stack.tokens(), stack.addresses["graphql"], stack.addresses["s3"]
        client = GatewayClient(address, tokens[LOADER])
        await asyncio.gather(_load_once(stack.layout, client, progress), _fetch_graphiql(progress))
        written.append(_write_access(stack, tokens))
        _show(address, files, tokens, progress)

    try:
        asyncio.run(serve(stack, greet))
    finally:
        for path in written:
            path.unlink(missing_ok=True)


async def _load_once(layout: Layout, client: GatewayClient, progress: Progress) -> None:
    """An interrupted load leaves no mark and is repeated by the next start; its keys make that harmless."""
    mark = layout.home / SAMPLE_LOADED
    if not mark.exists():
        await load(client)
        mark.touch()
        progress.report("sample of 2020 is loaded")


async def _fetch_graphiql(progress: Progress) -> None:
    """Its files come once, from npm; without them only the page is missing."""
    try:
        await asyncio.to_thread(fetch)
    except (NodeFailed, WrongHash, OSError) as error:
        progress.report(f"GraphiQL is not there yet, the next start tries again: {error}")


def _write_access(stack: Stack, tokens: Mapping[str, str]) -> Path:
    path = stack.layout.home / ACCESS
    path.touch(mode=0o600)
    addresses = {name: stack.addresses[name] for name in ("graphql", "s3")}
    access = addresses | {"tokens": dict(tokens), "clock": stack.wiring.clock}
    path.write_text(json.dumps(access, indent=2) + "\n")
    return path


def _show(address: str, files: str, tokens: Mapping[str, str], progress: Progress) -> None:
    for key, token in tokens.items():
        ANSWERS.print(f"[bold]{key}[/bold] {PERSONAS[key].name}\n[dim]{token}[/dim]")
    note(f"家底已就绪,用时 {progress.seconds:.1f} 秒", f"Jiadi is ready after {progress.seconds:.1f} s")
    ANSWERS.print(f"GraphQL   {address}\nGraphiQL  {address.removesuffix('graphql')}graphiql\nS3        {files}")
    NOTES.print("[dim]地址与口令也写入 .jiadi/up.json · address and tokens are also in .jiadi/up.json[/dim]")
