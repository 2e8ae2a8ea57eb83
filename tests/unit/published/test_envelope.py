import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from published.envelope import MAX_EVENT_BYTES, Envelope, EventTooLargeError
from published.event import Event
from published.funds import FundCategoryChangedV1
from published.invalid_value import InvalidValueError
from published.projects import ProjectDeclaredV1, ProjectSnapshot, RegionChangedV1

EVENT_ID = UUID("01920000-0000-7000-8000-000000000001")
NOON_IN_SHANGHAI = datetime(2020, 3, 10, 12, tzinfo=timezone(timedelta(hours=8)))


def wrap(event: Event, sequence: int = 0) -> Envelope:
    return Envelope.wrap(event, id=EVENT_ID, time=NOON_IN_SHANGHAI, correlationid="c-1", sequence=sequence)


def test_every_event_comes_out_of_its_envelope_unchanged(every_event: list[Event]) -> None:
    for event in every_event:
        envelope = Envelope.from_bytes(wrap(event, sequence=17).to_bytes())
        assert envelope == wrap(event, sequence=17)
        assert envelope.event() == event


def test_the_attributes_are_those_of_cloudevents_and_ours(region_changed: RegionChangedV1) -> None:
    content = json.loads(wrap(region_changed, sequence=42).to_bytes())
    data = content.pop("data")
    assert content == {
        "specversion": "1.0",
        "id": str(EVENT_ID),
        "source": "/jiadi/projects",
        "type": "jiadi.region.changed.v1",
        "subject": str(region_changed.region.id),
        "time": "2020-03-10T04:00:00Z",
        "datacontenttype": "application/json",
        "aggregateversion": 2,
        "region": "652822",
        "sequence": "00000000000000000042",
        "correlationid": "c-1",
    }
    assert data["region"]["valid_from"] is None


def test_what_has_no_place_names_no_region(fund_category_changed: FundCategoryChangedV1) -> None:
    assert "region" not in json.loads(wrap(fund_category_changed).to_bytes())


def test_bytes_do_not_depend_on_the_order_of_keys(region_changed: RegionChangedV1) -> None:
    envelope = wrap(region_changed)
    turned = {key: dict(reversed(value.items())) for key, value in envelope.data.items() if isinstance(value, dict)}
    assert envelope.model_copy(update={"data": turned}).to_bytes() == envelope.to_bytes()


def test_the_key_is_the_aggregate(region_changed: RegionChangedV1) -> None:
    assert wrap(region_changed).key == str(region_changed.region.id).encode()


def test_the_size_does_not_change_when_the_seal_gives_the_sequence(region_changed: RegionChangedV1) -> None:
    assert len(wrap(region_changed).to_bytes()) == len(wrap(region_changed, sequence=2**63 - 1).to_bytes())


def test_an_envelope_at_the_limit_passes_and_one_byte_more_is_refused(project: ProjectSnapshot) -> None:
    def declared(scope: str) -> Envelope:
        return wrap(ProjectDeclaredV1(project=project.model_copy(update={"scope": scope})))

    room = MAX_EVENT_BYTES - len(declared("").to_bytes())
    assert len(declared("a" * room).to_bytes()) == MAX_EVENT_BYTES
    with pytest.raises(EventTooLargeError, match=str(MAX_EVENT_BYTES + 1)) as caught:
        declared("a" * (room + 1)).to_bytes()
    assert "超过上限" in caught.value.zh


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"specversion":"0.3"}'])
def test_what_is_no_envelope_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidValueError, match="not a CloudEvents event"):
        Envelope.from_bytes(content)


def test_unknown_attributes_are_ignored(region_changed: RegionChangedV1) -> None:
    content = json.loads(wrap(region_changed).to_bytes()) | {"tracestate": "vendor=1"}
    assert Envelope.from_bytes(json.dumps(content).encode()) == wrap(region_changed)


def test_an_unknown_type_is_named(region_changed: RegionChangedV1) -> None:
    with pytest.raises(InvalidValueError, match=r"jiadi\.region\.sold\.v1"):
        wrap(region_changed).model_copy(update={"type": "jiadi.region.sold.v1"}).event()


def test_time_is_kept_in_utc(region_changed: RegionChangedV1) -> None:
    assert wrap(region_changed).time == datetime(2020, 3, 10, 4, tzinfo=UTC)


def test_the_trace_of_the_command_goes_along_and_is_left_out_where_there_is_none(
    region_changed: RegionChangedV1,
) -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    traced = wrap(region_changed).model_copy(update={"traceparent": trace})
    assert json.loads(traced.to_bytes())["traceparent"] == trace
    assert Envelope.from_bytes(traced.to_bytes()) == traced
    assert "traceparent" not in json.loads(wrap(region_changed).to_bytes())
