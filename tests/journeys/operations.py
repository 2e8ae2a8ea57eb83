"""The operations of the journeys, as front ends write them: one document per operation with its fragments."""

from functools import cache
from pathlib import Path

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

FOLDER = Path(__file__).parent / "documents"


@cache
def _definitions() -> dict[str, ExecutableDefinitionNode]:
    parsed = [parse(path.read_text(encoding="utf-8"), no_location=True) for path in sorted(FOLDER.glob("*.graphql"))]
    return {
        each.name.value: each
        for document in parsed
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode) and each.name
    }


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.add(node.name.value)


def _needed(name: str, found: dict[str, ExecutableDefinitionNode]) -> None:
    if name in found:
        return
    found[name] = _definitions()[name]
    spreads = _Spreads()
    visit(found[name], spreads)
    for spread in sorted(spreads.names):
        _needed(spread, found)


@cache
def document(name: str) -> str:
    """The text of an operation and of every fragment it uses."""
    found: dict[str, ExecutableDefinitionNode] = {}
    _needed(name, found)
    return print_ast(DocumentNode(definitions=tuple(found.values())))


def operations() -> list[str]:
    """Names of all operations, in order."""
    return sorted(name for name, each in _definitions().items() if isinstance(each, OperationDefinitionNode))
