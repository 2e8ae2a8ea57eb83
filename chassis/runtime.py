"""What a process of a service holds while it runs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import Session

from chassis.auth import Principal, TokenVerifier, system_principal
from chassis.cipher import Cipher
from chassis.clock import Clock
from chassis.database import read_engine, write_engine
from chassis.digest import Digests
from chassis.documents.store import FileStore
from chassis.journal import Origin
from chassis.newsroom import Newsroom
from chassis.service import Service
from chassis.settings import ServiceSettings
from chassis.uow import UnitOfWork


class Runtime:
    """A service with its connections, its clock and the threads that commands run in."""

    def __init__(self, service: Service, settings: ServiceSettings) -> None:
        self.service = service
        self.settings = settings
        self.engine: Engine = write_engine(settings, settings.pool_size)
        self.reads: AsyncEngine = read_engine(settings)
        self.clock = Clock(settings.clock, service.tables.clock)
        self.digests = Digests(settings)
        self.cipher = Cipher(settings)
        self.files = FileStore(settings)
        self.verifier = TokenVerifier(settings)
        self.newsroom = Newsroom(settings)
        self.threads = ThreadPoolExecutor(settings.pool_size, thread_name_prefix="command")

    def session(self) -> Session:
        """A session of one transaction; leaving it without a commit undoes everything."""
        return Session(self.engine, expire_on_commit=False)

    def unit(self, session: Session, principal: Principal, origin: Origin, today: date | None = None) -> UnitOfWork:
        """A unit of work in a session's transaction; `today` is given where another day is worked off."""
        return UnitOfWork(session, self.service, principal, origin, self.digests, self.cipher, self.files, today)

    def system(self, job: str) -> Principal:
        """The principal of a job or handler."""
        return system_principal(job, self.service.permissions)

    async def close(self) -> None:
        """Let running commands end, then drop every connection."""
        await self.newsroom.close()
        self.close_writes()
        await self.reads.dispose()

    def close_writes(self) -> None:
        """The same for a process that has made no asynchronous read."""
        self.threads.shutdown(wait=True)
        self.engine.dispose()
