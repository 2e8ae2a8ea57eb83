"""Use cases of claims, from the draft to the approval; paying is the payment's."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from chassis.duties import require_another
from chassis.errors import invalid
from chassis.uow import UnitOfWork
from published.claim_terms import ClaimPaperSource, PaymentStage
from published.document_terms import FundDocumentKind
from published.money import Fen
from published.review_terms import ReviewDecision
from published.shares import apportion
from rulebook.verdict import Verdict
from services.funds.balance import require_balance
from services.funds.binding.models import ProjectFunding
from services.funds.claim.inputs import (
    PaymentClaimAttachInput,
    PaymentClaimDraftInput,
    PaymentClaimReviewInput,
    PaymentClaimSubmitInput,
)
from services.funds.claim.models import (
    Arrivals,
    ClaimPaper,
    PaymentClaim,
    PaymentLine,
    arrived_papers,
    told_papers,
    uploaded_papers,
)
from services.funds.claim.rules import SUBMIT_RULES, ClaimFacts, RetentionFacts, retention_is_bounded
from services.funds.claim.states import CLAIM, PASSED, TOLD_BY, PaymentClaimState
from services.funds.columns import same_place
from services.funds.document.commands import attach_one
from services.funds.packs import PACKS
from services.funds.replicas import Organisation, Project

DRAFT, ATTACH, SUBMIT = "payment_claim.draft", "payment_claim.attach", "payment_claim.submit"
SIGN, APPROVE = "payment_claim.sign", "payment_claim.approve"
LINES = ("input", "lines")
WHOLE_BPS = 10_000


def draft_claim(uow: UnitOfWork, cmd: PaymentClaimDraftInput) -> UUID:
    """Ask for money that is bound to a project, some of it to be held back.

    RULE_BLOCKED by F-43; BALANCE_EXCEEDED for more than a binding, or the reviewed final account, has left after the
    other claims that were not rejected; INVALID_INPUT for money of another project.
    """
    project = uow.get_for_update(Project, cmd.project_id, field=("input", "projectId"))
    placed: Any = project
    uow.require(DRAFT, placed)
    uow.get(Organisation, cmd.payee_id, ("input", "payeeId"))
    fundings = _fundings(uow, project, cmd)
    claim = _drafted(uow, project, cmd)
    _require_retention(uow, claim, cmd)
    _require_left(uow, fundings, cmd)
    _require_within_account(uow, project, claimed_of(uow, project.id) + claim.amount)
    uow.add(claim)
    _add_lines(uow, claim, cmd)
    uow.begin(claim, CLAIM, PaymentClaimState.DRAFT, uow.today)
    uow.record(claim, action="payment_claim.draft")
    return claim.id


def attach_paper(uow: UnitOfWork, cmd: PaymentClaimAttachInput) -> UUID:
    """Attach a file as a paper; a later file of the kind takes its place. What only the hand-over brings is refused."""
    claim = uow.get_for_update(PaymentClaim, cmd.id, cmd.expected_version)
    uow.require(ATTACH, claim)
    uow.require_step(claim, CLAIM, "paymentClaimAttach")
    if TOLD_BY.get(cmd.kind) is ClaimPaperSource.ASSETS:
        raise invalid(
            f"{cmd.kind.label}由资产移交产生,不能上传;请在资产台账办理移交",
            "This paper comes with the hand-over of the asset; it cannot be uploaded",
            ("input", "kind"),
        )
    attach_one(uow, claim, cmd.document_id, ("input", "documentId"), {FundDocumentKind.CLAIM_PAPER})
    uow.record(claim, action="payment_claim.attach")
    given = cmd.model_dump(include={"kind", "document_id"})
    uow.add(ClaimPaper(claim_id=claim.id, claim_version=claim.version, attached_at=uow.now, **given))
    return claim.id


def submit_claim(uow: UnitOfWork, cmd: PaymentClaimSubmitInput) -> UUID:
    """Send a claim to the office with its papers: RULE_BLOCKED by F-18, F-19 and A-11."""
    claim = uow.get_for_update(PaymentClaim, cmd.id, cmd.expected_version)
    uow.require(SUBMIT, claim)
    uow.require_step(claim, CLAIM, "paymentClaimSubmit")
    project = uow.session.get_one(Project, claim.project_id)
    uow.enforce(SUBMIT_RULES, _facts(uow, claim, project, cmd), pack=claim.pack)
    _require_within_account(uow, project, claimed_of(uow, project.id))
    claim.submitted_on, claim.submitted_by = cmd.submitted_on, uow.principal.identity.subject
    uow.move(claim, CLAIM, PaymentClaimState.SUBMITTED, cmd.submitted_on, ("input", "submittedOn"))
    uow.record(claim, action="payment_claim.submit")
    return claim.id


def submission_verdicts(uow: UnitOfWork, claim: PaymentClaim) -> Sequence[Verdict]:
    """What stands in the way of submitting a claim, before anybody says on which day."""
    project = uow.session.get_one(Project, claim.project_id)
    return uow.judge(SUBMIT_RULES, _facts(uow, claim, project), pack=claim.pack)


def review_claim(uow: UnitOfWork, cmd: PaymentClaimReviewInput) -> UUID:
    """The office signs, then finance approves; either may return the claim to its draft, or reject it.

    FORBIDDEN to whoever drafted, submitted or signed it.
    """
    claim = uow.get_for_update(PaymentClaim, cmd.id, cmd.expected_version)
    uow.require(review_permission(claim), claim)
    require_another(
        uow,
        (claim.drafted_by, claim.submitted_by, claim.signed_by),
        "起草、提交、签审和审核报账须由不同的人办理;请由另一人审核",
        "Drafting, signing and approving a claim are for different people; let another person review it",
    )
    uow.require_step(claim, CLAIM, "paymentClaimReview")
    uow.reason = cmd.reason or cmd.comments
    _note_reviewer(claim, cmd.decision, uow.principal.identity.subject)
    uow.move(claim, CLAIM, _outcome(claim, cmd.decision), cmd.reviewed_on, ("input", "reviewedOn"))
    uow.record(claim, action="payment_claim.review")
    return claim.id


def review_permission(claim: PaymentClaim) -> str:
    """The permission of the desk where a claim lies: finance has it once the office has signed."""
    return SIGN if claim.signed_by is None else APPROVE


def settle_claim(uow: UnitOfWork, claim: PaymentClaim, lines: Sequence[PaymentLine], on: Any) -> None:
    """Note a claim whose payable money left the account on a day."""
    for line in lines:
        line.paid_amount = line.payable_amount
    uow.move(claim, CLAIM, PaymentClaimState.PAID, on, ("input", "paidOn"))
    uow.record(claim, action="payment_claim.pay")


def claimed_of(uow: UnitOfWork, project_id: UUID) -> int:
    """Fen that the claims of a project ask for, retention included, other than those rejected."""
    alive = col(PaymentClaim.state) != PaymentClaimState.REJECTED
    total = select(func.coalesce(func.sum(col(PaymentClaim.amount)), 0))
    return int(uow.session.scalar(total.where(col(PaymentClaim.project_id) == project_id, alive)) or 0)


def _drafted(uow: UnitOfWork, project: Project, cmd: PaymentClaimDraftInput) -> PaymentClaim:
    place: Any = project
    amount, held = sum(line.amount for line in cmd.lines), cmd.retention
    return PaymentClaim(
        **same_place(place),
        project_id=project.id,
        stage=cmd.stage,
        state=PaymentClaimState.DRAFT,
        amount=amount,
        retention_amount=_part(amount, held.share_bps) if held else 0,
        retention_share_bps=held.share_bps if held else None,
        retention_due_on=held.due_on if held else None,
        payee_id=cmd.payee_id,
        payee_account=uow.cipher.seal(cmd.payee_account),
        pack=PACKS.select(str(project.region_code), uow.today).id,
        drafted_by=uow.principal.identity.subject,
    )


def _add_lines(uow: UnitOfWork, claim: PaymentClaim, cmd: PaymentClaimDraftInput) -> None:
    """The lines in their order, each with its part of what is held back."""
    parts = apportion(Fen(claim.retention_amount), [line.amount for line in cmd.lines])
    for position, (line, retained) in enumerate(zip(cmd.lines, parts, strict=True)):
        uow.add(
            PaymentLine(
                claim_id=claim.id,
                position=position,
                funding_id=line.project_funding_id,
                amount=line.amount,
                retained_amount=retained,
            )
        )


def _part(amount: int, share_bps: int) -> int:
    """A share of fen, half a fen rounded up."""
    return (2 * amount * share_bps + WHOLE_BPS) // (2 * WHOLE_BPS)


def _fundings(uow: UnitOfWork, project: Project, cmd: PaymentClaimDraftInput) -> list[ProjectFunding]:
    """The money that the lines name, locked, in the order of the lines."""
    for place, line in enumerate(cmd.lines):
        if line.project_funding_id in {other.project_funding_id for other in cmd.lines[:place]}:
            raise invalid("同一笔项目资金只能填写一行", "Name each bound money once", _at(place, "projectFundingId"))
    ids = [line.project_funding_id for line in cmd.lines]
    locked = {
        each: uow.get_for_update(ProjectFunding, each, field=_at(ids.index(each), "projectFundingId"))
        for each in sorted(ids)
    }
    for place, each in enumerate(ids):
        if locked[each].project_id != project.id:
            raise invalid(
                "该笔资金未安排给此项目,请选择本项目的资金",
                "This money is bound to another project",
                _at(place, "projectFundingId"),
            )
    return [locked[each] for each in ids]


def _at(place: int, name: str) -> tuple[str, ...]:
    return (*LINES, str(place), name)


def _require_retention(uow: UnitOfWork, claim: PaymentClaim, cmd: PaymentClaimDraftInput) -> None:
    if cmd.stage is PaymentStage.RETENTION:
        raise invalid(
            "质量保证金在扣留期内由系统登记到期,尚不能报账返还",
            "Retention is watched until it is due; it cannot be claimed back yet",
            ("input", "stage"),
        )
    if cmd.retention is not None:
        facts = RetentionFacts(cmd.retention.share_bps, cmd.retention.due_on, uow.today)
        uow.enforce((retention_is_bounded,), facts, pack=claim.pack)


def _require_left(uow: UnitOfWork, fundings: Sequence[ProjectFunding], cmd: PaymentClaimDraftInput) -> None:
    """BALANCE_EXCEEDED for a line that asks for more than its binding has left."""
    claimed = _claimed_by_funding(uow, col(PaymentLine.funding_id).in_([funding.id for funding in fundings]))
    for place, (line, funding) in enumerate(zip(cmd.lines, fundings, strict=True)):
        left = funding.amount - claimed.get(funding.id, 0)
        require_balance("项目资金", "bound money", left, line.amount, _at(place, "amount"))


def _claimed_by_funding(uow: UnitOfWork, of: ColumnElement[bool]) -> dict[UUID, int]:
    """Fen per binding in claims other than those rejected; what a payment held back still belongs to its claim."""
    alive = col(PaymentClaim.state) != PaymentClaimState.REJECTED
    sums = (
        select(col(PaymentLine.funding_id), func.sum(col(PaymentLine.amount)))
        .join(PaymentClaim, col(PaymentClaim.id) == col(PaymentLine.claim_id))
        .where(of, alive)
        .group_by(col(PaymentLine.funding_id))
    )
    return {funding_id: int(total) for funding_id, total in uow.session.execute(sums)}


def _require_within_account(uow: UnitOfWork, project: Project, claimed: int) -> None:
    """BALANCE_EXCEEDED where the claims of a project ask for more than its reviewed final account."""
    if project.final_amount is not None:
        require_balance("项目决算审定金额", "reviewed final account", project.final_amount, claimed, LINES)


def _facts(
    uow: UnitOfWork, claim: PaymentClaim, project: Project, cmd: PaymentClaimSubmitInput | None = None
) -> ClaimFacts:
    return ClaimFacts(
        stage=claim.stage,
        papers=frozenset(_papers(uow, claim)),
        self_inspected_on=project.self_inspected_on,
        accepted_on=project.accepted_on,
        settled_on=project.settled_on,
        submitted_on=cmd.submitted_on if cmd else None,
    )


def _papers(uow: UnitOfWork, claim: PaymentClaim) -> Arrivals:
    uploaded = uow.session.execute(uploaded_papers([claim.id])).mappings()
    return arrived_papers(uploaded, uow.session.execute(told_papers([claim.project_id])).mappings())


def _outcome(claim: PaymentClaim, decision: ReviewDecision) -> PaymentClaimState:
    if decision is ReviewDecision.PASS:
        return PASSED[claim.state]
    return PaymentClaimState.DRAFT if decision is ReviewDecision.RETURN else PaymentClaimState.REJECTED


def _note_reviewer(claim: PaymentClaim, decision: ReviewDecision, subject: str) -> None:
    """Whose hands it went through; a claim that is a draft again has been through nobody's."""
    if decision is ReviewDecision.RETURN:
        claim.submitted_on = claim.submitted_by = claim.signed_by = None
    elif decision is ReviewDecision.PASS and claim.state is PaymentClaimState.SUBMITTED:
        claim.signed_by = subject
    elif decision is ReviewDecision.PASS:
        claim.approved_by = subject
