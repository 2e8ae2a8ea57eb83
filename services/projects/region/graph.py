"""Regions as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from strawberry import ID

from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.node import node
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import computed, query
from chassis.graph.rows import by_ids, load
from chassis.graph.scalars import RegionCode
from published.project_terms import RegionLevel
from services.projects.region import commands, models


async def _successors(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    ids = sorted({UUID(key) for row in rows for key in row["ids"]})
    found = {str(each.id): each for each in await by_ids(ctx, Region, ids) if each is not None}
    return [sorted((found[key] for key in row["ids"]), key=lambda region: region.code) for row in rows]


@node(models.Region, key=True)
class Region:
    """A place of the administrative tree [行政区划]."""

    id: ID = column("Id [标识].")
    code: RegionCode = column("Code in force [区划代码].")
    former_codes: list[RegionCode] = column("Codes it had before, or took over [曾用代码].")
    name: str = column("Name [名称].")
    level: RegionLevel = column("Level [层级].")
    valid_from: date | None = column("First day in force; null if unknown [生效日].")
    valid_to: date | None = column("Last day in force; null while in force, or if unknown [失效日].")
    successors: "list[Region]" = batched(
        _successors, "Regions that took its place [继任区划].", ids=models.Region.successor_ids
    )
    fictitious: bool = column("Fictitious place for demonstration [虚构].")
    parent: "Region | None" = reference(models.Region.parent_id, "Region above; null at the top [上级].")
    children: "list[Region]" = children(
        models.Region.parent_id, "Regions directly below, by code [下级].", order=(models.Region.code,)
    )


@payload
class RegionImportPayload:
    """Outcome [办理结果]."""

    regions: "list[Region] | None" = entity("Regions created or changed [区划].")


async def _region(ctx: ReadContext, code: RegionCode) -> Any:
    found = await ctx.region(code)
    return await load(ctx, Region, found.id if found else None)


@query
class RegionQuery:
    """Reads of regions."""

    region: "Region | None" = computed(_region, "A region by its code, in force or retired [行政区划].")


@mutation
class RegionMutation:
    """Commands on regions."""

    region_import: "RegionImportPayload | None" = command(
        commands.import_regions, "Create or update regions, all or none [导入行政区划]."
    )
