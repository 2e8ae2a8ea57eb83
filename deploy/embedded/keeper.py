import asyncio
import signal
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable

from deploy.embedded.child import PidFile, guarded
from deploy.embedded.layout import Layout
from deploy.embedded.logfile import RotatingLog
from deploy.embedded.part import Part

Report = Callable[[str], None]
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
STEADY_AFTER = 30.0
TRIES_AT_START = 3
STOP_PATIENCE = 15.0
POLL = 0.05


class PartFailedError(Exception):
    """A part did not become ready; the message ends with the last lines that it printed."""


class Keeper:
    """Keeps one part running: starts it, waits until it is ready, starts it again when it ends unasked."""

    def __init__(self, part: Part, layout: Layout, report: Report) -> None:
        self.part = part
        self.ready = asyncio.Event()
        self.pid_file = PidFile(layout.run / f"{part.name}.pid")
        self._log = RotatingLog(layout.logs / f"{part.name}.log")
        self._report = report
        self._process: Process | None = None
        self._finished = asyncio.Event()
        self._stopping = False
        self._asked_to_restart = False
        self._was_ready = False

    @property
    def pid(self) -> int | None:
        """The process id while the part runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process else None

    async def keep(self) -> None:
        """Run until `stop`. A job ends by itself. Raises PartFailedError if the part was never ready."""
        try:
            await self._keep()
        finally:
            self._finished.set()
            self._log.close()

    async def _keep(self) -> None:
        pause, tries = FIRST_PAUSE, 0
        while not self._stopping:
            began = asyncio.get_running_loop().time()
            finished = await self._run_once()
            if self._stopping or finished:
                break
            tries += 1
            if not self._was_ready and (self.part.is_job or tries >= TRIES_AT_START):
                raise PartFailedError(f"{self.part.name} did not start; it printed last:\n{self._log.tail()}")
            pause = FIRST_PAUSE if asyncio.get_running_loop().time() - began > STEADY_AFTER else pause
            await asyncio.sleep(0 if self._take_restart() else pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """End the process: politely, and by SIGKILL after a while. Nothing starts it again."""
        self._stopping = True
        if self._process is not None:
            await self._end(self._process)
            await self._finished.wait()

    async def restart(self) -> None:
        """End the process and return when its successor is ready."""
        self._asked_to_restart = True
        self.ready.clear()
        if self._process is not None:
            await self._end(self._process)
        await self.ready.wait()

    async def _run_once(self) -> bool:
        """One life of the process; whether it was a job that did its work."""
        process = await self._spawn()
        reader = asyncio.create_task(self._copy_output(process))
        prober = asyncio.create_task(self._probe())
        try:
            await self._until_ended(process, prober)
        finally:
            prober.cancel()
            if process.returncode is None:
                process.kill()
        await reader
        self.pid_file.remove()
        return await self._ended(await process.wait())

    async def _until_ended(self, process: Process, prober: asyncio.Task[None]) -> None:
        """Raises what the first `equip` raised."""
        end = asyncio.create_task(process.wait())
        await asyncio.wait({end, prober}, return_when=asyncio.FIRST_COMPLETED)
        if prober.done():
            prober.result()
        await end

    async def _spawn(self) -> Process:
        part = self.part
        process = await asyncio.create_subprocess_exec(
            *guarded(part.argv, part.account, part.death_signal),
            cwd=part.folder,
            env=dict(part.environment),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=STDOUT,
            start_new_session=True,  # Ctrl-C reaches only the supervisor, which stops the parts in order
        )
        self._process = process
        self.pid_file.write(process.pid)
        return process

    async def _copy_output(self, process: Process) -> None:
        assert process.stdout is not None  # noqa: S101 - asked for with PIPE
        while chunk := await process.stdout.read(65536):
            self._log.write(chunk)

    async def _probe(self) -> None:
        if self.part.is_job:
            await asyncio.Event().wait()
        while not await self.part.ready():  # noqa: ASYNC110 - it asks another process
            await asyncio.sleep(POLL)
        if not self._was_ready:
            await self.part.equip()
        self._was_ready = True
        self.ready.set()

    async def _ended(self, code: int) -> bool:
        if self.part.is_job and code == 0:
            await self.part.equip()
            self.ready.set()
            return True
        self.ready.clear()
        if not self._stopping and not self._asked_to_restart:
            self._report(f"{self.part.name} ended unasked ({_reason(code)}); starting it again. {self._log.tail()}")
        return False

    def _take_restart(self) -> bool:
        asked, self._asked_to_restart = self._asked_to_restart, False
        return asked

    async def _end(self, process: Process) -> None:
        if process.returncode is not None:
            return
        process.send_signal(self.part.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), STOP_PATIENCE)
        except TimeoutError:
            self._report(f"{self.part.name} did not stop within {STOP_PATIENCE:.0f} s and was killed")
            process.kill()
            await process.wait()


def _reason(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
