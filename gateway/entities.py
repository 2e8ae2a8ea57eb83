"""Batches of entities: what a subgraph is asked for, and where each answer belongs."""

from dataclasses import dataclass, field
from typing import Any

from gateway.merge import FAILED, Object
from gateway.plan import Entity, Fetch


@dataclass(slots=True)
class Batch:
    """Each entity once, with all objects that stand for it; both lists in the same order."""

    representations: list[Object] = field(default_factory=list)
    targets: list[list[Object]] = field(default_factory=list)

    def attach(self, found: list[Any]) -> list[Object]:
        """Add each entity's fields to the objects that stand for it; returns the entities that exist."""
        for entity, targets in zip(found, self.targets, strict=True):
            for target in targets if isinstance(entity, dict) else ():
                target.update(entity)
        return [entity for entity in found if isinstance(entity, dict)]

    def fail(self, fetch: Fetch) -> None:
        """Mark the fields of all entities as failed."""
        for targets in self.targets:
            for target in targets:
                mark_failed(target, fetch)


def mark_failed(target: Object, fetch: Fetch) -> None:
    """The fetch's fields are missing for a reason that is reported elsewhere."""
    target.update(dict.fromkeys(fetch.keys, FAILED))


def gather(entity: Entity, objects: list[Object]) -> Batch:
    """A batch of the entities that some objects stand for; an object without its key stands for none."""
    batch, seen = Batch(), dict[tuple[Any, ...], list[Object]]()
    for each in objects:
        values = tuple(each.get(source) for _, source in entity.keys)
        if not all(isinstance(value, str | int | float) for value in values):
            continue
        if values not in seen:
            names = (name for name, _ in entity.keys)
            batch.representations.append({"__typename": entity.type_name, **dict(zip(names, values, strict=True))})
            batch.targets.append(seen.setdefault(values, []))
        seen[values].append(each)
    return batch


def entities(data: Object | None, size: int) -> list[Any] | None:
    """The list of entities in a subgraph's data, or None if it is not one of this size."""
    found = (data or {}).get("_entities")
    return found if isinstance(found, list) and len(found) == size else None
