import asyncio
import fcntl
import os
from collections.abc import Sequence
from typing import IO

from deploy.embedded.child import PidFile
from deploy.embedded.keeper import Keeper, Report
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part


class AlreadyRunningError(Exception):
    """Another supervisor runs on this home folder."""


class Supervisor:
    """Starts parts as soon as what they need is ready, keeps them running, stops them in reverse order."""

    def __init__(self, layout: Layout, parts: Sequence[Part], report: Report) -> None:
        self._layout = layout
        self._keepers = {part.name: Keeper(part, layout, report) for part in parts}
        self._report = report
        self._tasks: list[asyncio.Task[None]] = []
        self._lock: IO[str] | None = None
        self.pid_file = PidFile(layout.run / "supervisor.pid")

    async def start(self) -> None:
        """Return when every part is ready. Raises AlreadyRunningError, PortTakenError, PartFailedError.

        When a part fails, what was started is stopped before the error leaves.
        """
        self._lock = self._only_one()
        self.pid_file.write(os.getpid())
        try:
            self._clear_the_ground()
            self._tasks = [asyncio.create_task(self._keep(keeper)) for keeper in self._keepers.values()]
            await self._all_ready()
        except BaseException:
            await self.stop()
            raise

    async def wait(self) -> None:
        """Return only by an error: the first part that can no longer be kept."""
        await asyncio.gather(*self._tasks)
        await asyncio.Event().wait()

    async def stop(self) -> None:
        for keeper in reversed(self._keepers.values()):
            await keeper.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.pid_file.remove()
        if self._lock is not None:
            self._lock.close()

    async def restart(self, name: str) -> None:
        await self._keepers[name].restart()

    def pid(self, name: str) -> int | None:
        """The process id of a part while it runs. Raises KeyError for an unknown name."""
        return self._keepers[name].pid

    async def ready(self, name: str) -> None:
        await self._keepers[name].ready.wait()

    def names(self) -> list[str]:
        return list(self._keepers)

    async def _keep(self, keeper: Keeper) -> None:
        for name in keeper.part.after:
            if name in self._keepers:
                await self._keepers[name].ready.wait()
        await keeper.keep()

    async def _all_ready(self) -> None:
        everything = asyncio.create_task(self._await_each())
        watched = {everything, *self._tasks}
        while not everything.done():
            done, watched = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in done - {everything}:
                if error := task.exception():
                    everything.cancel()
                    raise error

    async def _await_each(self) -> None:
        for name, keeper in self._keepers.items():
            await keeper.ready.wait()
            self._report(f"{name} is ready")

    def _only_one(self) -> IO[str]:
        lock = (self._layout.run / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise AlreadyRunningError(
                f"the stack in {self._layout.home} runs already (process {self.pid_file.pid()}); stop it first"
            ) from error
        return lock

    def _clear_the_ground(self) -> None:
        for keeper in self._keepers.values():
            keeper.pid_file.end_left_over()
        self._layout.ports.require_free([port for each in self._keepers.values() for port in each.part.ports])
