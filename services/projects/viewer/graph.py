"""Who is asking."""

from datetime import date
from typing import Any

import strawberry

from chassis import auth
from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.query import computed, query
from chassis.graph.rows import load
from chassis.graph.values import described

_Region: Any = names.resolve("Region | None", __name__)


@strawberry.type(description="A role over a region and all below [授权].")
class Grant:
    """One grant of a token, its region found in the tree."""

    role: str = described("Role [角色].")
    region: _Region = described("Region; null for the whole tree [区划].")


@strawberry.type(description="The signed-in principal [当前用户].")
class Viewer:
    """What a token says of its holder."""

    subject: str = described("Subject of the token [账号].")
    name: str = described("Name [姓名].")
    grants: list[Grant] = described("Grants; one over a region that is not known gives nothing [授权].")
    today: date = described("Business date now [业务日期].")


async def _viewer(ctx: ReadContext) -> Viewer | None:
    identity = ctx.identity
    if not identity.signed_in:
        return None
    grants = [found for each in identity.grants if (found := await _grant(ctx, each)) is not None]
    return Viewer(subject=identity.subject, name=identity.name, grants=grants, today=await ctx.today())


async def _grant(ctx: ReadContext, grant: auth.Grant) -> Grant | None:
    if grant.region_code == auth.WHOLE_TREE:
        return Grant(role=grant.role, region=None)
    found = await ctx.region(grant.region_code)
    node = names.find(names.root_of(__name__), "Region")
    return None if found is None else Grant(role=grant.role, region=await load(ctx, node, found.id))


@query
class ViewerQuery:
    """Reads of the viewer."""

    viewer: Viewer | None = computed(_viewer, "Who is asking; null without a token [当前用户].")
