"""What the events of projects say, to the last field."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import pytest

from published.fund_terms import FundLevel
from published.project_terms import AppraisalKind, OrganisationKind, ProjectState
from services.projects.organisation.events import official_registered, organisation_registered
from services.projects.organisation.models import Official, Organisation
from services.projects.project.events import project_approved, project_declared, project_submitted
from services.projects.project.models import PerformanceTarget, PlannedFunding, Project
from services.projects.region.events import region_changed
from services.projects.region.models import Region


def ident(number: int) -> UUID:
    return UUID(int=number)


def text(number: int) -> str:
    return str(ident(number))


IN_COUNTY: dict[str, Any] = {"region_id": ident(1), "region_code": "652822", "region_path": "/1/2f/"}
TOLD_IN_COUNTY = {"region_id": text(1), "region_code": "652822", "region_path": "/1/2f/"}


def test_region_changed() -> None:
    region = Region(
        id=ident(1),
        version=3,
        code="411023",
        name="许昌县",
        name_sort="xu chang xian",
        level="COUNTY",
        parent_id=ident(2),
        key="2f",
        path="/1/2f/",
        valid_to=date(2016, 11, 24),
        former_codes=["411022"],
        successor_ids=[text(4)],
        source="regions.csv",
    )
    assert region_changed(region).data() == {
        "region": {
            "id": text(1),
            "version": 3,
            "code": "411023",
            "name": "许昌县",
            "pinyin": "xu chang xian",
            "level": "COUNTY",
            "scheme": "GB2260",
            "parent_id": text(2),
            "key": "2f",
            "path": "/1/2f/",
            "valid_from": None,
            "valid_to": "2016-11-24",
            "former_codes": ["411022"],
            "successor_ids": [text(4)],
            "fictitious": False,
        }
    }


def test_organisation_registered_tells_an_individual_only_masked() -> None:
    person = Organisation(
        id=ident(3),
        **IN_COUNTY,
        name="阿***",
        name_sort="a ***",
        full_name="阿依古丽",
        kind=OrganisationKind.INDIVIDUAL,
    )
    assert organisation_registered(person).data() == {
        "organisation": {
            "id": text(3),
            "version": 1,
            **TOLD_IN_COUNTY,
            "name": "阿***",
            "pinyin": "a ***",
            "kind": "INDIVIDUAL",
            "credit_code": None,
        }
    }


def test_official_registered_tells_no_name() -> None:
    official = Official(
        id=ident(4), **IN_COUNTY, organisation_id=ident(3), name="王五", name_sort="wang wu", duty="项目责任人"
    )
    assert official_registered(official).data() == {
        "official": {
            "id": text(4),
            "version": 1,
            **TOLD_IN_COUNTY,
            "organisation_id": text(3),
            "duty": "项目责任人",
        }
    }


def project(**changed: Any) -> Project:
    columns: dict[str, Any] = (
        {
            "id": ident(5),
            "code": "P-000001",
            "name": "示范村羊舍",
            "name_sort": "shi fan cun yang she",
            "category_code": "INDUSTRY_LIVESTOCK",
            "appraisal_kind": AppraisalKind.INDUSTRY,
            "scope": "羊舍2栋",
            "pack": "xinjiang-2019",
            "planned_amount": 80_000_000,
            "planned_start_on": date(2020, 4, 1),
            "implementer_id": ident(3),
            "household_count": 42,
            "drafted_by": "village_clerk",
        }
        | IN_COUNTY
        | changed
    )
    return Project(**columns)


FUNDING = [
    PlannedFunding(
        project_id=ident(5),
        place=0,
        fund_category_id=ident(6),
        fund_category_code="DEVELOPMENT",
        level=FundLevel.CENTRAL,
        amount=80_000_000,
    )
]
TARGETS = [PerformanceTarget(project_id=ident(5), place=0, indicator="带动户数", target=Decimal("4E+1"), unit="户")]
SOURCES = [{"fund_category_code": "DEVELOPMENT", "level": "CENTRAL", "amount": 80_000_000}]
TOLD = {
    "id": text(5),
    "version": 1,
    **TOLD_IN_COUNTY,
    "code": "P-000001",
    "name": "示范村羊舍",
    "pinyin": "shi fan cun yang she",
    "category_code": "INDUSTRY_LIVESTOCK",
    "appraisal_kind": "INDUSTRY",
    "scope": "羊舍2栋",
    "state": "DRAFT",
    "pack": "xinjiang-2019",
    "origin": "COMMAND",
    "planned_amount": 80_000_000,
    "planned_funding": SOURCES,
    "planned_start_on": "2020-04-01",
    "planned_end_on": None,
    "implementer_id": text(3),
    "line_department_id": None,
    "household_count": 42,
    "people_count": None,
    "targets": [{"indicator": "带动户数", "target": "40", "unit": "户"}],
    "approval": None,
    "plan_year": None,
    "entered_library_on": None,
    "progress_bps": 0,
    "started_on": None,
    "completed_on": None,
    "self_inspected_on": None,
    "accepted_on": None,
    "accepted_amount": None,
    "settled_on": None,
    "final_amount": None,
}


def test_project_declared_names_no_person() -> None:
    assert project_declared(project(), FUNDING, TARGETS).data() == {"project": TOLD}


@pytest.mark.parametrize("turn", [1, 2])
def test_project_submitted_tells_which_time(turn: Literal[1, 2]) -> None:
    told = project_submitted(project(), FUNDING, TARGETS, turn)
    assert told.data() == {"project": TOLD, "round": turn}


def test_project_approved_tells_meeting_plan_year_and_money() -> None:
    held_on = date(2020, 3, 10)
    approved = project(
        version=2,
        state=ProjectState.APPROVED,
        meeting_held_on=date(2020, 2, 1),
        meeting_reference="轮扶领纪〔2020〕2号",
        approval_held_on=held_on,
        approval_reference="轮扶领纪〔2020〕4号",
        plan_year=2020,
        entered_library_on=held_on,
    )
    meeting = {"held_on": "2020-03-10", "reference": "轮扶领纪〔2020〕4号"}
    then = {"version": 2, "state": "APPROVED", "approval": meeting, "plan_year": 2020}
    assert project_approved(approved, FUNDING, TARGETS).data() == {
        "project": TOLD | then | {"entered_library_on": "2020-03-10"},
        "meeting": meeting,
        "plan_year": 2020,
        "amount_by_source": SOURCES,
    }


def test_a_project_without_a_meeting_cannot_be_told_as_approved() -> None:
    with pytest.raises(ValueError, match="no meeting"):
        project_approved(project(), FUNDING, TARGETS)
