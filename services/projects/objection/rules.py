"""When an objection is answered in time."""

from dataclasses import dataclass

from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class AnswerFacts:
    """How long an answer took, days after the objection."""

    taken_days: int


class ReplyParams(Params):
    """Days within which an objection is answered."""

    reply_days: int


@rule("P-37", Kind.ALERT)
def is_answered_in_time(facts: AnswerFacts, params: ReplyParams) -> Judgement:
    """An objection that is left lying is a fault of its own."""
    measured, required = f"{facts.taken_days}天", f"{params.reply_days}天内"
    if facts.taken_days > params.reply_days:
        return block(
            zh="异议答复超过期限。", en="The objection was answered late.", measured=measured, required=required
        )
    return passed(measured=measured, required=required)


ANSWER_RULES = (is_answered_in_time,)
