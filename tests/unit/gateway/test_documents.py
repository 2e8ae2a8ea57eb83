"""The journey's documents fit the committed public schema, and every one of them can be planned."""

from pathlib import Path

import pytest
from graphql import OperationType, build_schema, print_ast, print_schema, validate

from gateway.compose import PUBLIC, SCHEMA, SUPERGRAPH
from gateway.planner import make_plan
from gateway.selection import condition_variables
from gateway.supergraph import load_supergraph
from tests.harness.documents import operations

LOADED = load_supergraph((SCHEMA / SUPERGRAPH).read_text(encoding="utf-8"))
OPERATIONS = operations(Path(__file__).parents[2] / "journeys" / "documents")


@pytest.mark.parametrize("name", OPERATIONS)
def test_it_is_valid_and_can_be_planned(name: str) -> None:
    document, operation = OPERATIONS[name]
    assert [error.message for error in validate(LOADED.schema, document)] == []
    made = make_plan(LOADED, document, operation, dict.fromkeys(condition_variables(document, operation), True))
    assert len(made.outputs) == len(made.stages) if operation.operation is OperationType.MUTATION else made.stages


def test_three_services_answer_one_query() -> None:
    document, operation = OPERATIONS["RegionToAsset"]
    ((root,),) = make_plan(LOADED, document, operation, {}).stages
    assert (root.graph, [join.graph for join in root.joins]) == ("projects", ["funds", "assets"])


def test_the_public_schema_file_is_what_the_gateway_serves() -> None:
    committed = build_schema((SCHEMA / PUBLIC).read_text(encoding="utf-8"))
    assert print_schema(committed) == print_schema(LOADED.schema)


def test_an_operation_carries_only_its_own_fragments() -> None:
    assert "fragment ProjectStep" not in print_ast(OPERATIONS["WhoAmI"][0])
    assert "fragment Verdict" in print_ast(OPERATIONS["ApproveProject"][0])
