"""What the services declare, found in their code: rules, events told, events consumed."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any, get_type_hints

from chassis.states import Machine
from deploy.embedded.databases import SERVICES
from published.event import Event
from rulebook.rule import Rule


@dataclass(frozen=True)
class FoundRule:
    """A rule and the function that judges it."""

    rule: Rule[Any]
    place: str
    summary: str


def service(name: str) -> Any:
    """The value that a service's composition roots are built from."""
    return importlib.import_module(f"services.{name}.service").SERVICE


def modules(layer: str) -> Iterator[ModuleType]:
    """Every noun's module of a layer, such as `rules`."""
    for name in SERVICES:
        package = importlib.import_module(f"services.{name}")
        for noun in pkgutil.iter_modules(package.__path__):
            full = f"services.{name}.{noun.name}"
            if noun.ispkg and layer in {
                each.name for each in pkgutil.iter_modules(importlib.import_module(full).__path__)
            }:
                yield importlib.import_module(f"{full}.{layer}")


@dataclass(frozen=True)
class FoundMachine:
    """A machine, the noun that it stands in, and the states it may hold."""

    machine: Machine[Any]
    place: str

    @property
    def states(self) -> tuple[StrEnum, ...]:
        """Every state that a move names, in the order of the vocabulary."""
        named = {state for move in self.machine.moves for state in (move.from_state, move.to_state)}
        return tuple(state for kind in {type(state) for state in named} for state in kind if state in named)


def machines() -> list[FoundMachine]:
    """Every machine that moves, by service and noun."""
    return [
        FoundMachine(each, module.__name__.removesuffix(".states"))
        for module in modules("states")
        for each in vars(module).values()
        if isinstance(each, Machine) and each.moves
    ]


def rules() -> list[FoundRule]:
    """Every rule of the services by catalogue id."""
    found = [
        FoundRule(each, f"{module.__name__}.{name}", (each.check.__doc__ or "").split("\n")[0])
        for module in modules("rules")
        for name, each in vars(module).items()
        if isinstance(each, Rule) and each.check.__module__ == module.__name__
    ]
    return sorted(found, key=lambda each: (each.rule.id, each.place))


def told() -> dict[type[Event], str]:
    """Event models that a noun's `events.py` makes, with the function that makes them."""
    made: dict[type[Event], str] = {}
    for module in modules("events"):
        for name, each in vars(module).items():
            if callable(each) and getattr(each, "__module__", "") == module.__name__:
                returned = get_type_hints(each).get("return")
                if isinstance(returned, type) and issubclass(returned, Event):
                    made[returned] = f"{module.__name__}.{name}"
    return made


def consumed() -> dict[type[Event], list[str]]:
    """Event models that handlers take, with `service.handler`."""
    taken: dict[type[Event], list[str]] = {}
    for name in SERVICES:
        for handler in service(name).handlers:
            for event in handler.events:
                taken.setdefault(event, []).append(f"{name}.{handler.name}")
    return taken
