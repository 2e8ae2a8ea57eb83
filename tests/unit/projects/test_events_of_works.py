"""What the events of works say, to the last field: the project as it is then, and what is special to each."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from published.project_terms import ProjectState
from published.review_terms import ModificationKind
from services.projects.acceptance.events import project_accepted, project_handed_over, project_settled
from services.projects.implementation.events import (
    project_completed,
    project_progress_reported,
    project_self_inspected,
    project_started,
)
from services.projects.implementation.models import ProgressReport
from services.projects.modification.events import project_modified
from services.projects.modification.models import Modification
from services.projects.project.events import project_entered_library
from tests.unit.projects.test_events import FUNDING, TARGETS, TOLD, project

DAYS: dict[str, Any] = {
    "started_on": date(2020, 4, 1),
    "completed_on": date(2020, 7, 20),
    "self_inspected_on": date(2020, 7, 24),
    "accepted_on": date(2020, 8, 5),
    "settled_on": date(2020, 8, 20),
    "entered_library_on": date(2020, 3, 18),
}
AMOUNTS = {"accepted_amount": 98_560_000, "final_amount": 98_560_000}


@pytest.mark.parametrize(
    ("tell", "state"),
    [
        (project_entered_library, ProjectState.IN_LIBRARY),
        (project_started, ProjectState.IMPLEMENTING),
        (project_completed, ProjectState.COMPLETED),
        (project_self_inspected, ProjectState.SELF_INSPECTED),
        (project_accepted, ProjectState.ACCEPTED),
        (project_settled, ProjectState.SETTLED),
        (project_handed_over, ProjectState.HANDED_OVER),
    ],
)
def test_each_step_tells_the_project_as_it_is_then(tell: Any, state: ProjectState) -> None:
    told = tell(project(version=7, state=state, progress_bps=10_000, **DAYS, **AMOUNTS), FUNDING, TARGETS)
    then = {"version": 7, "state": state.value, "progress_bps": 10_000, **AMOUNTS}
    assert told.data() == {"project": TOLD | then | {name: day.isoformat() for name, day in DAYS.items()}}


def test_progress_tells_the_month() -> None:
    report = ProgressReport(
        project_id=UUID(int=5), place=0, month="2020-04", progress_bps=3500, reported_on=date(2020, 4, 30)
    )
    told = project_progress_reported(project(progress_bps=3500), FUNDING, TARGETS, report)
    assert told.data() == {
        "project": TOLD | {"progress_bps": 3500},
        "month": "2020-04",
        "reported_on": "2020-04-30",
    }


def test_a_modification_tells_kinds_and_money_and_no_approver() -> None:
    def change(kind: ModificationKind, amount: int | None) -> Modification:
        return Modification(
            project_id=UUID(int=5),
            place=0,
            kind=kind,
            before="",
            after="",
            amount_change=amount,
            reason="围栏由县级统一采购",
            approved_on=date(2020, 5, 20),
            approver_subject="county_office",
            approver_name="县扶贫办经办员",
            approver_role="COUNTY_OFFICE",
        )

    changes = [change(ModificationKind.AMOUNT, -1_000_000), change(ModificationKind.SCOPE, None)]
    told = project_modified(project(modified_bps=100), FUNDING, TARGETS, changes)
    assert told.data() == {
        "project": TOLD,
        "kinds": ["AMOUNT", "SCOPE"],
        "amount_change": -1_000_000,
        "modified_bps": 100,
    }
