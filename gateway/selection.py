"""Which fields an operation selects on an object type, as the specification collects them."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    visit,
)

Fields = dict[str, list[FieldNode]]
CONDITIONS = {"skip": False, "include": True}


class Collector:
    """Collects fields with fragments expanded and `@skip`/`@include` decided by the given variables."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, conditions: Mapping[str, bool]) -> None:
        self._schema = schema
        self._fragments = fragments(document)
        self._conditions = conditions

    def fields(self, type_name: str, selection_sets: list[SelectionSetNode]) -> Fields:
        """Response key → field nodes that merge into it, in the client's order."""
        found: Fields = {}
        for selection_set in selection_sets:
            self._collect(type_name, selection_set, found, set())
        return found

    def _collect(self, type_name: str, selection_set: SelectionSetNode, found: Fields, spread: set[str]) -> None:
        for node in selection_set.selections:
            if not self._included(node.directives):
                continue
            if isinstance(node, FieldNode):
                found.setdefault(response_key(node), []).append(node)
            elif (inner := self._fragment(node, type_name, spread)) is not None:
                self._collect(type_name, inner, found, spread)

    def _fragment(self, node: Any, type_name: str, spread: set[str]) -> SelectionSetNode | None:
        fragment: FragmentDefinitionNode | InlineFragmentNode = node
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in spread:
                return None
            spread.add(node.name.value)
            fragment = self._fragments[node.name.value]
        return fragment.selection_set if self._applies(fragment, type_name) else None

    def _applies(self, fragment: FragmentDefinitionNode | InlineFragmentNode, type_name: str) -> bool:
        if fragment.type_condition is None or fragment.type_condition.name.value == type_name:
            return True
        condition = self._schema.type_map[fragment.type_condition.name.value]
        concrete: Any = self._schema.type_map[type_name]
        return is_abstract_type(condition) and self._schema.is_sub_type(condition, concrete)

    def _included(self, directives: tuple[DirectiveNode, ...] | None) -> bool:
        return all(
            self._flag(directive) is CONDITIONS[directive.name.value]
            for directive in directives or ()
            if directive.name.value in CONDITIONS
        )

    def _flag(self, directive: DirectiveNode) -> bool:
        value = argument(directive)
        if isinstance(value, VariableNode):
            return self._conditions[value.name.value]
        return isinstance(value, BooleanValueNode) and value.value


def fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """Named fragments of a document."""
    return {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}


def argument(directive: DirectiveNode) -> ValueNode:
    """The `if` of a `@skip` or `@include`."""
    (only,) = directive.arguments or ()
    return only.value


def response_key(node: FieldNode) -> str:
    """The key under which a field appears in the answer."""
    return node.alias.value if node.alias else node.name.value


def condition_variables(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    """Variables that decide a `@skip` or `@include`; a plan is made per combination of their values."""
    declared = {definition.variable.name.value for definition in operation.variable_definitions or ()}
    used = {
        value.name.value
        for directive in _directives(document)
        if directive.name.value in CONDITIONS and isinstance(value := argument(directive), VariableNode)
    }
    return tuple(sorted(declared & used))


def _directives(document: DocumentNode) -> Iterator[DirectiveNode]:
    found = _DirectiveFinder()
    visit(document, found)
    return iter(found.nodes)


class _DirectiveFinder(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[DirectiveNode] = []

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        self.nodes.append(node)
