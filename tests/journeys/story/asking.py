"""A recorded act put again as a question: by someone else, in another state, with another input, never committed."""

import uuid
from functools import cache
from typing import Any

from graphql import FieldNode, GraphQLInputObjectType, GraphQLSchema, OperationDefinitionNode, build_schema, parse
from graphql.type import get_named_type

from gateway.compose import PUBLIC, SCHEMA
from tests.journeys.operations import document
from tests.journeys.story.telling import Act, Story

NOWHERE = "01999999-0000-7000-8000-000000000000"


@cache
def public_schema() -> GraphQLSchema:
    """The committed public schema."""
    return build_schema((SCHEMA / PUBLIC).read_text(encoding="utf-8"), assume_valid=True)


@cache
def mutation_of(operation: str) -> str:
    """The mutation that a journey's operation calls."""
    (definition,) = [
        each
        for each in parse(document(operation)).definitions
        if isinstance(each, OperationDefinitionNode) and each.name and each.name.value == operation
    ]
    field = definition.selection_set.selections[0]
    assert isinstance(field, FieldNode)
    return field.name.value


@cache
def input_type(mutation: str) -> GraphQLInputObjectType:
    """The input type of a mutation."""
    root = public_schema().mutation_type
    assert root is not None
    kind = get_named_type(root.fields[mutation].args["input"].type)
    assert isinstance(kind, GraphQLInputObjectType)
    return kind


def errors(
    story: Story, act: Act, persona: str | None, given: dict[str, Any], *, dry: bool = True, token: str | None = None
) -> list[dict[str, Any]]:
    """What the payload, or the gateway in its place, says against the act."""
    mutation = mutation_of(act.operation)
    text = (
        f"mutation($input: {input_type(mutation).name}!, $key: String!, $dry: Boolean!) {{ outcome: {mutation}"
        "(input: $input, idempotencyKey: $key, validateOnly: $dry) { errors { code field message messageEn } } }"
    )
    variables = {"input": given, "key": str(uuid.uuid4()), "dry": dry}
    answer = story.deployment.graphql(
        text, variables, persona=persona, token=token, consistency=story.client.consistency
    )
    if "errors" in answer:
        return [{"code": each["extensions"]["code"], "message": each["message"]} for each in answer["errors"]]
    found: list[dict[str, Any]] = answer["data"]["outcome"]["errors"]
    return found
