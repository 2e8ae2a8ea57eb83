"""The part of an operation that one service answers: what a gateway would ask it, entity joins aside."""

from typing import Any

from graphql import (
    REMOVE,
    FieldNode,
    GraphQLSchema,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    print_ast,
    visit,
)


def own_part(document: str, schema: GraphQLSchema) -> str:
    """The document without the fields that the service's schema does not have."""
    info = TypeInfo(schema)
    return print_ast(visit(parse(document, no_location=True), TypeInfoVisitor(info, _Unknown(info))))


class _Unknown(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self._info = info

    def enter_field(self, *_: Any) -> Any:
        return None if self._info.get_field_def() else REMOVE

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> Any:
        if node.selections:
            return None
        return SelectionSetNode(selections=(FieldNode(name=NameNode(value="__typename")),))
