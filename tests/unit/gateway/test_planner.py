import pytest

from gateway.planner import PlanError
from gateway.supergraph import load_supergraph
from tests.unit.gateway.mini import SDL, lines, plan

BATCH = "$_h_representations:[_Any!]!"
ENTITIES = "_entities(representations:$_h_representations)"


def test_one_subgraph_needs_one_fetch() -> None:
    assert lines(plan('{ field(id: "f") { id name } }')) == ['0 land: query {field(id:"f"){id name}}']


def test_root_fields_are_split_by_subgraph_and_run_at_once() -> None:
    assert lines(plan("{ fields { name } mill { owner } a: fields { id } }")) == [
        "0 land: query {fields{name} a:fields{id}}",
        "0 mill: query {mill{owner}}",
    ]


def test_an_entity_is_joined_by_a_hidden_key() -> None:
    assert lines(plan("{ fields { name yield } }")) == [
        "0 land: query {fields{name _h_id:id}}",
        f"0. mill at fields: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
    ]


def test_a_selected_key_is_not_asked_for_twice() -> None:
    assert lines(plan("{ fields { key: id yield } }"))[0] == "0 land: query {fields{key:id}}"


def test_a_client_key_like_ours_changes_ours() -> None:
    assert lines(plan("{ fields { _h_id: name yield } }"))[0] == "0 land: query {fields{_h_id:name _h___id:id}}"


def test_joins_go_on_hop_by_hop() -> None:
    assert lines(plan("{ things { ... on Plough { used { name yield } } } }")) == [
        "0 shed: query {things{_h___typename:__typename ...on Plough{used{_h_id:id}}}}",
        f"0. land at things<Plough>.used: query ({BATCH}){{{ENTITIES}{{...on Field{{name}}}}}}",
        f"0. mill at things<Plough>.used: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
    ]
    assert lines(plan("{ fields { mills { source { next { yield } } } } }")) == [
        "0 land: query {fields{_h_id:id}}",
        f"0. mill at fields: query ({BATCH}){{{ENTITIES}{{...on Field{{mills{{source{{_h_id:id}}}}}}}}}}",
        f"0.. land at mills.source: query ({BATCH}){{{ENTITIES}{{...on Field{{next{{_h_id:id}}}}}}}}",
        f"0... mill at next: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
    ]


def test_equal_joins_at_several_places_are_one_batch() -> None:
    assert lines(plan("{ grid { yield } a: fields { yield next { yield } } b: fields { y: yield } }")) == [
        "0 land: query {grid{_h_id:id} a:fields{next{_h_id:id} _h_id:id} b:fields{_h_id:id}}",
        f"0. mill at grid and a.next and a: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
        f"0. mill at b: query ({BATCH}){{{ENTITIES}{{...on Field{{y:yield}}}}}}",
    ]


def test_a_subscription_is_one_stream_with_the_joins_of_its_events() -> None:
    made = plan("subscription S($deep: Boolean) { p: ploughed(deep: $deep) { name yield } }")
    assert lines(made) == [
        "0 land: subscription S($deep:Boolean){p:ploughed(deep:$deep){name _h_id:id}}",
        f"0. mill at p: query S({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
    ]
    assert [fetch.repeatable for stage in made.stages for fetch in stage] == [False]


def test_variables_go_only_where_they_are_used() -> None:
    text = 'query Q($id: ID!, $u: String = "kg", $l: Boolean) { field(id: $id) { name(long: $l) yield(unit: $u) } }'
    assert lines(plan(text)) == [
        "0 land: query Q($id:ID!,$l:Boolean){field(id:$id){name(long:$l) _h_id:id}}",
        f'0. mill at field: query Q({BATCH},$u:String="kg"){{{ENTITIES}{{...on Field{{yield(unit:$u)}}}}}}',
    ]


def test_mutations_run_in_order_each_with_its_joins() -> None:
    text = """mutation {
      a: plough(id: "1") { field { yield } } grind { owner } b: plough(id: "2", deep: true) { field { id } }
    }"""
    made = plan(text)
    assert lines(made) == [
        '0 land: mutation {a:plough(id:"1"){field{_h_id:id}}}',
        f"0. mill at a.field: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
        "1 mill: mutation {grind{owner}}",
        '2 land: mutation {b:plough(id:"2",deep:true){field{id}}}',
    ]
    assert [fetch.repeatable for stage in made.stages for fetch in stage] == [False, False, False]


@pytest.mark.parametrize(("skip", "fetches"), [(True, 1), (False, 2)])
def test_a_skipped_field_is_not_joined(skip: bool, fetches: int) -> None:
    text = "query($s: Boolean!) { fields { name yield @skip(if: $s) } }"
    assert len(lines(plan(text, {"s": skip}))) == fetches


def test_fragments_merge_into_one_selection() -> None:
    text = """{ fields { ...A ... on Field { next { name } } } }
    fragment A on Field { id next { id ...B } } fragment B on Field { yield }"""
    assert lines(plan(text)) == [
        "0 land: query {fields{id next{id name}}}",
        f"0. mill at fields.next: query ({BATCH}){{{ENTITIES}{{...on Field{{yield}}}}}}",
    ]


def test_an_interface_is_asked_by_object_type() -> None:
    """Plough.mark is non-null, Rope.mark is not: one key for both would be refused by the subgraph."""
    made = plan("{ things { id mark ... on Rope { metres } } }")
    assert lines(made) == [
        "0 shed: query {things{_h___typename:__typename ...on Plough{id mark} ...on Rope{id _h3_mark:mark metres}}}"
    ]
    assert made.hidden.visible("_h3_mark") == "mark"


def test_nothing_left_to_select_asks_for_the_type() -> None:
    assert lines(plan("{ fields { name @skip(if: true) } }")) == ["0 land: query {fields{__typename}}"]


def test_the_gateway_answers_for_itself() -> None:
    made = plan('{ __typename kind: __typename __type(name: "Field") { name } }')
    assert made.stages == ()
    assert made.constants == {"__typename": "Query", "kind": "Query"}
    assert made.introspection == '{__type(name:"Field"){name}}'


def test_a_field_without_a_way_is_an_error_not_a_guess() -> None:
    without_key = SDL.replace('  @join__type(graph: MILL, key: "id")\n', "")
    with pytest.raises(PlanError, match=r"Field\.yield cannot be reached from subgraph land"):
        plan("{ fields { yield } }", supergraph=load_supergraph(without_key))
