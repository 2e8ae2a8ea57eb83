import asyncio
from collections.abc import Sequence

from deploy.embedded.keeper import Keeper, Report
from deploy.embedded.layout import Layout
from deploy.embedded.part import Part


class Supervisor:
    """Starts parts as soon as what they need is ready, keeps them running, stops them in reverse order.

    What a part needs and is not among the parts is taken to run already.
    """

    def __init__(self, layout: Layout, parts: Sequence[Part], report: Report) -> None:
        self._layout = layout
        self._keepers = {part.name: Keeper(part, layout, report) for part in parts}
        self._report = report
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Return when every part is ready. Raises PortTakenError, PartFailedError, or what a part's `equip` raised.

        When a part fails, what was started is stopped before the error leaves.
        """
        self._clear_the_ground()
        try:
            self._tasks = [asyncio.create_task(self._keep(keeper)) for keeper in self._keepers.values()]
            await self._unless_one_fails(asyncio.create_task(self._all_ready()))
        except BaseException:
            await self.stop()
            raise

    async def wait(self) -> None:
        """Return only by the error of a part that can no longer be kept."""
        await self._unless_one_fails(asyncio.create_task(asyncio.Event().wait()))

    async def stop(self) -> None:
        """Each part ends before the one that was listed before it is asked to."""
        for keeper in reversed(self._keepers.values()):
            await keeper.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def restart(self, name: str) -> None:
        """Return when the new process is ready. Raises KeyError for an unknown name."""
        await self._keepers[name].restart()

    def pid(self, name: str) -> int | None:
        """The process id of a part while it runs. Raises KeyError for an unknown name."""
        return self._keepers[name].pid

    async def ready(self, name: str) -> None:
        """Return when the part is ready, at once if it is."""
        await self._keepers[name].ready.wait()

    async def _keep(self, keeper: Keeper) -> None:
        for name in keeper.part.after:
            if name in self._keepers:
                await self._keepers[name].ready.wait()
        await keeper.keep()

    async def _unless_one_fails(self, goal: "asyncio.Task[object]") -> None:
        running: set[asyncio.Task[object]] = {goal, *self._tasks}
        try:
            while not goal.done():
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            goal.cancel()

    async def _all_ready(self) -> None:
        await asyncio.gather(*map(self._announce, self._keepers.values()))

    async def _announce(self, keeper: Keeper) -> None:
        await keeper.ready.wait()
        self._report(f"{keeper.part.name} is ready")

    def _clear_the_ground(self) -> None:
        for keeper in self._keepers.values():
            keeper.pid_file.end_left_over()
        self._layout.ports.require_free([port for each in self._keepers.values() for port in each.part.ports])
