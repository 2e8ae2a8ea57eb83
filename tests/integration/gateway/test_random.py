"""Random queries: every plan is sound, and both gateways answer alike."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    parse,
    validate,
)
from hypothesis import HealthCheck, assume, given, settings

from gateway.compose import SUPERGRAPH, compose
from gateway.plan import Fetch, Hidden, Output
from gateway.planner import make_plan
from gateway.supergraph import load_supergraph
from tests.harness.client import ask
from tests.harness.operations import queries
from tests.integration.gateway.conftest import MODULES

COMPOSED = compose({name: module.schema.as_str() for name, module in MODULES.items()})[SUPERGRAPH]
LOADED = load_supergraph(COMPOSED)
SUBGRAPHS: dict[str, GraphQLSchema] = {name: module.schema._schema for name, module in MODULES.items()}
LITERALS = {"ID!": ['"p1"', '"b1"', '"s1"'], "Int!": ["2", "9"]}
FLAGS = {"yes": True, "no": False}
QUERIES = queries(LOADED.schema, LITERALS, without=frozenset({"headers"}))
MOST_ALIASES = 100
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(QUERIES)
def test_every_selected_leaf_comes_once_from_a_subgraph_that_owns_it(text: str) -> None:
    document = parse(text)
    assume(not validate(LOADED.schema, document))
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    made = make_plan(LOADED, document, operation, FLAGS)
    fetched = [leaf for stage in made.stages for fetch in stage for leaf in leaves(fetch, (), made.hidden)]
    wanted = set(outputs(made.outputs, ())) - {(key,) for key in made.constants}
    assert Counter(fetched) == Counter(dict.fromkeys(wanted, 1))


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(text=QUERIES)
def test_both_gateways_answer_random_queries_alike(text: str, patient: str, oracle: str) -> None:
    assume(text.count(": ") < MOST_ALIASES)
    assume(not validate(LOADED.schema, parse(text)))
    ours, theirs = ask(patient, text).body, ask(oracle, text).body
    assert ours.get("data") == theirs.get("data")
    # Of several errors under one null, the specification lets a server leave out some; so only whether there are any.
    assert ("errors" in ours) == ("errors" in theirs)


def leaves(fetch: Fetch, above: tuple[Any, ...], hidden: Hidden) -> Iterator[tuple[Any, ...]]:
    """Client paths (keys, object types at interfaces) of the leaves of a fetch and its joins; checks it on the way."""
    document = parse(fetch.text)
    assert validate(SUBGRAPHS[fetch.graph], document) == []
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    selection, type_name = operation.selection_set, "Query"
    if fetch.entity:
        (found,) = selection.selections
        assert isinstance(found, FieldNode)
        assert found.selection_set
        (only,) = found.selection_set.selections
        assert isinstance(only, InlineFragmentNode)
        selection, type_name = only.selection_set, fetch.entity.type_name
    for path in fetch.paths or ((),):
        place = (*above, *(part for step in path for part in (hidden.visible(step.key), step.type_name) if part))
        yield from _selected(fetch.graph, type_name, selection, place, hidden)
        for join in fetch.joins:
            yield from leaves(join, place, hidden)


def _selected(
    graph: str, type_name: str, selection: SelectionSetNode, place: tuple[Any, ...], hidden: Hidden
) -> Iterator[tuple[Any, ...]]:
    for node in selection.selections:
        if isinstance(node, InlineFragmentNode):
            assert node.type_condition
            on = node.type_condition.name.value
            yield from _selected(graph, on, node.selection_set, (*place, on), hidden)
        elif isinstance(node, FieldNode):
            yield from _field(graph, type_name, node, place, hidden)


def _field(
    graph: str, type_name: str, node: FieldNode, place: tuple[Any, ...], hidden: Hidden
) -> Iterator[tuple[Any, ...]]:
    name = node.name.value
    key = hidden.visible(node.alias.value if node.alias else name)
    if key is None or (name == "__typename" and not node.alias):
        return
    assert name == "__typename" or graph in LOADED.owners(type_name, name)
    if node.selection_set is None:
        yield (*place, key)
    else:
        parent: Any = LOADED.schema.type_map[type_name]
        inner = get_named_type(parent.fields[name].type).name
        yield from _selected(graph, inner, node.selection_set, (*place, key), hidden)


def outputs(found: tuple[Output, ...], place: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The same paths of the leaves that the client is answered."""
    for output in found:
        shape = output.shape
        while shape.item:
            shape = shape.item
        if shape.selection is None:
            if output.key != "__typename":
                yield (*place, output.key)
            continue
        for type_name, inner in shape.selection.by_type.items():
            at = (type_name,) if shape.selection.type_key else ()
            yield from outputs(inner, (*place, output.key, *at))
