"""How much a document asks for, with fragments expanded; measured before anything costly is done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    Visitor,
    visit,
)

from chassis.errors import RequestCode
from gateway.faults import Refused, fault
from gateway.selection import fragments
from gateway.settings import GatewaySettings
from gateway.upstream import variables_in

PAGE_SIZE = "first"


@dataclass(frozen=True, slots=True)
class Size:
    """Levels of fields, number of fields and of aliases, and the largest product of nested page sizes."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    pages: int = 1

    def beside(self, other: "Size") -> "Size":
        """Both in one selection."""
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            max(self.pages, other.pages),
        )


def measure(document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Size:
    """Size of an operation; each fragment is measured once, a fragment within itself counts as nothing."""
    return _Measure(document, variables).selection(operation.selection_set)


def page_variables(document: DocumentNode) -> tuple[str, ...]:
    """Variables that give page sizes; only these change the size of a document."""
    finder = _PageFinder()
    visit(document, finder)
    return tuple(sorted(set(variables_in(finder.sizes))))


def refuse_larger(size: Size, settings: GatewaySettings) -> None:
    """Refuse with LIMIT_EXCEEDED, saying which limit, how much was asked and how much may be."""
    for asked, allowed, name, name_en in (
        (size.depth, settings.max_depth, "嵌套层数", "depth"),
        (size.fields, settings.max_fields, "字段总数", "number of fields"),
        (size.aliases, settings.max_aliases, "别名个数", "number of aliases"),
        (size.pages, settings.max_page_product, "分页大小之积", "product of page sizes"),
    ):
        if asked > allowed:
            raise over_limit(name, name_en, asked, allowed)


def over_limit(name: str, name_en: str, asked: int | str, allowed: int) -> Refused:
    """A request that asks for too much."""
    return Refused(
        [
            fault(
                RequestCode.LIMIT_EXCEEDED,
                f"请求超出限制:{name}为 {asked},上限为 {allowed},请拆分查询",
                f"The request exceeds a limit: {name_en} is {asked}, at most {allowed}; split the query",
            )
        ]
    )


class _Measure:
    def __init__(self, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._fragments = fragments(document)
        self._variables = variables
        self._known: dict[str, Size] = {}

    def selection(self, selection_set: SelectionSetNode | None) -> Size:
        total = Size()
        for node in selection_set.selections if selection_set else ():
            total = total.beside(self._node(node))
        return total

    def _node(self, node: Any) -> Size:
        if isinstance(node, FieldNode):
            return self._field(node)
        if isinstance(node, FragmentSpreadNode):
            return self._spread(node.name.value)
        return self.selection(node.selection_set)

    def _field(self, node: FieldNode) -> Size:
        below = self.selection(node.selection_set)
        aliased = int(node.alias is not None)
        return Size(below.depth + 1, below.fields + 1, below.aliases + aliased, below.pages * self._page(node))

    def _spread(self, name: str) -> Size:
        if name not in self._known:
            self._known[name] = Size()
            fragment = self._fragments.get(name)
            self._known[name] = self.selection(fragment.selection_set if fragment else None)
        return self._known[name]

    def _page(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value == PAGE_SIZE:
                return max(1, self._number(argument.value))
        return 1

    def _number(self, value: Any) -> int:
        if isinstance(value, IntValueNode):
            return int(value.value)
        given = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return given if isinstance(given, int) else 1


class _PageFinder(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[ValueNode] = []

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        if node.name.value == PAGE_SIZE:
            self.sizes.append(node.value)
