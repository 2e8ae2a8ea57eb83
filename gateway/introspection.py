"""Questions about the schema itself, answered by the gateway."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graphql import GraphQLSchema, execute_sync, parse


class Introspection:
    """Answers `__schema` and `__type`; answers without variables are kept, as tools ask the same again."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept = lru_cache(maxsize=8)(self._execute)

    def answer(self, text: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Data of a valid introspection operation."""
        return dict(self._kept(text) if "$" not in text else self._execute(text, variables))

    def _execute(self, text: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        result = execute_sync(self._schema, parse(text), variable_values=dict(variables or {}))
        return result.data or {}
