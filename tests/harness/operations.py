"""Random valid operations over a schema, for property tests."""

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

CONDITIONS = ("", "", "", " @skip(if: $yes)", " @skip(if: $no)", " @include(if: $yes)", " @include(if: $no)")
HEAD = "query($yes: Boolean! = true, $no: Boolean! = false) "


@dataclass
class _Writer:
    schema: GraphQLSchema
    arguments: dict[str, list[str]]
    draw: Any
    without: frozenset[str]
    aliases: int = 0
    fragments: list[str] = field(default_factory=list)

    def selection(self, type_name: str, depth: int) -> str:
        kind: Any = self.schema.type_map[type_name]
        names = [name for name, found in kind.fields.items() if self.offered(name, found, depth)]
        chosen = self.draw(st.lists(st.sampled_from(sorted(names)), min_size=1, max_size=4)) if names else []
        parts = [self.field(kind.fields[name], name, depth) for name in chosen]
        parts += [self.fragment(kind, depth)] if depth and self.draw(st.booleans()) else []
        return f"{{ {' '.join(parts or ['__typename'])} }}"

    def offered(self, name: str, found: GraphQLField, depth: int) -> bool:
        return name not in self.without and (depth > 0 or is_leaf_type(get_named_type(found.type)))

    def field(self, found: GraphQLField, name: str, depth: int) -> str:
        self.aliases += 1
        given = ", ".join(self.argument(key, each) for key, each in found.args.items() if is_required_argument(each))
        text = f"f{self.aliases}: {name}{f'({given})' if given else ''}{self.draw(st.sampled_from(CONDITIONS))}"
        named = get_named_type(found.type)
        return text if is_leaf_type(named) else f"{text} {self.selection(named.name, depth - 1)}"

    def argument(self, name: str, found: GraphQLArgument) -> str:
        return f"{name}: {self.draw(st.sampled_from(self.arguments[str(found.type)]))}"

    def fragment(self, kind: Any, depth: int) -> str:
        possible = self.schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        on = self.draw(st.sampled_from(sorted({kind.name, *(each.name for each in possible)})))
        inner = self.selection(on, depth - 1)
        if self.draw(st.booleans()):
            return f"... on {on} {inner}"
        self.fragments.append(f"fragment F{len(self.fragments)} on {on} {inner}")
        return f"...F{len(self.fragments) - 1}{self.draw(st.sampled_from(CONDITIONS))}"


@st.composite
def queries(
    draw: Any,
    schema: GraphQLSchema,
    arguments: dict[str, list[str]],
    without: frozenset[str] = frozenset(),
    depth: int = 4,
) -> str:
    """A query of some depth; `arguments` gives literals for each type of a required argument."""
    writer = _Writer(schema, arguments, draw, without)
    assert schema.query_type is not None
    text = writer.selection(schema.query_type.name, depth)
    return HEAD + " ".join([text, *writer.fragments])
