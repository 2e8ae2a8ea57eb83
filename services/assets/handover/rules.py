"""Which papers a hand-over needs."""

from dataclasses import dataclass

from published.claim_terms import PaymentStage
from published.document_terms import AssetDocumentKind
from rulebook.rule import Judgement, Params, block, passed, rule
from rulebook.verdict import Kind


class A11Params(Params):
    """Papers that come with a hand-over, and the stages of a claim that wait for them."""

    stages: tuple[PaymentStage, ...]
    papers: tuple[AssetDocumentKind, ...]


@dataclass(frozen=True)
class HandoverFacts:
    """The kinds of papers that a hand-over brings."""

    papers: frozenset[AssetDocumentKind]


@rule("A-11", Kind.GUARD)
def papers_come_with_the_handover(facts: HandoverFacts, params: A11Params) -> Judgement:
    """Slip and upkeep letter exist before the works are paid in full (建安政文〔2018〕132号 第三项)."""
    missing = [kind for kind in params.papers if kind not in facts.papers]
    required = "、".join(kind.label for kind in params.papers)
    if not missing:
        return passed(measured=required, required=required)
    named = "、".join(kind.label for kind in missing)
    return block(
        zh=f"移交缺少{named},请先上传并在办理时选用。",
        en=f"Missing: {', '.join(kind.en.lower() for kind in missing)}. Upload it and name it in the hand-over.",
        measured=f"缺{named}",
        required=required,
    )


RULES = (papers_come_with_the_handover,)
