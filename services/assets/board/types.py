"""A board: the sums of the list of a region's assets on a date, and of the regions directly below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.graph import names
from chassis.graph.aggregate import spec_of, summed
from chassis.graph.context import ReadContext
from chassis.graph.dates import Dates
from chassis.graph.groups import groups
from chassis.graph.listing import Listing, listing
from chassis.region import in_force
from services.assets.asset.types import AssetAggregate, all_below
from services.assets.board.models import measured
from services.assets.board.rules import Measures
from services.assets.replicas import Region

ROOT: Final = "services.assets"
SUMS: Final = ("count", "original_value", "net_value")


@dataclass(frozen=True)
class Board:
    """A region on a date; whatever it counts is asked of the list that `assets(where: {region: {under: …}})` gives.

    `above` is the path of the board that it is a child of: indicators of all children are worked out together.
    """

    ctx: ReadContext
    region_id: UUID
    region_code: str
    path: str
    dates: Dates
    above: str | None = None

    async def listing(self) -> Listing:
        """The list behind every number; PARTIAL_SCOPE unless the whole region is in scope."""
        asked = all_below(self.region_code, self.dates)
        found = await listing(self.ctx, names.find(ROOT, "Asset"), asked, "Query.assetBoard")
        found.require_whole()
        return found

    async def sums(self) -> dict[str, int]:
        """Count and values, fen."""
        found = await summed(await self.listing(), AssetAggregate)
        return {name: getattr(found, name) for name in SUMS}

    async def groups(self, by: Sequence[str]) -> list[Any]:
        """The sums by one or two dimensions, with what changed since `since`."""
        return await groups(await self.listing(), spec_of(AssetAggregate), list(by))

    async def below(self) -> list[tuple["Board", dict[str, int]]]:
        """Boards of the regions directly below with their sums, by code: those in force on the date or with assets."""
        counted = {group.keys[0]: group for group in await self.groups(["REGION"])}
        return [
            (
                Board(self.ctx, region["id"], region["code"], region["path"], self.dates, above=self.path),
                {name: getattr(counted.get(region["code"]), name, 0) for name in SUMS},
            )
            for region in await self._regions_below()
            if region["code"] in counted or in_force(region, self.dates.as_of)
        ]

    async def measures(self) -> Measures:
        """The indicators; asked together with those of the boards beside it."""

        async def load(paths: list[str]) -> list[Measures]:
            below = self.above is not None
            found = await measured(self.ctx, self.above or self.path, self.dates, below=below)
            return [found.get(path, Measures()) for path in paths]

        loader = self.ctx.loader(("board measures", self.above or self.path, self.above is None, self.dates), load)
        measures: Measures = await loader.load(self.path)
        return measures

    async def _regions_below(self) -> Sequence[Any]:
        columns = (Region.id, Region.code, Region.path, Region.valid_from, Region.valid_to, Region.successor_ids)
        statement = select(*(col(each) for each in columns)).where(col(Region.parent_id) == self.region_id)
        return await self.ctx.fetch(statement.order_by(Region.code))
