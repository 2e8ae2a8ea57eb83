"""The whole way: states, dates, events and what stands on record at its end."""

import pytest

from published.projects import ProjectApprovedV1, ProjectEnteredLibraryV1, ProjectSubmittedV1
from tests.integration.projects.desk import Desk
from tests.integration.projects.way import Way, approved


@pytest.fixture(scope="module")
def walked(desk: Desk) -> Way:
    """A project in an approved plan."""
    return approved(desk)


def test_states_follow_one_another_on_their_days(walked: Way) -> None:
    document = "query($id: ID!) { project(id: $id) { history { axis fromState toState effectiveOn } } }"
    answer = walked.desk.subgraph.post(document, {"id": walked.id}, "county_office")
    changes = answer["data"]["project"]["history"]
    assert [(each["toState"], each["effectiveOn"]) for each in changes] == [
        ("DRAFT", "2020-01-10"),
        ("VILLAGE_DECIDED", "2020-01-14"),
        ("TOWNSHIP_REVIEW", "2020-01-21"),
        ("TOWNSHIP_NOTICE", "2020-01-22"),
        ("COUNTY_REVIEW", "2020-01-31"),
        ("REVISION", "2020-02-10"),
        ("SECOND_COUNTY_REVIEW", "2020-02-28"),
        ("LEADING_GROUP", "2020-03-05"),
        ("COUNTY_NOTICE", "2020-03-10"),
        ("IN_LIBRARY", "2020-03-18"),
        ("SCHEDULED", "2020-03-20"),
        ("APPROVED", "2020-03-24"),
    ]
    assert [each["fromState"] for each in changes] == [None, *(each["toState"] for each in changes[:-1])]


def test_it_is_told_as_approved_only_with_the_meeting_of_its_plan(walked: Way) -> None:
    told = [event for event in walked.desk.subgraph.told() if str(getattr(event.snapshot, "id", "")) == walked.id]
    first, second = [event for event in told if isinstance(event, ProjectSubmittedV1)]
    assert (first.round, second.round) == (1, 2)
    (entered,) = [event for event in told if isinstance(event, ProjectEnteredLibraryV1)]
    assert (entered.project.approval, entered.project.plan_year) == (None, None)
    approved = told[-1]
    assert isinstance(approved, ProjectApprovedV1)
    assert approved.project.approval == approved.meeting
    assert (approved.meeting.reference, approved.plan_year) == ("轮扶领纪〔2020〕6号", 2020)
    assert str(approved.project.entered_library_on) == "2020-03-18"


def test_the_dossier_keeps_every_paper_and_decision(walked: Way) -> None:
    document = """query($id: ID!) { project(id: $id) { documents { kind } annualPlan { year region { code } }
      appraisal { bodies passed appraisedOn aspects { aspect passed note } documents { kind } }
      deliberation { kind documents { kind } }
      reviews { level round decision comments reviewer { subject role } } } }"""
    shown = walked.desk.subgraph.post(document, {"id": walked.id}, "county_office")["data"]["project"]
    assert len(shown["documents"]) == 7
    assert shown["annualPlan"] == {"year": 2020, "region": {"code": "652822"}}
    assert shown["appraisal"]["bodies"] == ["MULTI_DEPARTMENT", "EXPERT"]
    assert shown["appraisal"]["documents"] == [{"kind": "APPRAISAL_REPORT"}]
    assert [each["kind"] for each in shown["deliberation"]][-1] == "PUBLICISE"
    assert [(each["level"], each["round"], each["decision"]) for each in shown["reviews"]] == [
        ("TOWNSHIP", 1, "PASS"),
        ("COUNTY", 1, "RETURN"),
        ("COUNTY", 2, "PASS"),
    ]
    assert shown["reviews"][0]["reviewer"] == {"subject": "township_clerk", "role": "TOWNSHIP_CLERK"}


def test_its_village_does_not_see_the_plan_of_the_county(walked: Way) -> None:
    document = "query($id: ID!) { project(id: $id) { state annualPlan { year } } }"
    answer = walked.desk.subgraph.post(document, {"id": walked.id}, "village_clerk")
    assert answer["data"] == {"project": {"state": "APPROVED", "annualPlan": None}}
