"""Federation features that the planner lacks, found before they are served."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
    Visitor,
    parse,
    visit,
)

from gateway.supergraph import arguments, joins

PLANNED = frozenset({"key", "shareable", "link", "deprecated", "specifiedBy"})
PLANNED_ARGUMENTS = {"field": {"graph"}, "type": {"graph", "key", "resolvable", "extension"}}
INTERFACES = InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode
FEDERATION_UNION = "_Entity"
UNIONS = UnionTypeDefinitionNode | UnionTypeExtensionNode
COMPOSITES = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | INTERFACES


def unplannable_in_subgraph(name: str, sdl: str) -> list[str]:
    """What a subgraph uses that the planner lacks, one message each."""
    document = parse(sdl, no_location=True)
    directives = _Directives()
    visit(document, directives)
    found = [f"@{used}" for used in sorted(directives.used - PLANNED)]
    for node in document.definitions:
        found += _unplannable_definition(node)
    return [f"{name}: the planner lacks {feature}" for feature in found]


def unplannable_in_supergraph(sdl: str) -> list[str]:
    """What a composed supergraph asks for that the planner lacks, one message each."""
    document = parse(sdl, no_location=True)
    return [f"supergraph: the planner lacks {feature}" for feature in _unplannable_joins(document)]


def _unplannable_definition(node: Any) -> Iterator[str]:
    if isinstance(node, UNIONS) and node.name.value != FEDERATION_UNION:
        yield f"unions ({node.name.value})"
    if isinstance(node, COMPOSITES):
        yield from _unplannable_type(node)


def _unplannable_type(node: Any) -> Iterator[str]:
    name = node.name.value
    keys = [str(arguments(used)["fields"]) for used in node.directives or () if used.name.value == "key"]
    if len(keys) > 1:
        yield f"several keys of one type ({name}: {', '.join(keys)})"
    if keys and isinstance(node, INTERFACES):
        yield f"keys of interfaces ({name})"
    yield from (f"nested keys ({name}: {key})" for key in keys if "{" in key)


def _unplannable_joins(document: DocumentNode) -> Iterator[str]:
    for node in document.definitions:
        if isinstance(node, COMPOSITES):
            yield from _unplannable_type_joins(node)
            for field in node.fields or ():
                yield from _unplannable_arguments("field", field, f"{node.name.value}.{field.name.value}")


def _unplannable_type_joins(node: Any) -> Iterator[str]:
    name, owned = node.name.value, joins(node, "type")
    yield from _unplannable_arguments("type", node, name)
    keys = {join.get("key") for join in owned}
    if len(keys) > 1:
        told = ", ".join(sorted(f"{join['graph'].lower()}: {join.get('key', 'none')}" for join in owned))
        yield f"keys that differ between subgraphs ({name}: {told})"


def _unplannable_arguments(kind: str, node: Any, where: str) -> Iterator[str]:
    for join in joins(node, kind):
        for argument in sorted(set(join) - PLANNED_ARGUMENTS[kind]):
            yield f"'{argument}' of @join__{kind} ({where})"


class _Directives(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        self.used.add(node.name.value)
