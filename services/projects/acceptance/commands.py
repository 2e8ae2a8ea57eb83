"""Joint acceptance, final account, and the hand-over that ends the works."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import ErrorCode, Fault, invalid
from chassis.uow import UnitOfWork
from published.document_terms import ProjectDocumentKind
from published.project_terms import ProjectState
from services.projects.acceptance.events import project_accepted, project_handed_over, project_settled
from services.projects.acceptance.inputs import (
    AcceptanceConcludeInput,
    AcceptanceConveneInput,
    AcceptanceSignInput,
    ProjectSettleInput,
)
from services.projects.acceptance.models import Acceptance, PanelMember
from services.projects.acceptance.rules import (
    PANEL_RULES,
    SETTLEMENT_RULES,
    SIGNATURE_RULES,
    PanelFacts,
    SettlementFacts,
    SignatureFacts,
)
from services.projects.acceptance.states import ACCEPTANCE, AcceptanceState
from services.projects.document.commands import attach, attach_one, papers_of
from services.projects.implementation.events import project_completed
from services.projects.organisation.models import Official, Organisation
from services.projects.project.models import Project
from services.projects.project.states import LIFE
from services.projects.replicas import Asset
from services.projects.telling import record_project

CONVENE, SIGN, CONCLUDE = "acceptance.convene", "acceptance.sign", "acceptance.conclude"
SETTLE, HAND_OVER = "project.settle", "project.hand_over"
PROJECT, OFFICIALS, THIRD_PARTY = ("input", "projectId"), ("input", "officialIds"), ("input", "thirdPartyId")
MEMBER, DOCUMENT = ("input", "memberId"), ("input", "documentId")
SIGNED_ON, CONCLUDED_ON = ("input", "signedOn"), ("input", "concludedOn")


def convene_acceptance(uow: UnitOfWork, cmd: AcceptanceConveneInput) -> UUID:
    """Call the panel together that accepts a self-inspected project with a third party."""
    project = uow.get_for_update(Project, cmd.project_id, field=PROJECT)
    uow.require(CONVENE, project)
    uow.require_step(project, LIFE, "acceptanceConvene")
    _require_none_convened(uow, project)
    _require_panel(uow, project, cmd)
    facts = PanelFacts(len(cmd.official_ids), cmd.third_party_id is not None)
    uow.enforce(PANEL_RULES, facts, pack=project.pack)
    acceptance = uow.add(
        Acceptance(
            region_id=project.region_id,
            region_code=project.region_code,
            region_path=project.region_path,
            project_id=project.id,
            third_party_id=cmd.third_party_id,
            convened_by=uow.principal.identity.subject,
        )
    )
    uow.begin(acceptance, ACCEPTANCE, AcceptanceState.CONVENED, uow.today)
    uow.record(acceptance, action=CONVENE)
    for place, official_id in enumerate(cmd.official_ids):
        uow.add(PanelMember(acceptance_id=acceptance.id, place=place, official_id=official_id))
    return acceptance.id


def sign_acceptance(uow: UnitOfWork, cmd: AcceptanceSignInput) -> UUID:
    """Keep that a member has signed, with the signed form."""
    project, acceptance = _locked(uow, cmd.id, cmd.expected_version)
    uow.require(SIGN, acceptance)
    uow.require_step(acceptance, ACCEPTANCE, "acceptanceSign")
    member = _member(uow, acceptance, cmd.member_id)
    _require_not_before(project.self_inspected_on, cmd.signed_on, SIGNED_ON)
    attach_one(uow, project, cmd.document_id, DOCUMENT, (ProjectDocumentKind.ACCEPTANCE_FORM,))
    member.signed_on, member.document_id = cmd.signed_on, cmd.document_id
    uow.record(acceptance, action=SIGN)
    return acceptance.id


def conclude_acceptance(uow: UnitOfWork, cmd: AcceptanceConcludeInput) -> UUID:
    """The panel's result, once everybody has signed; what is not passed goes back to the works."""
    project, acceptance = _locked(uow, cmd.id, cmd.expected_version)
    uow.require(CONCLUDE, acceptance)
    _require_somebody_else(uow, project.self_inspected_by)
    uow.require_step(acceptance, ACCEPTANCE, "acceptanceConclude")
    _require_whole(uow, acceptance, cmd)
    uow.enforce(SIGNATURE_RULES, signature_facts(uow, acceptance), pack=project.pack)
    uow.move(acceptance, ACCEPTANCE, AcceptanceState.PASSED if cmd.passed else AcceptanceState.FAILED, cmd.concluded_on)
    acceptance.passed, acceptance.defects = cmd.passed, list(cmd.defects)
    acceptance.concluded_on, acceptance.accepted_amount = cmd.concluded_on, cmd.accepted_amount
    acceptance.concluded_by = uow.principal.identity.subject
    uow.record(acceptance, action=CONCLUDE)
    _carry_on(uow, project, cmd)
    return acceptance.id


def settle_project(uow: UnitOfWork, cmd: ProjectSettleInput) -> UUID:
    """The final account is reviewed; a project whose assets are all handed over by then is handed over at once."""
    project = uow.get_for_update(Project, cmd.id, cmd.expected_version)
    uow.require(SETTLE, project)
    uow.require_step(project, LIFE, "projectSettle")
    attach(uow, project, cmd.document_ids, ("input", "documentIds"))
    uow.enforce(SETTLEMENT_RULES, settlement_facts(uow, project), pack=project.pack)
    uow.move(project, LIFE, ProjectState.SETTLED, cmd.settled_on, ("input", "settledOn"))
    project.settled_on, project.final_amount = cmd.settled_on, cmd.final_amount
    record_project(uow, project, project_settled, action=SETTLE)
    _hand_over(uow, project, action=SETTLE)
    return project.id


def hand_over_project(uow: UnitOfWork, project_id: UUID) -> None:
    """What an asset's hand-over means for the project that formed it: done once it is settled and they all are."""
    if uow.session.get(Project, project_id) is None:
        return
    project = uow.get_for_update(Project, project_id)
    uow.require(HAND_OVER, project)
    _hand_over(uow, project, action=HAND_OVER)


def panel_of(uow: UnitOfWork, acceptance: Acceptance) -> list[PanelMember]:
    """The members, in the order in which they were called."""
    members = select(PanelMember).where(col(PanelMember.acceptance_id) == acceptance.id)
    return list(uow.session.scalars(members.order_by(col(PanelMember.place))))


def signature_facts(uow: UnitOfWork, acceptance: Acceptance) -> SignatureFacts:
    """Who has signed."""
    members = panel_of(uow, acceptance)
    return SignatureFacts(len(members), sum(each.signed_on is not None for each in members))


def settlement_facts(uow: UnitOfWork, project: Project) -> SettlementFacts:
    """What is on file."""
    return SettlementFacts(papers_of(uow, project.id))


def _locked(uow: UnitOfWork, identifier: UUID, version: int) -> tuple[Project, Acceptance]:
    seen = uow.get(Acceptance, identifier)
    project = uow.get_for_update(Project, seen.project_id)
    return project, uow.get_for_update(Acceptance, identifier, version)


def _carry_on(uow: UnitOfWork, project: Project, cmd: AcceptanceConcludeInput) -> None:
    if not cmd.passed:
        uow.move(project, LIFE, ProjectState.COMPLETED, cmd.concluded_on, CONCLUDED_ON)
        record_project(uow, project, project_completed, action=CONCLUDE)
        return
    uow.move(project, LIFE, ProjectState.ACCEPTED, cmd.concluded_on, CONCLUDED_ON)
    project.accepted_on, project.accepted_amount = cmd.concluded_on, cmd.accepted_amount
    record_project(uow, project, project_accepted, action=CONCLUDE)


def _hand_over(uow: UnitOfWork, project: Project, *, action: str) -> None:
    """Move a settled project on if it formed assets and each of them is handed over."""
    if project.state is not ProjectState.SETTLED or project.settled_on is None:
        return
    days = uow.session.scalars(select(col(Asset.handed_over_on)).where(col(Asset.project_id) == project.id)).all()
    handed_over = [day for day in days if day is not None]
    if handed_over and len(handed_over) == len(days):
        uow.move(project, LIFE, ProjectState.HANDED_OVER, max(*handed_over, project.settled_on))
        record_project(uow, project, project_handed_over, action=action)


def _require_none_convened(uow: UnitOfWork, project: Project) -> None:
    open_ones = col(Acceptance.project_id) == project.id, col(Acceptance.state) == AcceptanceState.CONVENED
    if uow.session.scalar(select(func.count()).select_from(Acceptance).where(*open_ones)):
        raise Fault(
            ErrorCode.WRONG_STATE,
            "该项目已组成验收组,请先办理验收结论(acceptanceConclude)",
            "A panel has been convened for this project; conclude its acceptance first (acceptanceConclude)",
            PROJECT,
        )


def _require_panel(uow: UnitOfWork, project: Project, cmd: AcceptanceConveneInput) -> None:
    """Everybody is registered and called once, and nobody accepts their own works."""
    for place, official_id in enumerate(cmd.official_ids):
        uow.get(Official, official_id, (*OFFICIALS, str(place)))
    if len(set(cmd.official_ids)) < len(cmd.official_ids):
        raise invalid("验收组成员重复,请去掉重复项", "A member is named twice; name each once", OFFICIALS)
    if cmd.third_party_id is None:
        return
    uow.get(Organisation, cmd.third_party_id, THIRD_PARTY)
    if cmd.third_party_id == project.implementer_id:
        raise invalid(
            "实施单位不能作为第三方参加验收,请另选机构",
            "The implementer is no third party to its own works; choose another organisation",
            THIRD_PARTY,
        )


def _member(uow: UnitOfWork, acceptance: Acceptance, member_id: UUID) -> PanelMember:
    member = next((each for each in panel_of(uow, acceptance) if each.id == member_id), None)
    if member is None:
        raise invalid("该成员不在本次验收组内,请核对", "This member is not of this panel; check it", MEMBER)
    if member.signed_on is not None:
        raise invalid(
            f"该成员已于{member.signed_on}签字,不能重复登记",
            f"This member signed on {member.signed_on}; a signature is kept once",
            MEMBER,
        )
    return member


def _require_somebody_else(uow: UnitOfWork, inspected_by: str | None) -> None:
    require_another(
        uow,
        [inspected_by],
        "自验人不能作出验收结论,请由其他经办人办理",
        "Who inspected the works for the township does not conclude their acceptance; somebody else has to",
    )


def _require_whole(uow: UnitOfWork, acceptance: Acceptance, cmd: AcceptanceConcludeInput) -> None:
    """What is not passed says why, and nobody signs after the end."""
    if not cmd.passed and not cmd.defects:
        raise invalid("验收未通过须填写存在问题", "What is not passed has defects; name them", ("input", "defects"))
    signed = [each.signed_on for each in panel_of(uow, acceptance) if each.signed_on is not None]
    _require_not_before(max(signed, default=None), cmd.concluded_on, CONCLUDED_ON)


def _require_not_before(earlier: date | None, given: date, field: tuple[str, ...]) -> None:
    if earlier is not None and given < earlier:
        raise invalid(
            f"日期{given}早于前一步骤的日期{earlier},请更正",
            f"{given} is before the step before it, {earlier}; correct the date",
            field,
        )
