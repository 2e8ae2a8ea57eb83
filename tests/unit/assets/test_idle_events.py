"""What assets tells of idle cases, as it goes over the wire."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

from published.canonical import canonical_bytes
from published.event import Event
from published.idle_terms import IdleCaseState, IdleFinding, IdleReason, RevitalisationMode
from services.assets.idle import events
from services.assets.idle.models import IdleCase

TOLD = Path(__file__).with_name("idle_events.json")


def number(last: int) -> UUID:
    return UUID(f"01920000-0000-7000-8000-{last:012d}")


def case(version: int, state: IdleCaseState) -> IdleCase:
    seen = version > 1
    return IdleCase(
        id=number(1),
        version=version,
        region_id=number(2),
        region_code="652822100201",
        region_path="/1/2/3/4/5/",
        asset_id=number(3),
        project_id=number(4),
        pack="xinjiang-2019",
        category_code="LIVESTOCK_SHED",
        area_path="/1/2/3/4/",
        state=state,
        state_since=date(2021, 6, 10),
        opened_on=date(2021, 5, 29),
        last_used_on=date(2020, 11, 30),
        counted_from=date(2020, 11, 30),
        value=98_560_000,
        clustering_bps=10_000,
        risk_bps=10_000,
        finding=IdleFinding.IDLE if seen else None,
        reason=IdleReason.OPERATOR_LEFT if seen else None,
        mode=RevitalisationMode.OPERATOR if version > 2 else None,
    )


def told() -> list[Event]:
    return [
        events.idle_case_suspected(case(1, IdleCaseState.SUSPECTED)),
        events.idle_case_confirmed(case(2, IdleCaseState.CONFIRMED)),
        events.idle_case_dismissed(case(2, IdleCaseState.DISMISSED)),
        events.idle_case_planned(case(3, IdleCaseState.PLANNED)),
        events.idle_case_revitalised(case(7, IdleCaseState.REVITALISED)),
        events.idle_case_relapsed(case(8, IdleCaseState.RELAPSED)),
    ]


def test_every_event_is_what_it_has_always_been() -> None:
    shown = {event.type: json.loads(canonical_bytes(event.model_dump(mode="json"))) for event in told()}
    assert shown == json.loads(TOLD.read_text(encoding="utf-8"))


def test_what_is_told_names_nobody_and_says_where_it_lies() -> None:
    for event in told():
        assert event.snapshot.place == "652822100201"
        assert not {"checker", "planned_by", "executed_by", "assignee_id"} & set(event.snapshot.model_dump())
