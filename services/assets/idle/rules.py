"""What a field check must show."""

from dataclasses import dataclass

from published.document_terms import AssetDocumentKind
from rulebook.rule import Judgement, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


class X14Params(Params):
    """Kinds of files that show what was found."""

    papers: tuple[AssetDocumentKind, ...]


@dataclass(frozen=True)
class FieldCheckFacts:
    """Kinds of the files given with a field check; None before any is."""

    papers: frozenset[AssetDocumentKind] | None


@rule("X-14", Kind.GUARD)
def finding_is_shown(facts: FieldCheckFacts, params: X14Params) -> Judgement:
    """What needs an explanation carries its evidence (建安政文〔2018〕132号 第五项): a finding carries a photo."""
    required = "、".join(kind.label for kind in params.papers)
    if facts.papers is None:
        return not_evaluable(
            zh=f"核实时须上传{required}。", en="Upload a photo from the field with the finding.", required=required
        )
    if facts.papers.isdisjoint(params.papers):
        return block(
            zh=f"缺少{required},请先上传并确认照片,再提交核实结论。",
            en="There is no photo from the field; upload and complete one, then send the finding again.",
            measured="0张",
            required=required,
        )
    return passed(measured=required, required=required)


RULES = (finding_is_shown,)
