"""When a village may send a project up, and when it may go up a second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from published.document_terms import ProjectDocumentKind
from published.project_terms import ResponsibilitySlot
from published.review_terms import DeliberationKind
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, not_evaluable, passed, rule
from rulebook.verdict import Kind
from services.projects.paper_rules import PaperParams, filed
from services.projects.slot_rules import SlotParams, assigned


@dataclass(frozen=True)
class Assembly:
    """Who came to the meeting of village representatives, and how they voted; None where it was not counted."""

    attendees: int
    in_favour: int | None
    against: int | None


@dataclass(frozen=True)
class SubmissionFacts:
    """What is known of a draft that is to be sent up. `held` are the days of the last step of each kind."""

    held: Mapping[DeliberationKind, date]
    assembly: Assembly | None
    papers: frozenset[ProjectDocumentKind] | None
    household_count: int | None
    benefit_count: int
    scope: str | None
    planned_amount: int
    slots: frozenset[ResponsibilitySlot]


@dataclass(frozen=True)
class SecondFacts:
    """What happened since the county returned a project; `publicised_on` is None while no publicity closed since."""

    returned_on: date | None
    revised_on: date | None
    publicised_on: date | None
    open_notices: int
    slots: frozenset[ResponsibilitySlot]


class DeliberationParams(Params):
    """Steps of a village deliberation, in order."""

    steps: tuple[DeliberationKind, ...]


@rule("P-48", Kind.GUARD)
def village_deliberated(facts: SubmissionFacts, params: DeliberationParams) -> Judgement:
    """Every step of the four deliberations and two disclosures is on record, none before the one it follows."""
    required = "→".join(kind.label for kind in params.steps)
    if missing := [kind for kind in params.steps if kind not in facts.held]:
        return block(
            zh=f"四议两公开缺少{'、'.join(kind.label for kind in missing)}记录,请补充议事记录。",
            en=f"No record of these village steps: {', '.join(missing)}. Record them.",
            measured="、".join(kind.label for kind in params.steps if kind in facts.held) or "无",
            required=required,
        )
    if late := next((pair for pair in pairwise(params.steps) if facts.held[pair[1]] < facts.held[pair[0]]), None):
        return block(
            zh=f"{late[1].label}({facts.held[late[1]]})早于{late[0].label}({facts.held[late[0]]}),请按程序重新办理并记录。",
            en=f"{late[1]} was held before {late[0]}, which it follows; hold it again and record it.",
            measured=f"{late[1].label} {facts.held[late[1]]}",
            required=required,
        )
    return passed(measured=f"{len(params.steps)}步", required=required)


@rule("P-23", Kind.GUARD)
def assembly_agreed(facts: SubmissionFacts, _: NoParams) -> Judgement:
    """An assembly of villagers' representatives met and wants the project."""
    assembly = facts.assembly
    if assembly is None or assembly.attendees == 0:
        return block(
            zh="没有村民代表会议记录,请召开会议并记录决议。",
            en="No assembly of villagers' representatives is on record; hold it and record its resolution.",
        )
    if assembly.in_favour is None:
        return not_evaluable(
            zh="村民代表会议未记录表决结果,无法判定是否同意立项。",
            en="The vote of the assembly is not on record, so whether it wants the project cannot be told.",
            required="同意多于反对",
        )
    votes = f"同意{assembly.in_favour}人,反对{assembly.against or 0}人"
    if assembly.in_favour <= (assembly.against or 0):
        return block(
            zh="村民代表会议未通过该项目,请重新商议后再上报。",
            en="The assembly did not carry the project; take it back to the village.",
            measured=votes,
            required="同意多于反对",
        )
    return passed(measured=votes, required="同意多于反对")


@rule("P-49", Kind.GUARD)
def application_is_whole(facts: SubmissionFacts, params: PaperParams) -> Judgement:
    """The application says who benefits, how, what is built and for how much; the village's papers are with it."""
    told = {
        "受益人群": facts.household_count,
        "益处": facts.benefit_count,
        "建设内容": facts.scope,
        "资金规模": facts.planned_amount,
    }
    if untold := [name for name, value in told.items() if not value]:
        return block(
            zh=f"申请未注明{'、'.join(untold)},请补充后上报。",
            en="The application must tell the households that benefit, the benefits, the content and the money;"
            f" {len(untold)} of these are missing.",
            measured="、".join(name for name in told if name not in untold) or "无",
            required="、".join(told),
        )
    return filed(facts.papers, params)


@rule("P-14", Kind.GUARD)
def is_answered_for_by_design(facts: SubmissionFacts | SecondFacts, params: SlotParams) -> Judgement:
    """Unit and person are fixed when the project is designed."""
    return assigned(facts.slots, params)


@rule("P-26", Kind.GUARD)
def is_revised_and_publicised(facts: SecondFacts, _: NoParams) -> Judgement:
    """What the county returned is revised, and publicised anew without objection, before it goes up again."""
    if facts.returned_on is None:
        return not_applicable(zh="项目未被县级退回。", en="The county has not returned the project.")
    if facts.revised_on is None:
        return block(
            zh="县级退回后尚未修改完善,请先修改项目。",
            en="The project has not been revised since the county returned it; revise it first.",
            required=f"{facts.returned_on}退回后修改",
        )
    if facts.open_notices:
        return block(
            zh="公示尚未期满或仍有异议,请在公示期满后再上报。",
            en="A notice still stands or an objection is open; send the project up after it closes.",
            measured=f"{facts.open_notices}个公示未结束",
            required="0个",
        )
    if facts.publicised_on is None:
        return block(
            zh="修改后尚未重新公示,请公示期满无异议后再上报。",
            en="The revised project has not been publicised; post a notice and wait until it closes.",
            measured="无",
            required=f"{facts.revised_on}修改后公示期满",
        )
    return passed(measured=f"{facts.publicised_on}公示期满", required=f"{facts.revised_on}修改后公示期满")


WITHOUT_PAPERS = (village_deliberated, assembly_agreed, is_answered_for_by_design)
"""What can be told of a draft before the papers that come with the submission."""
FIRST_RULES = (*WITHOUT_PAPERS, application_is_whole)
SECOND_RULES = (is_revised_and_publicised, is_answered_for_by_design)
