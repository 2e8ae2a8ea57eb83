"""Declared reads on a real database: columns, references, children, pages, computed fields, visibility."""

from datetime import date
from typing import Any

import pytest

from tests.integration.graph import orchard
from tests.integration.graph.conftest import Ask, ident, placed


def _orchard(code: str, region: str, value: int, **more: Any) -> orchard.OrchardRow:
    return orchard.OrchardRow(
        id=ident(code), code=code, kind=more.pop("kind", "OPERATING"), value=value, **placed(region), **more
    )


@pytest.fixture(scope="module")
def rows() -> list[Any]:
    return [
        orchard.GrowerRow(id=ident("near"), version=1, **placed("652822")),
        orchard.GrowerRow(id=ident("far"), version=1, **placed("411003")),
        _orchard("a", "652822", 100, grower_id=ident("near"), partner_id=ident("b"), issuer="新财扶"),
        _orchard("b", "652801", 300, grower_id=ident("far"), kind="HOUSEHOLD", planted_on=date(2020, 1, 6)),
        _orchard("c", "652822", 200, grower_id=ident("unknown"), planted_on=date(2019, 1, 6)),
        _orchard("z", "411003", 999),
        *(orchard.TreeRow(id=ident(f"tree-{n}"), orchard_id=ident("a" if n < 5 else "c"), height=n) for n in range(7)),
        orchard.LeaseRow(id=ident("lease"), from_path="/1/2/", to_path="/1/2/3/"),
    ]


def _nodes(answer: dict[str, Any], field: str = "orchards") -> list[str]:
    assert "errors" not in answer, answer
    return [node["code"] for node in answer["data"][field]["nodes"]]


LIST = """query($where: OrchardWhereInput, $order: OrchardOrder! = CODE_ASC) {
  orchards(first: 10, where: $where, orderBy: $order) { nodes { code } } }"""


def test_columns_expressions_and_values_of_one_row(ask: Ask) -> None:
    answer = ask(
        "query($id: ID!) { orchard(id: $id) { code kind value doubled number { text } letters(times: 2) } }",
        id=str(ident("a")),
    )
    assert answer["data"]["orchard"] == {
        "code": "a",
        "kind": "OPERATING",
        "value": "1.00",
        "doubled": "2.00",
        "number": {"text": "新财扶〔2020〕7号"},
        "letters": "aa",
    }


def test_computed_fields_are_asked_for_once_for_all_rows(ask: Ask) -> None:
    orchard.CALLS.clear()
    ask("{ orchards(first: 10) { nodes { letters } } }")
    assert orchard.CALLS == [3]


@pytest.mark.parametrize(
    ("persona", "seen"),
    [("provincial_auditor", ["a", "b", "c"]), ("county_office", ["a", "c"]), ("stranger", []), (None, [])],
)
def test_a_list_holds_what_the_principal_may_see(ask: Ask, persona: str | None, seen: list[str]) -> None:
    assert _nodes(ask(LIST, persona)) == seen


@pytest.mark.parametrize("persona", ["county_office", "stranger", None])
def test_a_row_outside_is_as_if_it_did_not_exist(ask: Ask, persona: str | None) -> None:
    document = "query($id: ID!) { orchard(id: $id) { code } }"
    outside, nowhere = (ask(document, persona, id=each) for each in (str(ident("b")), str(ident("nobody"))))
    assert outside == nowhere == {"data": {"orchard": None}}


def test_an_id_that_can_be_nobodys_is_null(ask: Ask) -> None:
    assert ask('{ orchard(id: "x") { code } }') == {"data": {"orchard": None}}


def test_rows_that_belong_to_a_parent_are_not_looked_up_by_themselves(ask: Ask) -> None:
    assert ask("query($id: ID!) { tree(id: $id) { height } }", id=str(ident("tree-1"))) == {"data": {"tree": None}}


def test_references_are_null_where_the_target_is_not_visible(ask: Ask) -> None:
    document = (
        "{ orchards(first: 10) { nodes { code region { code parent { code } } partner { code } grower { id } } } }"
    )
    whole = ask(document)["data"]["orchards"]["nodes"]
    assert [row["grower"] and row["grower"]["id"] for row in whole] == [str(ident("near")), None, None]
    assert whole[0]["partner"] == {"code": "b"}
    assert whole[0]["region"] == {"code": "652822", "parent": {"code": "652800"}}
    assert ask(document, "county_office")["data"]["orchards"]["nodes"][0]["partner"] is None


def test_both_parties_see_a_row_and_nobody_else(ask: Ask) -> None:
    document = "{ leases(first: 1) { totalCount { count } } }"
    counts = {who: ask(document, who)["data"]["leases"]["totalCount"]["count"] for who in ("county_office", "stranger")}
    assert counts == {"county_office": 1, "stranger": 0}


def test_children_and_pages_of_children(ask: Ask) -> None:
    document = """query($after: String) { orchards(first: 10) { nodes {
      trees { height } treePages(first: 2, after: $after) {
        nodes { height } pageInfo { hasNextPage endCursor hasPreviousPage } totalCount { count precision } } } } }"""
    a, b, c = ask(document)["data"]["orchards"]["nodes"]
    assert [tree["height"] for tree in a["trees"]] == [0, 1, 2, 3, 4]
    assert [node["height"] for node in a["treePages"]["nodes"]] == [0, 1]
    assert a["treePages"]["pageInfo"]["hasNextPage"]
    assert not a["treePages"]["pageInfo"]["hasPreviousPage"]
    assert [x["treePages"]["totalCount"]["count"] for x in (a, b, c)] == [5, 0, 2]
    assert not c["treePages"]["pageInfo"]["hasNextPage"]
    following = ask(document, after=a["treePages"]["pageInfo"]["endCursor"])["data"]["orchards"]["nodes"]
    assert [node["height"] for node in following[0]["treePages"]["nodes"]] == [2, 3]


def test_a_list_below_a_region(ask: Ask) -> None:
    document = '{ region(code: "652800") { orchards(first: 2) { nodes { code } aggregate { count value } } } }'
    answer = ask(document)
    assert answer["data"]["region"]["orchards"] == {
        "nodes": [{"code": "a"}, {"code": "b"}],
        "aggregate": {"count": 3, "value": "6.00"},
    }


def test_a_retired_code_finds_its_successor(ask: Ask) -> None:
    assert ask('{ region(code: "411023") { code } }')["data"]["region"] == {"code": "411003"}


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"code": {"eq": "a"}}, ["a"]),
        ({"code": {"in": ["a", "b", "q"]}}, ["a", "b"]),
        ({"code": {"contains": "%"}}, []),
        ({"id": {"eq": str(ident("c"))}}, ["c"]),
        ({"region": {"under": "652800"}}, ["a", "b", "c"]),
        ({"region": {"eq": "652801"}}, ["b"]),
        ({"region": {"eq": "652800"}}, []),
        ({"region": {"in": ["652801", "999999"]}}, ["b"]),
        ({"region": {"under": "999999"}}, []),
        ({"kind": {"in": ["HOUSEHOLD"]}}, ["b"]),
        ({"value": {"gte": "2.00", "lte": "2.00"}}, ["c"]),
        ({"plantedOn": {"isNull": True}}, ["a"]),
        ({"plantedOn": {"gte": "2020-01-01"}}, ["b"]),
        ({"version": {"eq": 1}}, ["a", "b", "c"]),
        ({"shared": True}, ["a"]),
        ({"shared": False}, ["b", "c"]),
        ({"OR": [{"code": {"eq": "a"}}, {"code": {"eq": "b"}}]}, ["a", "b"]),
        ({"NOT": {"code": {"eq": "a"}}}, ["b", "c"]),
        ({"AND": [{"code": {"eq": "a"}}, {"value": {"gte": "5.00"}}]}, []),
        ({"OR": []}, []),
        ({}, ["a", "b", "c"]),
    ],
)
def test_filters(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    assert _nodes(ask(LIST, where=where)) == found


@pytest.mark.parametrize(
    "where",
    [{"value": {"gte": "1.001"}}, {"plantedOn": {"eq": "2020-13-01"}}, {"id": {"eq": "x"}}, {"value": {"eq": "eins"}}],
)
def test_a_malformed_filter_value_says_so(ask: Ask, where: dict[str, Any]) -> None:
    answer = ask(LIST, where=where)
    assert answer["data"]["orchards"] is None
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"
    assert answer["errors"][0]["path"] == ["orchards"]


def test_money_as_a_number_is_refused(ask: Ask) -> None:
    written = ask("{ orchards(first: 1, where: { value: { eq: 1.0 } }) { nodes { code } } }")
    sent = ask("query($v: Money) { orchards(first: 1, where: { value: { eq: $v } }) { nodes { code } } }", v=1.0)
    for answer in (written, sent):
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_INPUT"]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("CODE_ASC", ["a", "b", "c"]),
        ("VALUE_DESC", ["b", "c", "a"]),
        ("PLANTED_ASC", ["c", "b", "a"]),
        ("PLANTED_DESC", ["b", "c", "a"]),
    ],
)
def test_orders_put_the_unknown_last_and_pages_join(ask: Ask, order: str, found: list[str]) -> None:
    assert _nodes(ask(LIST, order=order)) == found
    document = """query($order: OrchardOrder!, $after: String) { orchards(first: 1, after: $after, orderBy: $order) {
      edges { cursor node { code } } pageInfo { hasNextPage } } }"""
    paged, after = [], None
    for place in range(3):
        page = ask(document, order=order, after=after)["data"]["orchards"]
        paged.append(page["edges"][0]["node"]["code"])
        after = page["edges"][0]["cursor"]
        assert page["pageInfo"]["hasNextPage"] == (place < 2)
    assert paged == found


def test_a_cursor_belongs_to_its_list_filter_order_and_person(ask: Ask) -> None:
    document = """query($order: OrchardOrder!, $after: String, $where: OrchardWhereInput) {
      orchards(first: 1, after: $after, orderBy: $order, where: $where) { pageInfo { endCursor } } }"""
    cursor = ask(document, order="CODE_ASC")["data"]["orchards"]["pageInfo"]["endCursor"]
    others = [
        ask(document, order="VALUE_DESC", after=cursor),
        ask(document, order="CODE_ASC", after=cursor, where={"code": {"eq": "a"}}),
        ask(document, "county_office", order="CODE_ASC", after=cursor),
        ask(document, order="CODE_ASC", after="bm9uc2Vuc2U="),
    ]
    assert [each["errors"][0]["extensions"]["code"] for each in others] == ["INVALID_INPUT"] * 4


@pytest.mark.parametrize("first", [0, -1, 101])
def test_pages_have_a_size(ask: Ask, first: int) -> None:
    answer = ask("query($first: Int!) { orchards(first: $first) { nodes { code } } }", first=first)
    assert answer["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"


def test_sums_by_dimension_equal_the_whole(ask: Ask) -> None:
    answer = ask("""{ orchards(first: 1, where: { region: { under: "652800" } }) { aggregate { count value
      kind: groupBy(by: [KIND]) { keys labels count value }
      cell: groupBy(by: [REGION, KIND]) { keys labels value } } } }""")["data"]["orchards"]["aggregate"]
    assert (answer["count"], answer["value"]) == (3, "6.00")
    assert answer["kind"] == [
        {"keys": ["HOUSEHOLD"], "labels": ["到户类"], "count": 1, "value": "3.00"},
        {"keys": ["OPERATING"], "labels": ["经营性"], "count": 2, "value": "3.00"},
    ] or answer["kind"][0]["keys"] == ["OPERATING"]
    assert {tuple(cell["keys"]): cell["value"] for cell in answer["cell"]} == {
        ("652801", "HOUSEHOLD"): "3.00",
        ("652822", "OPERATING"): "3.00",
    }


def test_sums_need_one_or_two_dimensions(ask: Ask) -> None:
    for by in ("[]", "[KIND, KIND]", "[KIND, REGION, PLACE]"):
        answer = ask(f"{{ orchards(first: 1) {{ aggregate {{ groupBy(by: {by}) {{ count }} }} }} }}")
        assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


def test_a_part_never_looks_like_a_whole(ask: Ask) -> None:
    document = '{ orchards(first: 5, where: { region: { under: "652800" } }) { aggregate { count } } }'
    answer = ask(document, "county_office")
    assert answer["data"]["orchards"] is None
    assert answer["errors"][0]["extensions"]["code"] == "PARTIAL_SCOPE"
    own = ask("{ orchards(first: 5) { aggregate { count groupBy(by: [REGION]) { keys } } } }", "county_office")
    assert own["data"]["orchards"]["aggregate"] == {"count": 2, "groupBy": [{"keys": ["652822"]}]}


def test_entities_are_answered_in_one_batch_and_null_outside(ask: Ask) -> None:
    representations = [{"__typename": "Orchard", "id": str(ident(each))} for each in ("a", "b", "z", "nobody", "a")]
    answer = ask(
        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Orchard { code letters } } }", r=representations
    )
    assert [each and each["code"] for each in answer["data"]["_entities"]] == ["a", "b", None, None, "a"]


def test_a_bug_is_masked(ask: Ask) -> None:
    answer = ask("{ broken orchards(first: 1) { nodes { code } } }")
    assert answer["data"]["broken"] is None
    assert answer["data"]["orchards"]["nodes"]
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["correlationId"] in error["message"]
    assert "secret" not in str(answer)
