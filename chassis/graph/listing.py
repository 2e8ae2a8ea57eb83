"""One list as asked for: which rows, in which order, which page; batched over the parents it hangs from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Executable, RowMapping, and_, func, literal, select, true

from chassis.errors import RequestCode, RequestFault
from chassis.graph.context import ReadContext
from chassis.graph.dates import Dates, Given, GivenMoment, dates
from chassis.graph.filters import compile_where
from chassis.graph.node import node_of
from chassis.graph.ordering import By, after, binding, decode, encode, order_by
from chassis.graph.rows import instance, selecting
from chassis.region import ROOT_PATH
from chassis.visibility import under, visible

PAGE_LIMIT = 100
COUNT_LIMIT = 10_000


@dataclass(frozen=True)
class Asked:
    """The arguments of a list field; dates only for a type whose lists hold on a date, `dates` once worked out."""

    first: int
    after: str | None
    where: Any
    order: By
    as_of: Given = None
    known_at: GivenMoment = None
    dates: Dates | None = None


@dataclass(frozen=True)
class Page:
    """Rows of a page with their cursors."""

    nodes: list[Any]
    cursors: list[str]
    has_next: bool
    has_previous: bool


@dataclass(frozen=True)
class Listing:
    """Rows of a type that meet a condition; `parent` is the value that `key` must hold, if it hangs from a row."""

    ctx: ReadContext
    cls: type[Any]
    asked: Asked
    where: ColumnElement[bool]
    paths: tuple[str, ...]
    bound: str
    key: Any = None
    parent: Any = None
    dates: Dates | None = None

    @property
    def earlier(self) -> "Listing":
        """The same list as it was on the date that changes count from."""
        return self if self.dates is None else replace(self, dates=self.dates.before)

    async def fetch(self, statement: Executable) -> Sequence[RowMapping]:
        """Rows of a statement on the list's date."""
        return await self.ctx.fetch(statement, self.dates.parameters if self.dates else None)

    @property
    def model(self) -> Any:
        """The table behind it."""
        return node_of(self.cls).model

    @property
    def condition(self) -> ColumnElement[bool]:
        """Everything that limits this list, visibility included."""
        mine = true() if self.key is None else self.key == self.parent
        limit = visible(self.model, self.ctx.principal, from_parent=self.key is not None)
        return and_(limit, self.where, mine)

    @property
    def base_path(self) -> str:
        """The region that the list is about: the one it names, or the one all grants have in common."""
        return _common(self.paths or self.ctx.principal.paths)

    def require_whole(self) -> None:
        """PARTIAL_SCOPE unless every region that the list names lies wholly in scope: a part must not look whole."""
        if not all(self.ctx.principal.sees(path) for path in self.paths):
            raise partial_scope()

    async def page(self) -> Page:
        """The rows asked for."""
        if self.key is None:
            return self._page(await self.fetch(self._window().limit(self.asked.first + 1)))
        loader = self.ctx.loader(("page", self.bound, self.asked.after, self.asked.first), self._pages)
        rows: Sequence[RowMapping] = await loader.load(self.parent)
        return self._page(rows)

    async def _pages(self, parents: list[Any]) -> list[list[RowMapping]]:
        order = order_by(self.asked.order, self.model.id)
        place = func.row_number().over(partition_by=self.key, order_by=order).label("place_")
        inner = self._window(self.key.label("parent_"), place, parents=parents).order_by(None).subquery()
        rows = await self.fetch(
            select(inner).where(inner.c.place_ <= self.asked.first + 1).order_by(inner.c.parent_, inner.c.place_)
        )
        return [[row for row in rows if row["parent_"] == parent] for parent in parents]

    def _window(self, *extra: ColumnElement[Any], parents: list[Any] | None = None) -> Any:
        statement = selecting(
            self.ctx, self.cls, self.asked.order.column.label("key_"), *extra, from_parent=self.key is not None
        ).where(self.where)
        if parents is not None:
            statement = statement.where(self.key.in_(parents))
        if self.asked.after is not None:
            statement = statement.where(after(self.asked.order, self.model.id, *decode(self.asked.after, self.bound)))
        return statement.order_by(*order_by(self.asked.order, self.model.id))

    def _page(self, rows: Sequence[RowMapping]) -> Page:
        shown = rows[: self.asked.first]
        cursors = [encode(self.bound, row["key_"], row["id"]) for row in shown]
        nodes = [instance(self.cls, row) for row in shown]
        return Page(nodes, cursors, len(rows) > self.asked.first, self.asked.after is not None)

    async def count(self) -> int:
        """Rows of the whole filter, counted up to one more than COUNT_LIMIT."""
        some = select(literal(1)).select_from(self.model).where(self.condition).limit(COUNT_LIMIT + 1)
        rows = await self.fetch(select(func.count().label("count")).select_from(some.subquery()))
        return int(rows[0]["count"])


async def listing(ctx: ReadContext, cls: type[Any], asked: Asked, field: str) -> Listing:
    """A list at the root, over everything in scope."""
    _check(asked)
    compiled = await compile_where(ctx, asked.where)
    plain = Listing(ctx, cls, asked, compiled.condition, compiled.paths, _bound(ctx, asked, field))
    during = node_of(cls).during
    if during is None:
        return plain
    on = asked.dates or await dates(ctx, asked.as_of, known_at=asked.known_at)
    return replace(plain, where=and_(during, plain.where), dates=on)


async def hanging(ctx: ReadContext, cls: type[Any], asked: Asked, field: str, key: Any, parent: Any) -> Listing:
    """A list of the rows whose `key` holds the parent's id."""
    plain = await listing(ctx, cls, asked, field)
    return replace(plain, key=key, parent=parent)


async def below(ctx: ReadContext, cls: type[Any], asked: Asked, field: str, key: Any, path: str) -> Listing:
    """A list of the rows whose path lies at or below `path`."""
    plain = await listing(ctx, cls, asked, f"{field}:{path}")
    return replace(plain, where=and_(plain.where, under(key, [path])), paths=(*plain.paths, path))


def _check(asked: Asked) -> None:
    if not 1 <= asked.first <= PAGE_LIMIT:
        raise RequestFault(
            RequestCode.LIMIT_EXCEEDED,
            f"first须在1至{PAGE_LIMIT}之间,请分页查询",
            f"first must lie between 1 and {PAGE_LIMIT}; ask page by page",
        )


def _bound(ctx: ReadContext, asked: Asked, field: str) -> str:
    return binding(field, asked.where, asked.order.description, asked.as_of, asked.known_at, ctx.identity)


def _common(paths: Sequence[str]) -> str:
    parts = [path.strip("/").split("/") for path in paths]
    shared = []
    for step in zip(*parts, strict=False):
        if len(set(step)) > 1 or step[0] == "":
            break
        shared.append(step[0])
    return f"/{'/'.join(shared)}/" if shared else ROOT_PATH


def partial_scope() -> RequestFault:
    """A sum over a region needs a grant over the whole region."""
    return RequestFault(
        RequestCode.PARTIAL_SCOPE,
        "您的权限只覆盖该地区的一部分,不能给出全地区的汇总;请选择您权限内的地区",
        "Your grants cover only part of this region, so its total is not shown; choose a region within them",
    )
