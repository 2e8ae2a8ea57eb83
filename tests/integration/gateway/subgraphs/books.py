"""Books: owns Book and the catalogue, adds books to Person."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry
from strawberry.federation import Schema
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet

from tests.integration.gateway.subgraphs.shared import CONFIG, Genre, Payload, Place, Problem, refuse

ROWS = {
    "b1": ("Sheep", Genre.NOVEL, "p1", ["p2"], 1990),
    "b2": ("Canals", Genre.MAPS, "p2", ["p1", "p3", "p1"], None),
    "b3": ("Snow", Genre.POEMS, "p1", [], 2001),
    "b4": ("Lost", Genre.NOVEL, "gone", ["p1", "gone"], 2010),
}
LOG: list[str] = []


def reset() -> None:
    LOG.clear()


def ids(wanted: list[str]) -> list["Book"]:
    return [Book(id=strawberry.ID(each)) for each in wanted]


@strawberry.federation.type(keys=["id"])
class Person:
    id: strawberry.ID

    @classmethod
    def resolve_reference(cls, id: strawberry.ID) -> "Person":
        return cls(id=id)

    @strawberry.field
    def books(self, genre: Genre | None = None) -> list["Book"] | None:
        return ids([key for key, row in ROWS.items() if row[2] == self.id and genre in (None, row[1])])

    @strawberry.field
    def book_count(self) -> int:
        return sum(row[2] == self.id for row in ROWS.values())

    @strawberry.field
    def strict_title(self) -> str:
        if self.id == "p2":
            raise refuse("PARTIAL_SCOPE")
        return f"title of {self.id}"


@strawberry.federation.type(keys=[Key(fields=FieldSet("id"), resolvable=False)])
class Shop:
    id: strawberry.ID


@strawberry.federation.type(keys=["id"])
class Book:
    id: strawberry.ID

    @classmethod
    def resolve_reference(cls, id: strawberry.ID) -> "Book | None":
        return cls(id=id) if id in ROWS else None

    @strawberry.field
    def title(self) -> str:
        return ROWS[self.id][0]

    @strawberry.field
    def genre(self) -> Genre:
        return ROWS[self.id][1]

    @strawberry.field
    def year(self) -> int | None:
        return ROWS[self.id][4]

    @strawberry.field
    def author(self) -> Person | None:
        return Person(id=strawberry.ID(ROWS[self.id][2]))

    @strawberry.field
    def readers(self) -> list[Person | None]:
        return [Person(id=strawberry.ID(each)) for each in ROWS[self.id][3]]

    @strawberry.field
    def printed_at(self) -> Place:
        return Place(town="Korla", street=None)

    @strawberry.field
    def forbidden(self) -> str | None:
        raise refuse("PARTIAL_SCOPE")


@strawberry.interface
class Item:
    id: strawberry.ID
    label: str | None
    about: Book | None


@strawberry.type
class Print(Item):
    label: str
    pages: int
    note: str


@strawberry.type
class Audio(Item):
    minutes: int
    note: str | None
    voice: Person | None


@strawberry.type
class BookPayload(Payload):
    book: Book | None


@strawberry.type
class Query:
    @strawberry.field
    def book(self, id: strawberry.ID) -> Book | None:
        return Book.resolve_reference(id)

    @strawberry.field
    def books(self, first: int, genre: Genre | None = None) -> list[Book] | None:
        return ids([key for key, row in ROWS.items() if genre in (None, row[1])][:first])

    @strawberry.field
    def shelves(self) -> list[list[Book | None]] | None:
        return [[*ids(["b1"]), None], [], [*ids(["b2", "b1"])]]

    @strawberry.field
    def items(self) -> list[Item] | None:
        one = Print(id=strawberry.ID("i1"), label="paper", about=ids(["b1"])[0], pages=10, note="fine")
        voice = Person(id=strawberry.ID("p2"))
        two = Audio(id=strawberry.ID("i2"), label=None, about=ids(["b2"])[0], minutes=7, note=None, voice=voice)
        return [one, two]

    @strawberry.field
    def broken(self) -> str | None:
        raise ValueError("secret of the inside")

    @strawberry.field
    def home_shop(self) -> Shop | None:
        return Shop(id=strawberry.ID("s1"))


@strawberry.input
class BookInput:
    id: strawberry.ID
    title: str
    genre: Genre = Genre.NOVEL


@strawberry.type
class Mutation:
    @strawberry.mutation
    def book_check(
        self, input: BookInput, dry_run: Annotated[bool, strawberry.argument(description="only ask")] = False
    ) -> BookPayload | None:
        LOG.append(f"check {input.id} {input.title} {input.genre.value} {dry_run}")
        found = Book.resolve_reference(input.id)
        problems = [] if found else [Problem(code="NOT_FOUND", message="未找到")]
        return BookPayload(book=found, problems=problems, token=f"{len(LOG)}")

    @strawberry.mutation
    def book_refuse(self) -> BookPayload | None:
        LOG.append("refuse")
        raise refuse("INVALID_INPUT")


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def book_told(
        self, info: strawberry.Info, ids: list[strawberry.ID], then: str | None = None
    ) -> AsyncGenerator[Book, None]:
        """Tells of books, and then: waits, refuses, dies or leaves."""
        LOG.append(f"listening {info.context['request'].headers.get('authorization')}")
        try:
            for each in ids:
                yield Book(id=each)
            if then == "wait":
                await asyncio.Event().wait()
            if then:
                raise refuse("PARTIAL_SCOPE") if then == "refuse" else ValueError(then)
        finally:
            LOG.append("left")


schema = Schema(
    Query,
    Mutation,
    Subscription,
    types=[Person, Book, Shop, Print, Audio, Item],
    config=CONFIG,
    federation_version="2.3",
)
