"""What a read may ask for while one request is answered: one snapshot of the database, loads in batches."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Executable, RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from strawberry.dataloader import DataLoader

from chassis.auth import Identity, Principal
from chassis.clock import business_date
from chassis.graph.snapshot import Snapshot
from chassis.newsroom import Reader
from chassis.region import by_code, pick
from chassis.runtime import Runtime
from chassis.scope import principal, region_codes


class ReadContext:
    """Reads of one request; they see one snapshot until `refresh`."""

    def __init__(self, runtime: Runtime, identity: Identity, consistency: str | None = None) -> None:
        self.runtime = runtime
        self.service = runtime.service
        self.identity = identity
        self.consistency = consistency
        self._snapshot = Snapshot(runtime.reads)
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}
        self._principal: Principal | None = None

    async def now(self) -> datetime:
        """The present moment by the service's clock."""
        return await self._snapshot.run(self.runtime.clock.now_async)

    async def today(self) -> date:
        """The business date."""
        return business_date(await self.now())

    @property
    def principal(self) -> Principal:
        """Who is asking, with grants resolved; `open` must have run."""
        if self._principal is None:
            raise RuntimeError("ReadContext.open() has not run")
        return self._principal

    async def open(self) -> None:
        """Resolve the grants of the token against this service's regions."""
        codes = region_codes(self.identity)
        regions = await self._regions_of(codes) if codes else []
        self._principal = principal(self.identity, regions, self.service.permissions)

    async def fetch(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[RowMapping]:
        """Rows of a statement within the request's snapshot; `parameters` are what it names without a value."""

        async def read(connection: AsyncConnection) -> Sequence[RowMapping]:
            return (await connection.execute(statement, parameters)).mappings().all()

        return await self._snapshot.run(read)

    def loader(
        self, key: Hashable, load: Callable[[list[Any]], Any], same: Callable[[Any], Hashable] | None = None
    ) -> DataLoader[Any, Any]:
        """The batch loader of this request under `key`; `same` tells which of its keys are one."""
        if key not in self._loaders:
            self._loaders[key] = DataLoader(load_fn=load, cache_key_fn=same)
        return self._loaders[key]

    async def region(self, code: str) -> Any | None:
        """A region by a code in force or retired, from the region table of this service."""
        return await self.loader("region-by-code", self._regions).load(code)

    async def _regions(self, codes: list[str]) -> list[Any]:
        rows = await self._regions_of(codes)
        return [pick(rows, code) for code in codes]

    async def _regions_of(self, codes: list[str]) -> list[Any]:
        async def read(connection: AsyncConnection) -> list[Any]:
            return list((await connection.execute(by_code(self.service.region, codes))).all())

        return await self._snapshot.run(read)

    async def refresh(self) -> None:
        """Leave the snapshot, so that what a command has just committed is seen."""
        await self._snapshot.leave()
        self._loaders.clear()

    async def close(self) -> None:
        """The answer is given."""
        await self._snapshot.close()


class NewsContext(ReadContext):
    """Reads of one subscription: a new snapshot for each of its answers."""

    def __init__(self, runtime: Runtime, identity: Identity, reader: Reader, consistency: str | None = None) -> None:
        super().__init__(runtime, identity, consistency)
        self.reader = reader

    async def newest_seal(self) -> int:
        """The number of the last seal, 0 before the first."""
        newest = select(func.coalesce(func.max(self.service.tables.seal.c.seq), 0).label("seq"))
        return int((await self.fetch(newest))[0]["seq"])
