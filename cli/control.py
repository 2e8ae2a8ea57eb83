"""Commands that look at, stop or erase the stack from another terminal."""

import os
import signal
import time
from typing import Annotated

import typer

from cli.home import ACCESS, SAMPLE_LOADED, open_layout
from cli.screen import fail, note
from deploy.embedded.home_lock import AlreadyRunningError, HomeLock

PATIENCE = 60.0


def down() -> None:
    """停止正在运行的全部服务。Stop everything that runs."""
    process = HomeLock(open_layout()).pid_file
    number = process.pid()
    if number is None:
        note("没有正在运行的家底", "Nothing is running")
        return
    try:
        os.kill(number, signal.SIGTERM)
    except PermissionError:
        fail(
            f"进程 {number} 属于其他用户,请由该用户停止", f"Process {number} belongs to another user, who must stop it"
        )
    deadline = time.monotonic() + PATIENCE
    while process.pid() is not None:
        if time.monotonic() > deadline:
            fail(f"进程 {number} 未能及时停止", f"Process {number} did not stop within {PATIENCE:.0f} s")
        time.sleep(0.1)
    note("已全部停止,数据已保留", "Everything is stopped; the data is kept")


def reset(yes: Annotated[bool, typer.Option("--yes", help="不再询问 Do not ask")] = False) -> None:
    """删除本机的全部数据,重新开始。Delete all data of this machine's stack and start over."""
    layout = open_layout()
    lock = HomeLock(layout)
    try:
        lock.acquire()
    except AlreadyRunningError:
        fail("家底正在运行,请先运行 ./jiadi down", "Jiadi is running; run ./jiadi down first")
    try:
        question = f"将删除 {layout.home} 中的全部数据,不可恢复。继续吗? All data there will be deleted. Go on?"
        if not yes and not typer.confirm(question):
            raise typer.Exit(1)
        layout.erase()
        for name in (ACCESS, SAMPLE_LOADED):
            (layout.home / name).unlink(missing_ok=True)
    finally:
        lock.release()
    note("数据已删除,下次启动将重新装入示例", "The data is deleted; the next start loads the sample again")
