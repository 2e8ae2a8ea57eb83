"""From a valid operation to a plan: one fetch per subgraph and hop, entities joined by their keys."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLOutputType,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from gateway.plan import Entity, Fetch, Output, Path, Plan, Selection, Shape, Step
from gateway.selection import Collector, Fields
from gateway.supergraph import Supergraph
from gateway.upstream import Upstream, hidden_names, introspection_text, request_text

INTROSPECTION = frozenset({"__schema", "__type"})
TYPENAME = "__typename"


class PlanError(Exception):
    """The supergraph offers no way to a field; composition should have refused it."""


def make_plan(
    supergraph: Supergraph, document: DocumentNode, operation: OperationDefinitionNode, conditions: Mapping[str, bool]
) -> Plan:
    """Plan a valid operation; `conditions` are the variables of its `@skip` and `@include`."""
    return _Planner(supergraph, document, operation, conditions).plan()


@dataclass
class _Draft:
    """A fetch while it is being planned."""

    graph: str
    upstream: Upstream = field(default_factory=Upstream)
    joins: list[Fetch] = field(default_factory=list)
    types_at: dict[tuple[str, ...], str] = field(default_factory=dict)


class _Planner:
    def __init__(
        self,
        supergraph: Supergraph,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        conditions: Mapping[str, bool],
    ) -> None:
        self._supergraph = supergraph
        self._schema = supergraph.schema
        self._operation = operation
        self._collector = Collector(supergraph.schema, document, conditions)
        self._document = document
        self._hidden = hidden_names(document)

    def plan(self) -> Plan:
        """Split the root fields over the subgraphs."""
        root: Any = self._schema.get_root_type(self._operation.operation)
        fields = self._collector.fields(root.name, [self._operation.selection_set])
        constants = {key: root.name for key, nodes in fields.items() if nodes[0].name.value == TYPENAME}
        own = {key: nodes for key, nodes in fields.items() if nodes[0].name.value in INTROSPECTION}
        rest = {key: nodes for key, nodes in fields.items() if key not in constants and key not in own}
        planned = self._stages(root.name, rest)
        shapes = {output.key: output for _, outputs in planned for output in outputs}
        return Plan(
            stages=_merge_stages(self._operation.operation, [fetch for fetch, _ in planned]),
            outputs=tuple(shapes.get(key) or Output(key, key, Shape(non_null=False)) for key in fields),
            constants=constants,
            introspection=introspection_text(self._document, self._operation, own) if own else None,
            hidden=self._hidden,
        )

    def _stages(self, root: str, fields: Fields) -> list[tuple[Fetch, tuple[Output, ...]]]:
        if self._operation.operation is OperationType.MUTATION:
            return [
                self._root_fetch(self._first_owner(root, nodes), root, {key: nodes}) for key, nodes in fields.items()
            ]
        by_graph: dict[str, Fields] = defaultdict(dict)
        for key, nodes in fields.items():
            by_graph[self._first_owner(root, nodes)][key] = nodes
        return [self._root_fetch(graph, root, own) for graph, own in by_graph.items()]

    def _first_owner(self, type_name: str, nodes: list[FieldNode]) -> str:
        return min(self._supergraph.owners(type_name, nodes[0].name.value))

    def _root_fetch(self, graph: str, root: str, fields: Fields) -> tuple[Fetch, tuple[Output, ...]]:
        draft = _Draft(graph)
        text, outputs = self._object(draft, (), root, fields)
        fetch = self._fetch(draft, text, outputs, None)
        return replace(fetch, repeatable=self._operation.operation is OperationType.QUERY), outputs

    def _fetch(self, draft: _Draft, text: str, outputs: tuple[Output, ...], entity: Entity | None) -> Fetch:
        variables = tuple(draft.upstream.variables)
        return Fetch(
            graph=draft.graph,
            text=request_text(self._operation, variables, text, entity, self._hidden),
            variables=variables,
            keys=tuple(output.source for output in outputs),
            entity=entity,
            joins=_merge_joins(draft.joins),
        )

    def _object(self, draft: _Draft, path: Path, type_name: str, fields: Fields) -> tuple[str, tuple[Output, ...]]:
        """Selection on an object type: text for the draft's subgraph, and outputs of all subgraphs."""
        local = {key: nodes for key, nodes in fields.items() if self._local(draft.graph, type_name, nodes)}
        planned = [self._field(draft, path, type_name, key, nodes) for key, nodes in local.items()]
        texts = [text for text, _ in planned]
        outputs = {output.key: output for _, output in planned}
        for graph, foreign in self._foreign(type_name, draft.graph, fields, local).items():
            entity = self._entity(draft, type_name, local, outputs, texts)
            join, joined = self._join(graph, path, type_name, foreign, entity)
            draft.joins.append(join)
            outputs |= {output.key: output for output in joined}
        return f"{{{' '.join(texts or [TYPENAME])}}}", tuple(outputs[key] for key in fields)

    def _local(self, graph: str, type_name: str, nodes: list[FieldNode]) -> bool:
        name = nodes[0].name.value
        return name == TYPENAME or graph in self._supergraph.owners(type_name, name)

    def _foreign(self, type_name: str, graph: str, fields: Fields, local: Fields) -> dict[str, Fields]:
        by_graph: dict[str, Fields] = defaultdict(dict)
        for key, nodes in fields.items():
            if key not in local:
                by_graph[self._target(type_name, graph, nodes[0].name.value, by_graph)][key] = nodes
        return by_graph

    def _target(self, type_name: str, graph: str, field_name: str, chosen: Iterable[str]) -> str:
        key = self._supergraph.keys.get(type_name)
        able = self._supergraph.owners(type_name, field_name) & (key.resolvable if key else frozenset())
        if not able:
            raise PlanError(f"{type_name}.{field_name} cannot be reached from subgraph {graph}")
        return min(able, key=lambda name: (name not in chosen, name))

    def _entity(
        self, draft: _Draft, type_name: str, local: Fields, outputs: dict[str, Output], texts: list[str]
    ) -> Entity:
        """Where the key of an entity stands in the result; asked for under a hidden key unless selected anyway."""
        selected = {nodes[0].name.value: outputs[key].source for key, nodes in local.items()}
        keys = []
        for name in self._supergraph.keys[type_name].fields:
            if draft.graph not in self._supergraph.owners(type_name, name):
                raise PlanError(f"subgraph {draft.graph} does not know the key {type_name}.{name}")
            hidden = self._hidden.key(name)
            if name not in selected and f"{hidden}:{name}" not in texts:
                texts.append(f"{hidden}:{name}")
            keys.append((name, selected.get(name, hidden)))
        return Entity(type_name, tuple(keys))

    def _join(
        self, graph: str, path: Path, type_name: str, fields: Fields, entity: Entity
    ) -> tuple[Fetch, tuple[Output, ...]]:
        draft = _Draft(graph)
        text, outputs = self._object(draft, (), type_name, fields)
        return replace(self._fetch(draft, text, outputs, entity), paths=(path,)), outputs

    def _field(self, draft: _Draft, path: Path, type_name: str, key: str, nodes: list[FieldNode]) -> tuple[str, Output]:
        field_type = self._field_type(type_name, nodes[0].name.value)
        source = self._source(draft, path, key, str(field_type))
        text = draft.upstream.field(source, nodes[0])
        named = get_named_type(field_type)
        if is_leaf_type(named):
            return text, Output(key, source, _shape(field_type, None))
        sets = [node.selection_set for node in nodes if node.selection_set]
        inner, selection = self._composite(draft, (*path, Step(source)), named.name, sets)
        return text + inner, Output(key, source, _shape(field_type, selection))

    def _field_type(self, type_name: str, field_name: str) -> GraphQLOutputType:
        parent: Any = self._schema.type_map[type_name]
        definition = self._schema.get_field(parent, field_name)
        if definition is None:
            raise PlanError(f"{type_name}.{field_name} is not in the public schema")
        return definition.type

    def _source(self, draft: _Draft, path: Path, key: str, type_text: str) -> str:
        """The key upstream: another one where object types of an interface give one name to different types."""
        place = (*(step.key for step in path), key)
        if draft.types_at.setdefault(place, type_text) == type_text:
            return key
        return self._hidden.instead_of(key, len(draft.types_at))

    def _composite(
        self, draft: _Draft, path: Path, type_name: str, sets: list[SelectionSetNode]
    ) -> tuple[str, Selection]:
        if not is_abstract_type(self._schema.type_map[type_name]):
            text, outputs = self._object(draft, path, type_name, self._collector.fields(type_name, sets))
            return text, Selection({type_name: outputs})
        type_key = self._hidden.type_key
        texts, by_type = [f"{type_key}:{TYPENAME}"], {}
        for concrete in self._supergraph.possible(draft.graph, type_name):
            fields = self._collector.fields(concrete, sets)
            narrowed = (*path[:-1], path[-1]._replace(type_name=concrete))
            text, by_type[concrete] = self._object(draft, narrowed, concrete, fields)
            texts += [f"...on {concrete}{text}"] if fields else []
        return f"{{{' '.join(texts)}}}", Selection(by_type, type_key)


def _shape(field_type: GraphQLOutputType, selection: Selection | None) -> Shape:
    if is_non_null_type(field_type):
        return replace(_shape(field_type.of_type, selection), non_null=True)
    if is_list_type(field_type):
        return Shape(non_null=False, item=_shape(field_type.of_type, selection))
    return Shape(non_null=False, selection=selection)


def _merge_stages(kind: OperationType, fetches: list[Fetch]) -> tuple[tuple[Fetch, ...], ...]:
    """Queries ask all at once; mutations one root field after another, each with its joins."""
    if kind is OperationType.MUTATION:
        return tuple((fetch,) for fetch in fetches)
    return (tuple(fetches),) if fetches else ()


def _merge_joins(joins: list[Fetch]) -> tuple[Fetch, ...]:
    """Equal joins at different places become one batch."""
    merged: dict[Fetch, tuple[Path, ...]] = {}
    for join in joins:
        merged[join] = (*merged.get(join, ()), *join.paths)
    return tuple(replace(join, paths=paths) for join, paths in merged.items())
