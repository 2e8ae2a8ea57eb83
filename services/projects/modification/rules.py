"""How far a running project may be modified."""

from dataclasses import dataclass

from rulebook.rule import Judgement, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class ModificationFacts:
    """All changes of amounts so far against the plan, of the project and of its county and year, basis points.

    `county_bps` is null where the project stands in no plan.
    """

    project_bps: int
    county_bps: int | None


class ShareParams(Params):
    """A limit in basis points."""

    limit_bps: int


@rule("P-71", Kind.WARN)
def is_not_modified_at_will(facts: ModificationFacts, params: ShareParams) -> Judgement:
    """Amounts changed by a fifth, of a project or of the county's year, call for a talk with the government."""
    required = f"低于{_percent(params.limit_bps)}"
    if facts.project_bps >= params.limit_bps:
        return block(
            zh=f"项目累计调整金额已达计划的{_percent(facts.project_bps)},请说明理由。",
            en="The changes of the project's amount have reached the limit; say why.",
            measured=_percent(facts.project_bps),
            required=required,
        )
    if facts.county_bps is None:
        return not_evaluable(
            zh="项目未列入年度计划,无法计算全县当年调整比例。",
            en="The project stands in no annual plan, so the county's share cannot be computed.",
            required=required,
        )
    if facts.county_bps >= params.limit_bps:
        return block(
            zh=f"全县当年累计调整金额已达当年投资额的{_percent(facts.county_bps)},请说明理由。",
            en="The changes of the county in this year have reached the limit; say why.",
            measured=_percent(facts.county_bps),
            required=required,
        )
    return passed(measured=_percent(max(facts.project_bps, facts.county_bps)), required=required)


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}%"


MODIFICATION_RULES = (is_not_modified_at_will,)
