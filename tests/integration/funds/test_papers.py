"""The papers of a claim: which are needed, which are there, since when and on whose word; and what blocks the steps."""

import itertools
from typing import Any
from uuid import UUID

import pytest

from chassis.tables import new_id
from published.claim_terms import ClaimPaperKind
from tests.integration.funds.claiming import (
    DRAFTER,
    FINANCE,
    OFFICE,
    TODAY,
    UPLOADED,
    Claim,
    Works,
    built,
    formed,
    handed_over,
    ready,
    works,
)
from tests.integration.funds.scene import Scene

PAPERS = "papers { kind required present arrivedAt source document { id complete kind } }"
STEPS = "whatBlocks { mutation ready permitted verdicts { ruleId outcome } }"
BY_EVENT = {"SELF_INSPECTION", "ACCEPTANCE_FORM"}
BY_HAND_OVER = {"UPKEEP_LETTER", "HANDOVER_SLIP"}


@pytest.fixture(autouse=True, scope="module")
def _in_august(scene: Scene) -> None:
    scene.funds.set_today(TODAY)


def papers(claim: Claim) -> dict[str, dict[str, Any]]:
    return {each["kind"]: each for each in claim.ask(PAPERS)["papers"]}


def present(claim: Claim) -> set[str]:
    return {kind for kind, paper in papers(claim).items() if paper["present"]}


@pytest.mark.rule("F-18")
@pytest.mark.parametrize(("stage", "count"), [("ADVANCE", 6), ("PROGRESS", 10), ("FINAL", 14)])
def test_every_kind_is_named_in_the_order_of_the_list(scene: Scene, stage: str, count: int) -> None:
    claim = built(scene).draft(stage=stage, retention=None)
    found = papers(claim)
    assert list(found) == [kind.value for kind in ClaimPaperKind]
    assert sum(paper["required"] for paper in found.values()) == count
    assert {(each["present"], each["arrivedAt"], each["source"]) for each in found.values()} == {(False, None, None)}
    assert not any(each["document"] for each in found.values())


def test_a_file_is_there_from_its_attachment(scene: Scene) -> None:
    claim = built(scene).draft().attach("INVOICE")
    invoice = papers(claim)["INVOICE"]
    assert (invoice["present"], invoice["source"], invoice["arrivedAt"][:10]) == (True, "UPLOAD", "2020-08-24")
    assert invoice["document"] == {"id": scene.paper, "complete": True, "kind": "CLAIM_PAPER"}
    assert present(claim) == {"INVOICE"}


def test_a_later_file_takes_the_place_of_the_first(scene: Scene) -> None:
    claim = built(scene).draft().attach("INVOICE")
    first = papers(claim)["INVOICE"]["arrivedAt"]
    claim.attach("INVOICE")
    assert papers(claim)["INVOICE"]["arrivedAt"] > first
    assert present(claim) == {"INVOICE"}
    kept = """SELECT p.claim_version, j.action FROM claim_paper p
      JOIN journal j ON j.entity_id = p.claim_id AND j.entity_version = p.claim_version WHERE p.claim_id = %(id)s"""
    assert scene.funds.rows(kept, {"id": claim.id}) == [(2, "payment_claim.attach"), (3, "payment_claim.attach")]


def test_what_projects_tells_is_a_paper(scene: Scene) -> None:
    at = built(scene)
    claim = at.draft()
    at.tell("completed", "inspected")
    assert present(claim) == {"SELF_INSPECTION"}
    at.tell("accepted")
    found = papers(claim)
    assert present(claim) == BY_EVENT
    assert {found[kind]["source"] for kind in BY_EVENT} == {"PROJECTS"}
    assert found["ACCEPTANCE_FORM"]["arrivedAt"] is not None


def test_a_file_beside_an_event_is_shown_with_it(scene: Scene) -> None:
    claim = built(scene).tell("completed", "inspected").draft().attach("SELF_INSPECTION", "ACCEPTANCE_FORM")
    found = papers(claim)
    assert (found["SELF_INSPECTION"]["source"], found["ACCEPTANCE_FORM"]["source"]) == ("PROJECTS", "UPLOAD")
    assert {found[kind]["document"]["id"] for kind in BY_EVENT} == {scene.paper}


@pytest.mark.rule("A-11")
def test_the_hand_over_brings_two_papers_at_once(scene: Scene) -> None:
    at = built(scene)
    claim = at.draft()
    at.hand_over()
    found = papers(claim)
    assert present(claim) == BY_HAND_OVER
    assert {found[kind]["source"] for kind in BY_HAND_OVER} == {"ASSETS"}


@pytest.mark.rule("A-11")
@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_all_assets_of_the_project_are_handed_over(scene: Scene, order: tuple[int, ...]) -> None:
    at = Works(scene, scene.project(), "", "", "", new_id())
    other = new_id()
    events = [
        formed(at.project, at.asset),
        formed(at.project, other),
        handed_over(at.project, at.asset),
        handed_over(at.project, other),
    ]
    told: set[int] = set()
    for place in order:
        scene.funds.deliver(events[place])
        told.add(place)
        known = ({at.asset} if told & {0, 2} else set()) | ({other} if told & {1, 3} else set())
        over = ({at.asset} if 2 in told else set()) | ({other} if 3 in told else set())
        assert _hand_over_papers(scene, at.project) == (BY_HAND_OVER if known == over else set())


def _hand_over_papers(scene: Scene, project: str) -> set[str]:
    """By a claim row of the project as the reading side sees it."""
    from services.funds.claim.models import told_papers

    with scene.funds.runtime.session() as session:
        return {row.kind.value for row in session.execute(told_papers([UUID(project)]))}


def test_an_asset_of_another_project_brings_nothing(scene: Scene) -> None:
    claim = built(scene).draft()
    built(scene).hand_over()
    assert present(claim) == set()


def test_a_hand_over_told_twice_is_one(scene: Scene) -> None:
    at = built(scene)
    claim, event, identifier = at.draft(), handed_over(at.project, at.asset), new_id()
    scene.funds.deliver(event, event_id=identifier)
    first = papers(claim)
    scene.funds.deliver(event, event_id=identifier)
    scene.funds.deliver(event)
    assert papers(claim) == first


def test_inspection_and_acceptance_in_the_wrong_order(scene: Scene) -> None:
    at = built(scene)
    claim = at.draft()
    scene.funds.deliver(works(at.project, "accepted"))
    scene.funds.deliver(works(at.project, "inspected"))
    assert present(claim) == BY_EVENT
    row = scene.funds.rows("SELECT state, accepted_on::text FROM project WHERE id = %(id)s", {"id": at.project})
    assert row == [("ACCEPTED", "2020-08-05")]


def steps(claim: Claim, persona: str) -> dict[str, dict[str, Any]]:
    return {each["mutation"]: each for each in claim.ask(STEPS, persona)["whatBlocks"]}


def test_what_blocks_a_draft(scene: Scene) -> None:
    at = built(scene).tell_all()
    claim = at.draft().attach()
    found = steps(claim, DRAFTER)
    assert list(found) == ["paymentClaimAttach", "paymentClaimSubmit"]
    submit = found["paymentClaimSubmit"]
    assert (submit["ready"], submit["permitted"]) == (False, True)
    assert {each["ruleId"]: each["outcome"] for each in submit["verdicts"]} == {
        "F-18": "BLOCK",
        "A-11": "BLOCK",
        "F-19": "PASS",
    }
    assert steps(claim, OFFICE)["paymentClaimSubmit"]["permitted"] is False
    at.hand_over()
    assert steps(claim, DRAFTER)["paymentClaimSubmit"]["ready"] is True


def test_what_blocks_at_each_desk(scene: Scene) -> None:
    claim = ready(scene).submit("2020-08-24")
    seen: list[tuple[str, bool, bool]] = []

    def look() -> None:
        ((mutation, step),) = steps(claim, OFFICE).items()
        seen.append((mutation, step["ready"], step["permitted"]))

    look()
    claim.review(OFFICE, "2020-08-24")
    look()
    claim.review(FINANCE, "2020-08-24")
    look()
    assert seen == [
        ("paymentClaimReview", True, True),
        ("paymentClaimReview", True, False),
        ("paymentClaimPay", True, False),
    ]
    claim.pay("2020-08-24")
    assert steps(claim, OFFICE) == {}


def test_ten_papers_are_uploaded_and_four_are_told(scene: Scene) -> None:
    assert set(UPLOADED) | BY_EVENT | BY_HAND_OVER == {kind.value for kind in ClaimPaperKind}
    assert present(ready(scene)) == {kind.value for kind in ClaimPaperKind}
