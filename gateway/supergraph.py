"""The supergraph: the public schema, and which subgraph answers which field."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    REMOVE,
    DirectiveDefinitionNode,
    DirectiveNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    GraphQLSchema,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    Visitor,
    build_ast_schema,
    parse,
    value_from_ast_untyped,
    visit,
)

MACHINERY = ("join__", "link")


@dataclass(frozen=True)
class Key:
    """How an entity is found in another subgraph: its key fields and the subgraphs that resolve them."""

    fields: tuple[str, ...]
    resolvable: frozenset[str]


@dataclass(frozen=True)
class Supergraph:
    """What the planner needs to know; subgraphs are named as in the supergraph's `join__graph`."""

    schema: GraphQLSchema
    graphs: frozenset[str]
    members: dict[str, frozenset[str]]
    fields: dict[tuple[str, str], frozenset[str]]
    keys: dict[str, Key]
    implementations: dict[tuple[str, str], tuple[str, ...]]

    def owners(self, type_name: str, field_name: str) -> frozenset[str]:
        """Subgraphs that answer a field; `__typename` is known to all that know the type."""
        return self.fields.get((type_name, field_name)) or self.members[type_name]

    def possible(self, graph: str, abstract: str) -> tuple[str, ...]:
        """Object types that a subgraph may return for an interface."""
        return self.implementations.get((graph, abstract), ())


def load_supergraph(sdl: str) -> Supergraph:
    """Read a composed supergraph SDL (join spec v0.3)."""
    document = parse(sdl, no_location=True)
    names = _graph_names(document)
    types = {node.name.value: node for node in _output_types(document)}
    members = {name: frozenset(names[j["graph"]] for j in joins(node, "type")) for name, node in types.items()}
    return Supergraph(
        schema=build_ast_schema(public_document(document)),
        graphs=frozenset(names.values()),
        members=members,
        fields=dict(_field_owners(types, names)),
        keys={name: key for name, node in types.items() if (key := _key(node, names))},
        implementations=_implementations(types, names),
    )


def public_document(document: DocumentNode) -> DocumentNode:
    """The supergraph without the machinery of composition: what clients see."""
    kept = tuple(node for node in document.definitions if not _is_machinery(node))
    stripped: DocumentNode = visit(DocumentNode(definitions=kept), _MachineryStripper())
    return stripped


def joins(node: Any, kind: str) -> list[dict[str, Any]]:
    """Arguments of each `@join__<kind>` on a definition."""
    return [arguments(directive) for directive in node.directives or () if directive.name.value == f"join__{kind}"]


def arguments(directive: DirectiveNode) -> dict[str, Any]:
    """Arguments of a directive as plain values."""
    return {argument.name.value: value_from_ast_untyped(argument.value) for argument in directive.arguments or ()}


class _MachineryStripper(Visitor):
    def enter_directive(self, node: DirectiveNode, *_: object) -> object:
        return REMOVE if node.name.value.startswith(MACHINERY) else None


def _is_machinery(node: Any) -> bool:
    named = isinstance(node, DirectiveDefinitionNode | TypeDefinitionNode)
    return named and node.name.value.startswith(MACHINERY)


def _graph_names(document: DocumentNode) -> dict[str, str]:
    enum = next(
        n for n in document.definitions if isinstance(n, EnumTypeDefinitionNode) and n.name.value == "join__Graph"
    )
    return {value.name.value: str(joins(value, "graph")[0]["name"]) for value in enum.values or ()}


def _output_types(document: DocumentNode) -> Iterator[ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode]:
    for node in document.definitions:
        if isinstance(node, ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode):
            yield node


def _field_owners(types: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    for type_name, node in types.items():
        for field in node.fields or ():
            if owned := joins(field, "field"):
                yield (type_name, field.name.value), frozenset(names[join["graph"]] for join in owned)


def _key(node: Any, names: dict[str, str]) -> Key | None:
    keyed = [join for join in joins(node, "type") if "key" in join]
    if not keyed:
        return None
    resolvable = frozenset(names[join["graph"]] for join in keyed if join.get("resolvable", True))
    return Key(tuple(keyed[0]["key"].split()), resolvable)


def _implementations(types: dict[str, Any], names: dict[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for type_name, node in types.items():
        if isinstance(node, ObjectTypeDefinitionNode):
            for join in joins(node, "implements"):
                found[names[join["graph"]], str(join["interface"])].append(type_name)
    return {place: tuple(sorted(found_types)) for place, found_types in found.items()}
