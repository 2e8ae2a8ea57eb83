"""Documents of clients, checked and planned once and then remembered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)

from gateway.faults import invalid_document
from gateway.limits import measure, over_limit, page_variables, refuse_larger
from gateway.plan import Plan
from gateway.planner import make_plan
from gateway.selection import condition_variables
from gateway.settings import GatewaySettings
from gateway.supergraph import Supergraph


@dataclass(frozen=True, eq=False)
class Prepared:
    """A valid operation, and the variables that change its plan or its size."""

    document: DocumentNode
    operation: OperationDefinitionNode
    conditions: tuple[str, ...]
    page_sizes: tuple[str, ...]

    @property
    def mutates(self) -> bool:
        """Whether it may change something."""
        return self.operation.operation is OperationType.MUTATION

    @property
    def subscribes(self) -> bool:
        """Whether it is answered again and again."""
        return self.operation.operation is OperationType.SUBSCRIPTION


class Documents:
    """Prepares operations against one supergraph; the caches are bounded by the number of documents and plans."""

    def __init__(self, supergraph: Supergraph, settings: GatewaySettings) -> None:
        self._supergraph = supergraph
        self._settings = settings
        self.prepare = lru_cache(maxsize=settings.plan_cache)(self._prepare)
        self._planned = lru_cache(maxsize=settings.plan_cache)(self._plan)

    def plan(self, prepared: Prepared, variables: Mapping[str, Any]) -> Plan:
        """The plan for these variables; refuses variables of wrong type and pages too large."""
        declared = prepared.operation.variable_definitions or ()
        values = get_variable_values(self._supergraph.schema, declared, dict(variables), max_errors=20)
        if isinstance(values, list):
            raise invalid_document(values)
        if prepared.page_sizes:
            refuse_larger(measure(prepared.document, prepared.operation, values.coerced), self._settings)
        return self._planned(prepared, tuple(_flag(values.coerced, name) for name in prepared.conditions))

    def _prepare(self, text: str, operation_name: str | None) -> Prepared:
        document = self._parse(text)
        operation = _operation(document, operation_name)
        refuse_larger(measure(document, operation, {}), self._settings)
        if errors := validate(self._supergraph.schema, document, max_errors=20):
            raise invalid_document(errors)
        return Prepared(document, operation, condition_variables(document, operation), page_variables(document))

    def _parse(self, text: str) -> DocumentNode:
        allowed = self._settings.max_tokens
        try:
            return parse(text, max_tokens=allowed)
        except GraphQLError as error:
            if f"more than {allowed} tokens" in error.message:
                raise over_limit("词元个数", "number of tokens", f"> {allowed}", allowed) from error
            raise invalid_document([error]) from error

    def _plan(self, prepared: Prepared, flags: tuple[bool, ...]) -> Plan:
        conditions = dict(zip(prepared.conditions, flags, strict=True))
        return make_plan(self._supergraph, prepared.document, prepared.operation, conditions)


def _flag(values: Mapping[str, Any], name: str) -> bool:
    if values.get(name) is None:
        raise invalid_document([GraphQLError(f"Variable '${name}' decides a @skip or @include and must not be null")])
    return bool(values[name])


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None:
        raise invalid_document([GraphQLError(f"No single operation named {name!r}; name one of the document")])
    return operation
