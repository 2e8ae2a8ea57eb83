"""Every act of the thread with each of its inputs made wrong in turn, before it is done right."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLInputField, GraphQLNonNull
from graphql.type import GraphQLEnumType, get_named_type, get_nullable_type, is_required_input_field

from deploy.embedded.databases import SERVICES
from tests.journeys.story.asking import NOWHERE, errors, input_type, mutation_of
from tests.journeys.story.telling import Act, Story

WRONG: dict[str, tuple[Any, ...]] = {
    "ID": (NOWHERE, "not-an-id"),
    "Money": ("-1.00", "0.001", "一千元", 1.5),
    "Decimal": ("abc",),
    "Date": ("2020-13-01",),
    "Int": (-1,),
    "RegionCode": ("652822999999", "x"),
}


@dataclass(frozen=True)
class Mistake:
    """One wrong input and what was answered; `facts` are the journal rows that it left behind."""

    operation: str
    path: str
    value: Any
    errors: list[dict[str, Any]]
    facts: int


@dataclass
class Mistakes:
    """A watcher that makes each mistake once for each operation, in earnest: not as a dry run."""

    made: list[Mistake] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def __call__(self, story: Story, act: Act) -> None:
        if act.operation in self._seen:
            return
        self._seen.add(act.operation)
        before = facts(story)
        for path, value, given in wrong_inputs(act):
            found = errors(story, act, act.persona, given, dry=False)
            assert found, f"{act.operation} took {path} = {value!r}"
            after = facts(story)
            self.made.append(Mistake(act.operation, path, value, found, after - before))
            before = after


def facts(story: Story) -> int:
    """Rows that commands have added to the three journals."""
    total = 0
    for service in SERVICES:
        with story.deployment.database(service) as connection:
            row = connection.execute(
                "SELECT count(*) FROM journal WHERE actor->>'subject' NOT LIKE 'system:%'"
            ).fetchone()
            assert row is not None
            total += int(row[0])
    return total


def wrong_inputs(act: Act) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Each wrong value by the path of its field, and the input that holds it."""
    for name, declared in input_type(mutation_of(act.operation)).fields.items():
        for value in _wrong(name, declared, act.given):
            yield name, value, act.given | {name: value}
        if is_required_input_field(declared) and name in act.given:
            yield name, "left out", {key: each for key, each in act.given.items() if key != name}


def _wrong(name: str, declared: GraphQLInputField, given: dict[str, Any]) -> Iterator[Any]:
    kind = get_named_type(declared.type)
    if name not in given or get_nullable_type(declared.type) is not kind:
        return
    if name == "expectedVersion":
        yield given[name] + 1
    elif isinstance(kind, GraphQLEnumType):
        yield "NO_SUCH_VALUE"
    elif kind.name == "String" and isinstance(declared.type, GraphQLNonNull):
        yield from ("", " ", "长" * 100_000)
    else:
        yield from WRONG.get(kind.name, ())
