import pytest

from gateway.features import unplannable_in_subgraph, unplannable_in_supergraph
from tests.unit.gateway.mini import SDL


@pytest.mark.parametrize(
    ("sdl", "feature"),
    [
        ('type A @key(fields: "id") { id: ID! b: Int @external c: Int @requires(fields: "b") }', "@external"),
        ('type A @key(fields: "id") { id: ID! c: Int @requires(fields: "b") }', "@requires"),
        ('type A { b: B @provides(fields: "x") }', "@provides"),
        ('type A { b: Int @override(from: "other") }', "@override"),
        ("type A @interfaceObject { b: Int }", "@interfaceObject"),
        ("type A { b: Int @inaccessible }", "@inaccessible"),
        ('type A @federation__requiresScopes(scopes: [["x"]]) { b: Int }', "@federation__requiresScopes"),
        ("type A { b: Int } union U = A", "unions (U)"),
        ("extend union U = A", "unions (U)"),
        (
            'type A @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }',
            "several keys of one type (A: id, code)",
        ),
        ('type A @key(fields: "b { id }") { b: A }', "nested keys (A: b { id })"),
        ('interface I @key(fields: "id") { id: ID! }', "keys of interfaces (I)"),
    ],
)
def test_what_the_planner_lacks_is_named(sdl: str, feature: str) -> None:
    assert f"farm: the planner lacks {feature}" in unplannable_in_subgraph("farm", sdl)


def test_keys_and_shareable_types_are_planned() -> None:
    sdl = """extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type A @key(fields: "id code", resolvable: false) { id: ID! code: ID! old: Int @deprecated(reason: "gone") }
    type V @shareable { x: Int } scalar S @specifiedBy(url: "x") union _Entity = A"""
    assert unplannable_in_subgraph("farm", sdl) == []


KEY = '  @join__type(graph: MILL, key: "id")\n'
OWNER = "owner: String! @join__field(graph: MILL)"
THING = "interface Thing @join__type(graph: SHED)"


@pytest.mark.parametrize(
    ("before", "after", "feature"),
    [
        (OWNER, 'owner: String! @join__field(graph: MILL, requires: "id")', "'requires' of @join__field (Mill.owner)"),
        (OWNER, 'owner: String @join__field(graph: MILL, type: "String!")', "'type' of @join__field (Mill.owner)"),
        (THING, THING.replace(")", ", isInterfaceObject: true)"), "'isInterfaceObject' of @join__type (Thing)"),
        (KEY, KEY.replace("id", "name"), "keys that differ between subgraphs (Field: land: id, mill: name, shed: id)"),
        (
            KEY,
            KEY.replace(', key: "id"', ""),
            "keys that differ between subgraphs (Field: land: id, mill: none, shed: id)",
        ),
    ],
)
def test_what_a_supergraph_asks_beyond_the_planner_is_named(before: str, after: str, feature: str) -> None:
    assert before in SDL
    assert unplannable_in_supergraph(SDL.replace(before, after)) == [f"supergraph: the planner lacks {feature}"]


def test_the_plain_supergraph_is_planned() -> None:
    assert unplannable_in_supergraph(SDL) == []
