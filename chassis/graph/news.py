"""Root fields of subscriptions: what is told to a client as soon as it is sealed."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from sqlalchemy import Select, select
from strawberry import Info

from chassis.errors import RequestCode, RequestFault
from chassis.graph import names
from chassis.graph.context import NewsContext
from chassis.graph.fields import typed
from chassis.graph.node import node_of
from chassis.graph.rows import load
from chassis.graph.scalars import RegionCode
from chassis.graph.whole import whole_region
from chassis.visibility import under


@dataclass(frozen=True)
class News:
    """Rows of the annotated type that the journal says an action was done to."""

    actions: frozenset[str]
    description: str


def news(*actions: str, description: str) -> Any:
    """Each visible row in a region and below that one of these actions of the journal was done to, once per action.

    A client hears of what is sealed while it is connected: nothing twice, nothing left out.
    """
    return News(frozenset(actions), description)


def subscription(cls: type[Any]) -> type[Any]:
    """Subscriptions of one noun; `subgraph` merges the nouns' into the schema's Subscription."""
    body: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
    for name, raw in cls.__annotations__.items():
        body[name] = _field(cls.__module__, names.resolve(raw, cls.__module__), getattr(cls, name))
    return strawberry.type(type(cls.__name__, (), body))


def _field(module: str, annotation: Any, declaration: News) -> Any:
    root, target = names.root_of(module), names.target_name(annotation)

    async def resolve(info: Info[NewsContext, None], region_code: RegionCode) -> Any:
        region = await whole_region(info.context, region_code, _out_of_scope)
        info.context.reader.actions = declaration.actions
        return _told(info.context, names.find(root, target), region.path)

    return strawberry.subscription(
        resolver=typed(resolve, AsyncGenerator[annotation, None]), description=declaration.description
    )


async def _told(ctx: NewsContext, cls: type[Any], path: str) -> AsyncGenerator[Any]:
    """What was sealed since the last look, in that order; no connection is held while there is nothing."""
    while True:
        for identifier in await _new(ctx, cls, path):
            if (row := await load(ctx, cls, identifier)) is not None:
                yield row
        await ctx.refresh()
        await ctx.reader.wait()
        await ctx.open()


async def _new(ctx: NewsContext, cls: type[Any], path: str) -> Sequence[Any]:
    """Ids of the rows that were sealed behind the reader's place, which moves on."""
    newest = await ctx.newest_seal()
    rows = await ctx.fetch(_sealed(ctx, cls, path, newest)) if newest > ctx.reader.seq else ()
    ctx.reader.seq = max(newest, ctx.reader.seq)
    return [row["entity_id"] for row in rows]


def _sealed(ctx: NewsContext, cls: type[Any], path: str, newest: int) -> Select[Any]:
    seal, journal = ctx.service.tables.seal, ctx.service.tables.journal
    return (
        select(journal.c.entity_id)
        .join_from(seal, journal, journal.c.id == seal.c.journal_id)
        .where(
            seal.c.seq > ctx.reader.seq,
            seal.c.seq <= newest,
            journal.c.action.in_(ctx.reader.actions),
            journal.c.entity_type == node_of(cls).model.__name__,
            under(journal.c.region_path, [path]),
        )
        .order_by(seal.c.seq)
    )


def _out_of_scope() -> RequestFault:
    return RequestFault(
        RequestCode.PARTIAL_SCOPE,
        "您的权限未覆盖该地区全境,不能订阅其消息;请选择您权限内的地区",
        "Your grants do not cover the whole region, so its news are not told; choose a region within them",
    )
