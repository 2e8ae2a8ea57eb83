"""Mutations: a command, its input type, and a payload that reads the changed entities back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints
from uuid import UUID

import strawberry
from strawberry import Info

from chassis import log
from chassis.commands import Call, Command, execute
from chassis.graph import names
from chassis.graph.context import ReadContext
from chassis.graph.input_type import given, input_type
from chassis.graph.rows import load
from chassis.graph.values import MutationPayload, rule_verdict, user_error
from chassis.outcome import Ids, Outcome


@dataclass(frozen=True)
class Entity:
    """A payload field that shows what the command changed."""

    description: str


Load = Callable[[ReadContext, UUID], Awaitable[Any]]
"""`async (ctx, id) -> value`."""


@dataclass(frozen=True)
class Attached:
    """A payload field that is made for the id that the command returned under its name."""

    load: Load
    description: str


@dataclass(frozen=True)
class Mutating:
    """A mutation field."""

    command: Command
    description: str


def entity(description: str) -> Any:
    """The node, or list of nodes, that the command returned the id of; null when nothing was done."""
    return Entity(description)


def attached(load: Load, description: str) -> Any:
    """What `load` makes of the id that the command returned under the field's name; null where it returned none.

    It is made anew for a repeat of the key.
    """
    return Attached(load, description)


def command(run: Command, description: str) -> Any:
    """A mutation that runs a command; its input type comes from the command's model."""
    return Mutating(run, description)


_FIELDS: dict[type[Any], dict[str, tuple[Any, Entity | Attached]]] = {}


def payload(cls: type[Any]) -> Any:
    """A payload type: the entities it names, with verdicts, errors and the consistency token."""
    fields = {name: getattr(cls, name) for name in cls.__annotations__}
    annotations = {name: names.resolve(cls.__annotations__[name], cls.__module__) for name in fields}
    body: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": annotations}
    body |= {name: strawberry.field(description=each.description) for name, each in fields.items()}
    made = strawberry.type(type(cls.__name__, (MutationPayload,), body), description=cls.__doc__)
    _FIELDS[made] = {name: (annotations[name], each) for name, each in fields.items()}
    names.register(made)
    return made


def mutation(cls: type[Any]) -> type[Any]:
    """Mutations of one noun; `subgraph` merges the nouns' into the schema's Mutation."""
    body: dict[str, Any] = {"__module__": cls.__module__, "__annotations__": {}}
    for name, raw in cls.__annotations__.items():
        annotation = names.resolve(raw, cls.__module__)
        body[name] = _field(names.root_of(cls.__module__), annotation, getattr(cls, name))
    return strawberry.type(type(cls.__name__, (), body))


def _field(root: str, annotation: Any, declaration: Mutating) -> Any:
    target = names.target_name(annotation)

    async def resolve(
        info: Info[ReadContext, None],
        input: Any,  # noqa: A002  # the argument's name in GraphQL
        idempotency_key: str,
        validate_only: bool = False,
    ) -> Any:
        ctx = info.context
        call = Call(ctx.identity, idempotency_key, log.correlation.get(), validate_only, ctx.consistency)
        outcome = await execute(ctx.runtime, declaration.command, given(input), call)
        return await _answer(ctx, names.find(root, target), outcome)

    resolve.__annotations__ |= {"input": _input(declaration.command), "return": annotation}
    return strawberry.field(resolver=resolve, description=declaration.description)


def _input(run: Command) -> Any:
    hints = get_type_hints(run, include_extras=True)
    return input_type([hint for name, hint in hints.items() if name != "return"][1])


async def _answer(ctx: ReadContext, cls: type[Any], outcome: Outcome) -> Any:
    await ctx.refresh()
    values = {name: await _value(ctx, cls, name, outcome.ids) for name in _FIELDS[cls]}
    return cls(
        **values,
        verdicts=[rule_verdict(verdict) for verdict in outcome.verdicts],
        errors=[user_error(fault) for fault in outcome.errors],
        consistency_token=outcome.consistency_token,
    )


async def _value(ctx: ReadContext, cls: type[Any], name: str, ids: Ids | None) -> Any:
    annotation, field = _FIELDS[cls][name]
    if isinstance(field, Attached):
        key = ids.get(name) if isinstance(ids, Mapping) else None
        return await field.load(ctx, key) if isinstance(key, UUID) else None
    key = ids.get(name) if isinstance(ids, Mapping) else ids
    node = names.find(names.root_of(cls.__module__), names.target_name(annotation))
    if isinstance(key, list):
        return [found for each in key if (found := await load(ctx, node, each)) is not None]
    return await load(ctx, node, key)
