"""A hand-written supergraph of three subgraphs, and plans as readable lines."""

from collections.abc import Iterator, Mapping

from graphql import OperationDefinitionNode, parse, validate

from gateway.plan import Fetch, Path, Plan
from gateway.planner import make_plan
from gateway.supergraph import Supergraph, load_supergraph

SDL = """
schema @link(url: "https://specs.apollo.dev/link/v1.0") {
  query: Query
  mutation: Mutation
  subscription: Subscription
}
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
scalar join__FieldSet
enum join__Graph {
  LAND @join__graph(name: "land", url: "")
  MILL @join__graph(name: "mill", url: "")
  SHED @join__graph(name: "shed", url: "")
}
scalar Weight @join__type(graph: LAND) @join__type(graph: MILL)

type Query @join__type(graph: LAND) @join__type(graph: MILL) @join__type(graph: SHED) {
  field(id: ID!): Field @join__field(graph: LAND)
  fields: [Field!] @join__field(graph: LAND)
  grid: [[Field]] @join__field(graph: LAND)
  mill: Mill @join__field(graph: MILL)
  clock: String @join__field(graph: MILL) @join__field(graph: SHED)
  things: [Thing!] @join__field(graph: SHED)
}
type Mutation @join__type(graph: LAND) @join__type(graph: MILL) {
  plough(id: ID!, deep: Boolean! = false): FieldPayload @join__field(graph: LAND)
  grind: Mill @join__field(graph: MILL)
}
type Subscription @join__type(graph: LAND) { ploughed(deep: Boolean): Field! }
type FieldPayload @join__type(graph: LAND) { field: Field }
type Field
  @join__type(graph: LAND, key: "id")
  @join__type(graph: MILL, key: "id")
  @join__type(graph: SHED, key: "id", resolvable: false)
{
  id: ID!
  name(long: Boolean): String! @join__field(graph: LAND)
  next: Field @join__field(graph: LAND)
  yield(unit: String = "t"): Weight @join__field(graph: MILL)
  mills: [Mill!] @join__field(graph: MILL)
}
type Mill @join__type(graph: LAND, key: "id", resolvable: false) @join__type(graph: MILL, key: "id") {
  id: ID!
  owner: String! @join__field(graph: MILL)
  size: Size @join__field(graph: MILL)
  source: Field @join__field(graph: MILL)
}
type Size @join__type(graph: LAND) @join__type(graph: MILL) { high: Int wide: Int }
interface Thing @join__type(graph: SHED) { id: ID! mark: String }
type Plough implements Thing @join__type(graph: SHED) @join__implements(graph: SHED, interface: "Thing") {
  id: ID! mark: String! used: Field
}
type Rope implements Thing @join__type(graph: SHED) @join__implements(graph: SHED, interface: "Thing") {
  id: ID! mark: String metres: Int!
}
"""
SUPERGRAPH = load_supergraph(SDL)


def plan(text: str, conditions: Mapping[str, bool] | None = None, supergraph: Supergraph = SUPERGRAPH) -> Plan:
    document = parse(text)
    assert validate(supergraph.schema, document) == []
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return make_plan(supergraph, document, operation, conditions or {})


def lines(made: Plan) -> list[str]:
    """One line per fetch: stage or indent, subgraph, places, text."""
    return [line for number, stage in enumerate(made.stages) for fetch in stage for line in _lines(fetch, f"{number}")]


def _lines(fetch: Fetch, indent: str) -> Iterator[str]:
    where = f" at {' and '.join(map(_path, fetch.paths))}" if fetch.paths else ""
    yield f"{indent} {fetch.graph}{where}: {fetch.text}"
    for join in fetch.joins:
        yield from _lines(join, f"{indent}.")


def _path(path: Path) -> str:
    return ".".join(step.key + (f"<{step.type_name}>" if step.type_name else "") for step in path)
