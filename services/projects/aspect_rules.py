"""Aspects that have to be examined, as rules of the way up ask."""

from collections.abc import Collection, Mapping

from published.review_terms import ReviewAspect
from rulebook.rule import Judgement, Params, block, passed


class AspectParams(Params):
    """Aspects that must have been examined and found fine."""

    aspects: tuple[ReviewAspect, ...]


def examined(found: Mapping[ReviewAspect, bool], params: AspectParams) -> Judgement:
    """Whether each aspect was examined and found fine."""
    required = "、".join(aspect.label for aspect in params.aspects)
    if failed := failing(found, params.aspects):
        return block(
            zh=f"{_named(failed)}未通过,请退回修改。",
            en=f"Found wanting: {', '.join(failed)}. Return the project for revision.",
            measured=f"{_named(failed)}未通过",
            required=required,
        )
    if missing := [aspect for aspect in params.aspects if aspect not in found]:
        return block(
            zh=f"未审查{_named(missing)},请补充各要点的结论。",
            en=f"Not examined: {', '.join(missing)}. Give a result on each.",
            measured=_named(set(params.aspects) & found.keys()) or "无",
            required=required,
        )
    return passed(measured=required, required=required)


def failing(found: Mapping[ReviewAspect, bool], aspects: Collection[ReviewAspect]) -> list[ReviewAspect]:
    """Those of the aspects that were examined and found wanting."""
    return [aspect for aspect in aspects if found.get(aspect) is False]


def _named(aspects: Collection[ReviewAspect]) -> str:
    return "、".join(aspect.label for aspect in ReviewAspect if aspect in aspects)
