"""Shops: owns Shop, adds offers to Book and purchases to Person."""

import strawberry
from strawberry.federation import Schema
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet

from tests.integration.gateway.subgraphs.shared import CONFIG, Genre, Money, Payload, Place, refuse

LOG: list[str] = []
OFFERS = {"b1": ["s1", "s2"], "b2": ["s2"], "b3": []}


def reset() -> None:
    LOG.clear()


@strawberry.federation.type(keys=[Key(fields=FieldSet("id"), resolvable=False)])
class Person:
    id: strawberry.ID


@strawberry.federation.type(keys=["id"])
class Shop:
    id: strawberry.ID

    @classmethod
    def resolve_reference(cls, id: strawberry.ID) -> "Shop | None":
        return cls(id=id) if id in ("s1", "s2") else None

    @strawberry.field
    def name(self) -> str:
        return {"s1": "Bazaar", "s2": "Station"}[self.id]

    @strawberry.field
    def keeper(self) -> Person | None:
        return Person(id=strawberry.ID({"s1": "p3", "s2": "p1"}[self.id]))

    @strawberry.field
    def place(self) -> Place:
        return Place(town="Turpan", street="Gate")


@strawberry.type
class Offer:
    price: Money
    shop: Shop

    @strawberry.field
    def stock(self) -> int:
        if self.shop.id == "s2":
            raise refuse("REPLICA_BEHIND", "数据未同步")
        return 3


@strawberry.federation.type(keys=["id"])
class Book:
    id: strawberry.ID

    @classmethod
    def resolve_reference(cls, id: strawberry.ID) -> "Book | None":
        return cls(id=id) if id in OFFERS else None

    @strawberry.field
    def offers(self, first: int = 5) -> list[Offer] | None:
        return [
            Offer(price=Money(f"{i + 1}.50"), shop=Shop(id=strawberry.ID(s))) for i, s in enumerate(OFFERS[self.id])
        ][:first]

    @strawberry.field
    def best_price(self) -> Money:
        return Money("1.50")

    @strawberry.field
    def audit(self) -> str | None:
        raise RuntimeError("secret of the inside")

    @strawberry.field
    def secret(self) -> str:
        raise refuse("UNAUTHENTICATED")


@strawberry.type
class ShopPayload(Payload):
    shop: Shop | None


@strawberry.type
class Query:
    @strawberry.field
    def shops(self, genre: Genre | None = None) -> list[Shop] | None:
        return [Shop(id=strawberry.ID("s1")), Shop(id=strawberry.ID("s2"))]

    @strawberry.field
    def shop(self, id: strawberry.ID) -> Shop | None:
        return Shop.resolve_reference(id)

    @strawberry.field
    def headers(self, info: strawberry.Info) -> list[str] | None:
        request = info.context["request"]
        wanted = ("authorization", "jiadi-consistency", "jiadi-correlation-id", "jiadi-internal-secret")
        return [f"{name}={request.headers.get(name)}" for name in wanted]


@strawberry.type
class Mutation:
    @strawberry.mutation
    def shop_open(self, id: strawberry.ID) -> ShopPayload | None:
        LOG.append(f"open {id}")
        return ShopPayload(shop=Shop.resolve_reference(id), problems=[], token=f"{len(LOG)}")


schema = Schema(Query, Mutation, types=[Person, Shop, Book], config=CONFIG, federation_version="2.3")
