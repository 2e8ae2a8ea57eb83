"""When a joint acceptance may be convened and concluded, and a project settled."""

from dataclasses import dataclass

from published.document_terms import ProjectDocumentKind
from rulebook.rule import Judgement, NoParams, Params, block, not_applicable, passed, rule
from rulebook.verdict import Kind
from services.projects.paper_rules import PaperParams, filed


@dataclass(frozen=True)
class PanelFacts:
    """Who is called to the panel."""

    member_count: int
    has_third_party: bool


@dataclass(frozen=True)
class SignatureFacts:
    """How many of the panel have signed."""

    member_count: int
    signed_count: int


@dataclass(frozen=True)
class SettlementFacts:
    """What is on file when the final account was reviewed."""

    papers: frozenset[ProjectDocumentKind]


class PanelParams(Params):
    """Whether a third party has to take part."""

    third_party: bool


@rule("P-44", Kind.GUARD)
def is_joint(facts: PanelFacts, params: PanelParams) -> Judgement:
    """The departments form a panel and accept together with a third party."""
    if not params.third_party:
        return not_applicable(zh="本规则包不要求第三方参加验收。", en="This pack asks for no third party.")
    if not facts.has_third_party:
        return block(
            zh="验收组须会同第三方机构,请填写第三方机构。",
            en="A third party accepts together with the panel; name it.",
            measured=f"成员{facts.member_count}人,无第三方",
            required="会同第三方",
        )
    return passed(measured=f"成员{facts.member_count}人,会同第三方", required="会同第三方")


@rule("P-54", Kind.GUARD)
def everybody_signed(facts: SignatureFacts, _: NoParams) -> Judgement:
    """Everybody who takes part in the acceptance signs."""
    measured, required = f"{facts.signed_count}人签字", f"{facts.member_count}人签字"
    if facts.signed_count < facts.member_count:
        return block(
            zh="验收组成员尚未全部签字,请逐一登记签字(acceptanceSign)。",
            en="Not every member of the panel has signed; record each signature (acceptanceSign).",
            measured=measured,
            required=required,
        )
    return passed(measured=measured, required=required)


@rule("P-45", Kind.GUARD)
def has_a_reviewed_account(facts: SettlementFacts, params: PaperParams) -> Judgement:
    """The final account is reviewed before the project is settled."""
    return filed(facts.papers, params)


PANEL_RULES = (is_joint,)
SIGNATURE_RULES = (everybody_signed,)
SETTLEMENT_RULES = (has_a_reviewed_account,)
