"""What township and county look at before they let a project go on, the first time up."""

from collections.abc import Mapping
from dataclasses import dataclass

from published.document_terms import ProjectDocumentKind
from published.review_terms import ReviewAspect, ReviewDecision
from rulebook.rule import Judgement, NoParams, block, passed, rule
from rulebook.verdict import Kind
from services.projects.paper_rules import PaperParams, filed
from services.projects.review.rules.aspects import AspectParams, examined


@dataclass(frozen=True)
class TownshipFacts:
    """What the township found and filed."""

    aspects: Mapping[ReviewAspect, bool]
    papers: frozenset[ProjectDocumentKind] | None


@dataclass(frozen=True)
class FirstCountyFacts:
    """What the county decides the first time, and whether it has appraised the project."""

    decision: ReviewDecision
    appraised: bool


@rule("P-24", Kind.GUARD)
def township_checked(facts: TownshipFacts, params: AspectParams) -> Judgement:
    """The township examines every point of a village's project."""
    return examined(facts.aspects, params)


@rule("P-50", Kind.GUARD)
def township_argued(facts: TownshipFacts, params: PaperParams) -> Judgement:
    """The township files its minutes and its feasibility report."""
    return filed(facts.papers, params)


@rule("P-52", Kind.GUARD)
def township_requests(facts: TownshipFacts, params: PaperParams) -> Judgement:
    """The township files its request to enter the library and its request for the money."""
    return filed(facts.papers, params)


@rule("P-25", Kind.GUARD)
def county_answers_the_township(facts: FirstCountyFacts, _: NoParams) -> Judgement:
    """The first time up, the county appraises the project and tells the township its result."""
    if not facts.appraised:
        return block(
            zh="县级尚未论证,请先登记论证结果再反馈乡镇。",
            en="The county has not appraised the project; record the appraisal before answering the township.",
            measured="未论证",
            required="已论证",
        )
    if facts.decision is ReviewDecision.PASS:
        return block(
            zh="一上项目须将论证结果反馈乡镇修改完善,请选择退回并填写意见。",
            en="The first time up, the result goes back to the township; return the project with your comments.",
            measured=facts.decision.label,
            required=ReviewDecision.RETURN.label,
        )
    return passed(measured=facts.decision.label)


TOWNSHIP_RULES = (township_checked, township_argued, township_requests)
FIRST_COUNTY_RULES = (county_answers_the_township,)
