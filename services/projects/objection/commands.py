"""Raising and answering objections."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from chassis.duties import require_another
from chassis.errors import ErrorCode, Fault, invalid
from chassis.uow import UnitOfWork
from published.notice_terms import NoticeKind, NoticeState
from services.projects.objection.inputs import ObjectionAnswerInput, ObjectionRaiseInput
from services.projects.objection.models import Objection, open_objections
from services.projects.objection.rules import ANSWER_RULES, AnswerFacts, ReplyParams, is_answered_in_time
from services.projects.packs import PACKS
from services.projects.publicity.models import Notice
from services.projects.publicity.states import NOTICE

RAISE, ANSWER = "objection.raise", "objection.answer"
NOTICE_ID = ("input", "noticeId")
REPLIED_ON = ("input", "repliedOn")
MOST_OPEN = 1_000
"""Unanswered objections to one notice; whoever comes then is sent to the hotline."""


def raise_objection(uow: UnitOfWork, cmd: ObjectionRaiseInput) -> UUID:
    """Anybody objects to a publicity that stands; the answer is due within the days of its pack."""
    notice = uow.get_for_update(Notice, cmd.notice_id, field=NOTICE_ID)
    uow.require(RAISE, notice)
    uow.require_step(notice, NOTICE, "objectionRaise")
    _require_open_to_objection(uow, notice)
    objection = uow.add(
        Objection(
            region_id=notice.region_id,
            region_code=notice.region_code,
            region_path=notice.region_path,
            raised_on=uow.today,
            due_on=uow.today + timedelta(days=_reply_days(notice.pack)),
            raised_by=uow.principal.identity.subject,
            contact=uow.cipher.seal(cmd.contact) if cmd.contact else None,
            **cmd.model_dump(exclude={"contact"}),
        )
    )
    uow.record(objection, action=RAISE)
    if notice.state is not NoticeState.OBJECTED:
        uow.move(notice, NOTICE, NoticeState.OBJECTED, uow.today, NOTICE_ID)
        uow.record(notice, action=RAISE)
    return objection.id


def answer_objection(uow: UnitOfWork, cmd: ObjectionAnswerInput) -> UUID:
    """Answer an objection; with the last open one its notice may go on."""
    seen = uow.get(Objection, cmd.id)
    uow.require(ANSWER, seen)
    notice = uow.get_for_update(Notice, seen.notice_id)
    objection = uow.get_for_update(Objection, cmd.id, cmd.expected_version)
    _require_somebody_else(uow, objection)
    uow.require_step(notice, NOTICE, "objectionAnswer")
    _require_open(objection, cmd)
    facts = AnswerFacts(taken_days=(cmd.replied_on - objection.raised_on).days)
    uow.judge(ANSWER_RULES, facts, pack=notice.pack)
    objection.reply, objection.replied_on = cmd.reply, cmd.replied_on
    objection.replied_by = uow.principal.identity.subject
    uow.record(objection, action=ANSWER)
    if not open_objections(uow.session, notice.id):
        uow.move(notice, NOTICE, NoticeState.ANSWERED, cmd.replied_on, REPLIED_ON)
        uow.record(notice, action=ANSWER)
    return objection.id


def _reply_days(pack: str) -> int:
    params = PACKS.get(pack).params[is_answered_in_time.id]
    return cast("ReplyParams", params).reply_days


def _require_open_to_objection(uow: UnitOfWork, notice: Notice) -> None:
    if notice.kind is not NoticeKind.PUBLICITY:
        raise invalid(
            "公告不接受异议,请拨打公告中的监督举报电话",
            "An announcement is not open to objection; call the hotline it names",
            NOTICE_ID,
        )
    if open_objections(uow.session, notice.id) >= MOST_OPEN:
        raise Fault(
            ErrorCode.LIMIT_EXCEEDED,
            "未答复的异议过多,请拨打公示中的监督举报电话",
            "Too many objections wait for an answer; call the hotline that the notice names",
            NOTICE_ID,
        )


def _require_somebody_else(uow: UnitOfWork, objection: Objection) -> None:
    require_another(
        uow,
        [objection.raised_by],
        "异议不能由提出人自己答复,请由其他经办人办理",
        "Who raised an objection does not answer it; somebody else has to",
    )


def _require_open(objection: Objection, cmd: ObjectionAnswerInput) -> None:
    if objection.reply is not None:
        raise Fault(
            ErrorCode.WRONG_STATE,
            f"该异议已于{objection.replied_on}答复,请刷新",
            f"It was answered on {objection.replied_on}; reload",
            ("input", "id"),
        )
    if cmd.replied_on < objection.raised_on:
        raise invalid(
            f"答复日{cmd.replied_on}早于提出日{objection.raised_on},请更正",
            f"The reply of {cmd.replied_on} is before the objection of {objection.raised_on}; correct it",
            REPLIED_ON,
        )
