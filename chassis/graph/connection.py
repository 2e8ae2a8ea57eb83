"""Relay connections: a page of rows with cursors, a count, and sums over the whole filter."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

from chassis.graph import names
from chassis.graph.aggregate import summed
from chassis.graph.instances import made
from chassis.graph.listing import COUNT_LIMIT, Listing, Page
from chassis.graph.values import Count, CountPrecision, PageInfo

T = TypeVar("T")


class Connected:
    """What every connection instance holds: its listing, and its page once loaded."""

    listing: Listing
    _page: Page | None

    async def page(self) -> Page:
        """The page, loaded once."""
        if self._page is None:
            self._page = await self.listing.page()
        return self._page


def connect(cls: type[Any], listing: Listing) -> Any:
    """An instance of a connection type over a listing."""
    return made(cls, {"listing": listing, "_page": None})


async def _nodes(self: Any) -> Any:
    return (await self.page()).nodes


async def _page_info(self: Any) -> PageInfo:
    page = await self.page()
    ends = (page.cursors[0], page.cursors[-1]) if page.cursors else (None, None)
    return PageInfo(
        start_cursor=ends[0], end_cursor=ends[1], has_next_page=page.has_next, has_previous_page=page.has_previous
    )


async def _total_count(self: Any) -> Count:
    count = await self.listing.count()
    exact = count <= COUNT_LIMIT
    return Count(count=min(count, COUNT_LIMIT), precision=CountPrecision.EXACT if exact else CountPrecision.AT_LEAST)


def connection(node: str, aggregate: str | None = None) -> Callable[[type[T]], type[T]]:
    """Make `class <Node>Connection` a page over the node type, and `<Node>Edge` beside it.

    `aggregate` names the type of sums over the filter, if the connection offers them.
    """

    def declare(cls: type[T]) -> type[T]:
        of, module = names.resolve(node, cls.__module__), cls.__module__
        edge = _edge_type(node, module, of)
        fields = {
            "edges": _field(_edges(edge), list[edge], "Rows with cursors [行]."),  # type: ignore[valid-type]
            "nodes": _field(_nodes, list[of], "Rows [记录]."),  # type: ignore[valid-type]
            "page_info": _field(_page_info, PageInfo, "Page [分页信息]."),
            "total_count": _field(_total_count, Count, "Rows of the whole filter [总数]."),
        }
        if aggregate is not None:
            sums = names.resolve(aggregate, module)
            fields["aggregate"] = _field(_aggregate(module, aggregate), sums, "Sums over the whole filter [汇总].")
        body = {"__module__": module, "__annotations__": {}, **fields}
        built = strawberry.type(
            type(cls.__name__, (Connected,), body), description="A page of at most 100 rows [分页]."
        )
        names.register(built)
        return cast("type[T]", built)

    return declare


def _field(resolve: Any, returns: Any, description: str) -> Any:
    async def resolver(self: Any) -> Any:
        return await resolve(self)

    resolver.__annotations__ = {"return": returns}
    return strawberry.field(resolver=resolver, description=description)


def _edge_type(node: str, module: str, of: Any) -> Any:
    body = {
        "__module__": module,
        "__annotations__": {"cursor": str, "node": of},
        "cursor": strawberry.field(description="Cursor [游标]."),
        "node": strawberry.field(description="Row [记录]."),
    }
    built = strawberry.type(type(f"{node}Edge", (), body), description="One row with its cursor [行].")
    names.register(built)
    return built


def _edges(edge: Any) -> Any:
    async def edges(self: Any) -> Any:
        page = await self.page()
        return [edge(cursor=cursor, node=node) for cursor, node in zip(page.cursors, page.nodes, strict=True)]

    return edges


def _aggregate(module: str, name: str) -> Any:
    async def aggregate(self: Any) -> Any:
        return await summed(self.listing, names.find(names.root_of(module), name))

    return aggregate
