import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cli.home import open_layout
from cli.screen import fail

LAST_LINES = 40
POLL = 0.3


class Tail:
    """The end of a log file that grows and is now and then replaced by a new one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inode = path.stat().st_ino
        self._position = 0

    def last(self, lines: int) -> str:
        """The last lines that stand there now."""
        return "".join(deque(self.more().splitlines(keepends=True), lines))

    def more(self) -> str:
        """What was written since the last look."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return ""
        if status.st_ino != self._inode:
            self._inode, self._position = status.st_ino, 0
        with self._path.open(errors="replace") as file:
            file.seek(self._position)
            text = file.read()
            self._position = file.tell()
        return text


def logs(
    part: Annotated[str | None, typer.Argument(help="部件,如 funds.api;不填为全部 A part such as funds.api")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="持续显示 Go on with what comes")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="每个部件的行数 Lines of each part")] = LAST_LINES,
) -> None:
    """查看各部件的日志。Show what the parts printed."""
    tails = {path.stem: Tail(path) for path in _files(part)}
    for name, tail in tails.items():
        _show(name, tail.last(lines))
    while follow:
        for name, tail in tails.items():
            _show(name, tail.more())
        time.sleep(POLL)


def _files(part: str | None) -> Iterator[Path]:
    found = sorted(open_layout().logs.glob("*.log"))
    if not found:
        fail("还没有日志:请先运行 ./jiadi up", "There are no logs yet: run ./jiadi up first")
    if part is not None and part not in {path.stem for path in found}:
        names = " ".join(path.stem for path in found)
        fail(f"没有部件“{part}”,可选:{names}", f"There is no part '{part}'; there are: {names}")
    return (path for path in found if part in (None, path.stem))


def _show(name: str, text: str) -> None:
    for line in text.splitlines():
        typer.echo(f"{typer.style(f'{name:16}', dim=True)} {line}")
