import json
from typing import Any

import pytest
from pydantic import ValidationError

from published.catalogue import EVENTS_BY_SERVICE, event_model, service_of, topic_of
from published.event import Event, PlacedSnapshot
from published.invalid_value import InvalidValueError
from published.project_terms import OrganisationKind
from published.projects import OrganisationRegisteredV1, ProjectApprovedV1, RegionChangedV1
from published.schemas.files import all_models, schema_of


def test_every_event_of_the_catalogue_survives_the_way_through_json(every_event: list[Event]) -> None:
    assert {type(event) for event in every_event} == set(all_models())
    for event in every_event:
        assert event_model(event.type).from_data(json.loads(json.dumps(event.data()))) == event


def test_type_names_follow_the_aggregate_and_the_version() -> None:
    for model in all_models():
        prefix, noun, verb, version = model.type.split(".")
        assert (prefix, noun, version) == ("jiadi", model.aggregate, "v1")
        assert verb.islower()
        assert model.aggregate in model.model_fields
    assert len({model.type for model in all_models()}) == len(all_models())


def test_snapshots_of_what_lies_in_a_region_tell_its_place(every_event: list[Event]) -> None:
    places = {event.type: event.snapshot.place for event in every_event}
    assert places.pop("jiadi.fund_category.changed.v1") is None
    assert places.pop("jiadi.indicator.received.v1") == "652800"
    assert set(places.values()) == {"652822"}
    placed = [event.snapshot for event in every_event if isinstance(event.snapshot, PlacedSnapshot)]
    assert all(snapshot.region_path.startswith("/1/") for snapshot in placed)


def _types(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["type"]} if isinstance(schema.get("type"), str) else set()
        return own.union(*map(_types, schema.values()))
    return set().union(*map(_types, schema)) if isinstance(schema, list) else set()


def test_no_event_carries_a_floating_point_number() -> None:
    for model in all_models():
        assert "number" not in _types(schema_of(model)), model.type


def test_amounts_are_whole_fen(project_approved: ProjectApprovedV1) -> None:
    data = project_approved.data()
    assert data["amount_by_source"][0]["amount"] == 80_000_000
    data["amount_by_source"][0]["amount"] = 80_000_000.5
    with pytest.raises(InvalidValueError, match="amount_by_source"):
        ProjectApprovedV1.from_data(data)


def test_a_field_added_by_a_newer_producer_is_ignored(region_changed: RegionChangedV1) -> None:
    data = region_changed.data()
    data["region"]["population"] = 120_000
    assert RegionChangedV1.from_data(data) == region_changed


def test_a_misspelt_field_is_refused_when_the_event_is_made(region_changed: RegionChangedV1) -> None:
    with pytest.raises(ValidationError, match="regoin"):
        RegionChangedV1.model_validate({"region": region_changed.region, "regoin": 1})


def test_an_event_cannot_be_changed(region_changed: RegionChangedV1) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        region_changed.region.name = "别名"  # type: ignore[misc]


@pytest.mark.parametrize(("name", "credit_code"), [("买买提", None), ("买**", "652822199001010011")])
def test_an_individual_is_never_published_by_name_or_number(
    organisation_registered: OrganisationRegisteredV1, name: str, credit_code: str | None
) -> None:
    individual = {"kind": OrganisationKind.INDIVIDUAL, "name": name, "credit_code": credit_code}
    with pytest.raises(ValidationError, match="masked name"):
        type(organisation_registered.organisation)(**(dict(organisation_registered.organisation) | individual))


def test_the_catalogue_knows_service_and_topic() -> None:
    assert set(EVENTS_BY_SERVICE) == {"projects", "funds", "assets"}
    assert service_of(RegionChangedV1) == "projects"
    assert topic_of("projects", "t7.") == "t7.jiadi.projects.v1"
    with pytest.raises(InvalidValueError, match=r"jiadi\.region\.sold\.v1"):
        event_model("jiadi.region.sold.v1")
