"""The text of a request to a subgraph."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    print_ast,
    strip_ignored_characters,
    visit,
)

from gateway.plan import Entity, Hidden
from gateway.selection import response_key

PREFIX = "_h"


class Upstream:
    """Prints fields and remembers the variables that they use, in order."""

    def __init__(self) -> None:
        self.variables: dict[str, None] = {}

    def field(self, source: str, node: FieldNode) -> str:
        """`key:name(arguments)`, without the selection below."""
        name = node.name.value
        head = name if source == name else f"{source}:{name}"
        if not node.arguments:
            return head
        self.variables |= dict.fromkeys(variables_in(node.arguments))
        return f"{head}({','.join(map(compact, node.arguments))})"


def compact(node: Any) -> str:
    """A node's text without needless blanks."""
    return strip_ignored_characters(print_ast(node))


def variables_in(nodes: Any) -> tuple[str, ...]:
    """Names of the variables used in some nodes, in order."""
    finder = _VariableFinder()
    for node in nodes:
        visit(node, finder)
    return tuple(finder.names)


def hidden_names(document: DocumentNode) -> Hidden:
    """Names that no response key of the document can meet."""
    finder = _KeyFinder()
    visit(document, finder)
    prefix = PREFIX
    while any(key.startswith(prefix) for key in finder.keys):
        prefix += "_"
    return Hidden(prefix)


def request_text(
    operation: OperationDefinitionNode,
    variables: tuple[str, ...],
    selection: str,
    entity: Entity | None,
    hidden: Hidden,
) -> str:
    """A whole operation for a subgraph, with the client's operation name."""
    declared = {node.variable.name.value: compact(node) for node in operation.variable_definitions or ()}
    definitions = [declared[name] for name in variables]
    if entity is None:
        return f"{operation.operation.value} {_head(operation, definitions)}{selection}"
    definitions.insert(0, f"${hidden.representations}:[_Any!]!")
    found = f"_entities(representations:${hidden.representations})"
    return f"query {_head(operation, definitions)}{{{found}{{...on {entity.type_name}{selection}}}}}"


def introspection_text(
    document: DocumentNode, operation: OperationDefinitionNode, fields: Mapping[str, list[FieldNode]]
) -> str:
    """The part of an operation that asks for the schema itself."""
    selections = tuple(node for nodes in fields.values() for node in nodes)
    used = variables_in(selections)
    text = compact(
        OperationDefinitionNode(
            operation=operation.operation,
            variable_definitions=operation.variable_definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=selections),
        )
    )
    fragments = [compact(node) for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    return " ".join([text, *fragments]) if used or fragments else text


def _head(operation: OperationDefinitionNode, definitions: list[str]) -> str:
    name = operation.name.value if operation.name else ""
    return f"{name}({','.join(definitions)})" if definitions else name


class _VariableFinder(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, None] = {}

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.names[node.name.value] = None


class _KeyFinder(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.keys.add(response_key(node))
