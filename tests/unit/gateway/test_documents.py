"""The journeys' documents fit the committed public schema, and every one of them can be planned."""

import pytest
from graphql import GraphQLSchema, OperationType, build_schema, get_operation_ast, parse, print_schema, validate

from gateway.compose import PUBLIC, SCHEMA, SUPERGRAPH
from gateway.plan import Plan
from gateway.planner import make_plan
from gateway.selection import condition_variables
from gateway.supergraph import load_supergraph
from tests.journeys.operations import document, operations

LOADED = load_supergraph((SCHEMA / SUPERGRAPH).read_text(encoding="utf-8"))


def planned(name: str) -> Plan:
    parsed = parse(document(name))
    operation = get_operation_ast(parsed, name)
    assert operation
    return make_plan(LOADED, parsed, operation, dict.fromkeys(condition_variables(parsed, operation), True))


@pytest.mark.parametrize("name", operations())
def test_it_is_valid_and_can_be_planned(name: str) -> None:
    assert [error.message for error in validate(LOADED.schema, parse(document(name)))] == []
    made = planned(name)
    operation = get_operation_ast(parse(document(name)), name)
    assert operation
    stages = len(made.outputs) if operation.operation is OperationType.MUTATION else 1
    assert len(made.stages) == stages


def test_three_services_answer_one_query() -> None:
    ((root,),) = planned("RegionToAsset").stages
    assert (root.graph, {join.graph for join in root.joins}) == ("projects", {"funds", "assets"})


def test_the_public_schema_file_is_what_the_gateway_serves() -> None:
    committed: GraphQLSchema = build_schema((SCHEMA / PUBLIC).read_text(encoding="utf-8"))
    assert print_schema(committed) == print_schema(LOADED.schema)
