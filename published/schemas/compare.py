"""What a change of an event's JSON schema would break for those who read or replay the event."""

from collections.abc import Iterator
from typing import Any, Final

Schema = dict[str, Any]

_PROSE: Final = {"title", "description", "default"}
_STRUCTURE: Final = {"properties", "required", "items", "anyOf", "enum"}


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Fields removed, retyped or newly required in `new`, each as one line that names the field.

    New optional fields and new values of an enumeration are additions and break nothing.
    """
    return list(_Comparison(old, new).at("", old, new))


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self.old_definitions: Schema = old.get("$defs", {})
        self.new_definitions: Schema = new.get("$defs", {})

    def at(self, path: str, old: Schema, new: Schema) -> Iterator[str]:
        old, new = _resolve(old, self.old_definitions), _resolve(new, self.new_definitions)
        if _leaf(old) != _leaf(new) or _values(old) - _values(new):
            yield f"{path or 'event'}: retyped"
            return
        yield from self.fields(path, old, new)
        yield from self.alternatives(path, old.get("anyOf", []), new.get("anyOf", []))
        if "items" in old:
            yield from self.at(f"{path}[]", old["items"], new["items"])

    def fields(self, path: str, old: Schema, new: Schema) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name in sorted(set(new.get("required", [])) - set(old.get("required", []))):
            yield f"{_join(path, name)}: newly required"
        for name, schema in sorted(before.items()):
            if name in after:
                yield from self.at(_join(path, name), schema, after[name])
            else:
                yield f"{_join(path, name)}: removed"

    def alternatives(self, path: str, old: list[Schema], new: list[Schema]) -> Iterator[str]:
        if len(old) != len(new):
            yield f"{path}: retyped"
            return
        for before, after in zip(old, new, strict=True):
            yield from self.at(path, before, after)


def _resolve(schema: Schema, definitions: Schema) -> Schema:
    reference = schema.get("$ref")
    return schema if reference is None else definitions[reference.rpartition("/")[2]]


def _leaf(schema: Schema) -> Schema:
    """What must stay equal: everything but prose, definitions and the structure compared part by part."""
    leaf = {key: value for key, value in schema.items() if key not in _PROSE | _STRUCTURE | {"$defs", "const"}}
    return leaf | {"structure": sorted((_STRUCTURE - {"required", "enum"}) & schema.keys())}


def _values(schema: Schema) -> set[str]:
    """Values of an enumeration; one with a single value is written as a constant."""
    return set(schema.get("enum", [schema["const"]] if "const" in schema else []))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
