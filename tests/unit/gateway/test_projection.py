from typing import Any

import pytest

from gateway.entities import entities, gather
from gateway.merge import FAILED, located, placed
from gateway.plan import Entity, Fetch, Step
from gateway.projection import project
from tests.unit.gateway.mini import plan

TYPE_KEY = "_h___typename"


def projected(
    text: str, root: dict[str, Any], faults: list[dict[str, Any]] | None = None
) -> tuple[Any, list[list[Any]]]:
    found = [] if faults is None else faults
    return project(plan(text), root, found), [fault["path"] for fault in found]


def test_fields_come_in_the_clients_order_without_ours() -> None:
    root = {"fields": [{"_h_id": 1, "yield": "2", "name": "x"}]}
    answer, _ = projected("{ fields { yield name } }", root)
    assert list(answer["fields"][0].items()) == [("yield", "2"), ("name", "x")]


def test_a_null_stops_at_the_nearest_nullable_place() -> None:
    root = {"grid": [[{"name": "a"}, {"name": None}], None, [None]]}
    assert projected("{ grid { name } }", root) == (
        {"grid": [[{"name": "a"}, None], None, [None]]},
        [["grid", 0, 1, "name"]],
    )


def test_a_null_spreads_through_non_null_items() -> None:
    assert projected("{ fields { next { id } name } }", {"fields": [{"next": None, "name": "a"}, {"next": None}]}) == (
        {"fields": None},
        [["fields", 1, "name"]],
    )


def test_an_explained_null_has_no_second_error() -> None:
    explained = [{"path": ["fields", 1, "name"]}]
    assert projected("{ fields { name } }", {"fields": [{"name": "a"}, {}]}, explained)[1] == [["fields", 1, "name"]]
    assert projected("{ fields { name } }", {"fields": [{"name": FAILED}]}) == ({"fields": None}, [])


@pytest.mark.parametrize("wrong", [7, "text", {"id": 1}, [[]], [7]])
def test_a_wrong_shape_is_null_with_an_error(wrong: Any) -> None:
    answer, paths = projected("{ fields { id } }", {"fields": wrong})
    assert answer == {"fields": None}
    assert len(paths) == 1


def test_an_object_of_an_unknown_type_is_null_with_an_error() -> None:
    root = {"things": [{TYPE_KEY: "Tractor", "id": 1}]}
    assert projected("{ things { id } }", root) == ({"things": None}, [["things", 0]])


def test_objects_are_found_in_lists_of_lists_by_type() -> None:
    rope, plough = {TYPE_KEY: "Rope"}, {TYPE_KEY: "Plough"}
    root = {"rows": [[rope, None], [], [plough, rope]]}
    path = (Step("rows", "Rope"),)
    assert located([root], (path,), TYPE_KEY) == [rope, rope]
    chain = (Fetch("g", "", (), (), paths=(path,)),)
    assert [place for place, _ in placed(root, chain, TYPE_KEY)] == [("rows", 0, 0), ("rows", 2, 1)]


def test_each_entity_is_asked_for_once() -> None:
    one, two, again, keyless = {"_h_id": "1"}, {"_h_id": "2"}, {"_h_id": "1"}, {"_h_id": None}
    batch = gather(Entity("Field", (("id", "_h_id"),)), [one, two, again, keyless])
    assert batch.representations == [{"__typename": "Field", "id": "1"}, {"__typename": "Field", "id": "2"}]
    assert batch.attach([{"name": "a"}, None]) == [{"name": "a"}]
    assert (one["name"], again["name"], two) == ("a", "a", {"_h_id": "2"})


@pytest.mark.parametrize("data", [None, {}, {"_entities": "x"}, {"_entities": [1]}])
def test_entities_of_another_number_are_none(data: Any) -> None:
    assert entities(data, 2) is None
