"""Finding objects in results, with or without the way there."""

from collections.abc import Iterable, Iterator
from typing import Any

from gateway.plan import Fetch, Path, Step

Object = dict[str, Any]
Place = tuple[str | int, ...]


class Failed:
    """Stands where a fetch has failed, so that its null is reported once."""


FAILED = Failed()


def located(objects: Iterable[Object], paths: tuple[Path, ...], type_key: str) -> list[Object]:
    """Objects at any of the paths, lists of any depth opened."""
    found: list[Object] = []
    for path in paths:
        current = list(objects)
        for step in path:
            current = [inner for each in current for inner in _objects(each.get(step.key), step, type_key)]
        found += current
    return found


def placed(root: Object, chain: tuple[Fetch, ...], type_key: str) -> list[tuple[Place, Object]]:
    """Objects where the last fetch of a chain of joins attaches, each with the way from the root."""
    current: list[tuple[Place, Object]] = [((), root)]
    for fetch in chain:
        current = [found for path in fetch.paths for found in _follow(current, path, type_key)]
    return current


def _follow(current: list[tuple[Place, Object]], path: Path, type_key: str) -> list[tuple[Place, Object]]:
    for step in path:
        current = [
            (place, inner)
            for way, each in current
            for place, inner in _placed((*way, step.key), each.get(step.key), step, type_key)
        ]
    return current


def _objects(value: Any, step: Step, type_key: str) -> Iterator[Object]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, step, type_key)
    elif isinstance(value, dict) and step.type_name in (None, value.get(type_key)):
        yield value


def _placed(way: Place, value: Any, step: Step, type_key: str) -> Iterator[tuple[Place, Object]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _placed((*way, index), item, step, type_key)
    elif isinstance(value, dict) and step.type_name in (None, value.get(type_key)):
        yield way, value
