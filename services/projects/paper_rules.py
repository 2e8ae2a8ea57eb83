"""Papers that have to be on file, as rules of several nouns ask."""

from published.document_terms import ProjectDocumentKind
from rulebook.rule import Judgement, Params, block, not_applicable, not_evaluable, passed


class PaperParams(Params):
    """Kinds of papers that must be there."""

    papers: tuple[ProjectDocumentKind, ...]


def filed(papers: frozenset[ProjectDocumentKind] | None, params: PaperParams) -> Judgement:
    """Whether each kind of paper is on file; a pack that asks for none has no such step."""
    if not params.papers:
        return not_applicable(zh="本规则包不要求此项材料。", en="This pack asks for no such papers.")
    required = "、".join(kind.label for kind in params.papers)
    if papers is None:
        return not_evaluable(zh="无法读取已上传的电子件。", en="The files on record cannot be read.", required=required)
    if missing := [kind for kind in params.papers if kind not in papers]:
        return block(
            zh=f"缺少{'、'.join(kind.label for kind in missing)},请上传后随本次办理一并提交。",
            en=f"Missing: {', '.join(missing)}. Upload them and send their ids along with this step.",
            measured="、".join(kind.label for kind in params.papers if kind in papers) or "无",
            required=required,
        )
    return passed(measured=required, required=required)
