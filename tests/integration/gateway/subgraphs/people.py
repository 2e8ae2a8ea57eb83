"""People: owns Person."""

import strawberry
from strawberry.federation import Schema

from tests.integration.gateway.subgraphs.shared import CONFIG, Payload, Place, Problem

ROWS = {
    "p1": ("Ada", "p2", ["p2", "p3"], ("Turpan", "Well Street")),
    "p2": ("Bai", None, ["p1"], ("Korla", None)),
    "p3": ("Cem", "p1", [], None),
}
LOG: list[str] = []
NAMES: dict[str, str] = {}


def reset() -> None:
    LOG.clear()
    NAMES.clear()


@strawberry.federation.type(keys=["id"])
class Person:
    id: strawberry.ID

    @classmethod
    def resolve_reference(cls, id: strawberry.ID) -> "Person | None":
        return cls(id=id) if id in ROWS else None

    @strawberry.field
    def name(self) -> str:
        return NAMES.get(self.id, ROWS[self.id][0])

    @strawberry.field
    def greeting(self, word: str = "你好", times: int = 1) -> str:
        return " ".join([word] * times) + f", {ROWS[self.id][0]}"

    @strawberry.field
    def mentor(self) -> "Person | None":
        mentor = ROWS[self.id][1]
        return Person(id=strawberry.ID(mentor)) if mentor else None

    @strawberry.field
    def friends(self) -> list["Person"]:
        return [Person(id=strawberry.ID(each)) for each in ROWS[self.id][2]]

    @strawberry.field
    def home(self) -> Place | None:
        home = ROWS[self.id][3]
        return Place(town=home[0], street=home[1]) if home else None


@strawberry.type
class PersonPayload(Payload):
    person: Person | None


@strawberry.type
class Query:
    @strawberry.field
    def person(self, id: strawberry.ID) -> Person | None:
        return Person.resolve_reference(id)

    @strawberry.field
    def people(self, first: int) -> list[Person] | None:
        return [Person(id=strawberry.ID(each)) for each in list(ROWS)[:first]]


@strawberry.type
class Mutation:
    @strawberry.mutation
    def person_rename(self, id: strawberry.ID, name: str) -> PersonPayload | None:
        LOG.append(f"rename {id} {name}")
        if id not in ROWS:
            return PersonPayload(person=None, problems=[Problem(code="NOT_FOUND", message="未找到")], token=None)
        NAMES[id] = name
        return PersonPayload(person=Person(id=id), problems=[], token=f"t{len(LOG)}")


schema = Schema(Query, Mutation, types=[Person], config=CONFIG, federation_version="2.3")
