"""What received incomes may be used for, and who decides on it."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from published.distribution_terms import DistributionUse
from published.shares import WHOLE
from rulebook.rule import Judgement, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind


class A08Params(Params):
    """Uses that income may be put to, and the share of those present (10 000 = all) that must be exceeded."""

    uses: frozenset[DistributionUse]
    majority_bps: Annotated[int, Field(ge=0, lt=WHOLE)]


@dataclass(frozen=True)
class UseFacts:
    """What the lines of a distribution are for; unknown (None) before there are any."""

    uses: frozenset[DistributionUse] | None


@dataclass(frozen=True)
class VoteFacts:
    """How the villagers' meeting decided."""

    present: int
    in_favour: int


@rule("A-08", Kind.GUARD)
def income_is_well_used(facts: UseFacts, params: A08Params) -> Judgement:
    """Income is put to good use (巴扶办发〔2020〕11号 自评报告五(五)): only to the uses that the pack lists."""
    required = "、".join(use.label for use in DistributionUse if use in params.uses)
    if facts.uses is None:
        return not_evaluable(zh="尚无分配明细,无法判定用途。", en="There are no lines yet.", required=required)
    measured = "、".join(use.label for use in DistributionUse if use in facts.uses)
    refused = [use for use in DistributionUse if use in facts.uses - params.uses]
    if not refused:
        return passed(measured=measured, required=required)
    return block(
        zh=f"收益不得用于{'、'.join(use.label for use in refused)},请调整分配用途。",
        en=f"Income may not be used for {', '.join(use.en.lower() for use in refused)}; change the lines.",
        measured=measured,
        required=required,
    )


@rule("A-08", Kind.GUARD)
def villagers_agree(facts: VoteFacts, params: A08Params) -> Judgement:
    """Sharing follows a decision of the villagers (同上; the majority is ours)."""
    measured = f"到会{facts.present}人,同意{facts.in_favour}人"
    required = f"同意人数超过到会人数的{params.majority_bps // 100}%"
    if facts.in_favour * WHOLE > facts.present * params.majority_bps:
        return passed(measured=measured, required=required)
    return block(
        zh=f"到会{facts.present}人,同意{facts.in_favour}人,未达到要求,请重新商议后再表决。",
        en=f"{facts.in_favour} of {facts.present} present agree, too few; consult again and vote anew.",
        measured=measured,
        required=required,
    )


USE_RULES = (income_is_well_used,)
VOTE_RULES = (villagers_agree,)
RULES = (*USE_RULES, *VOTE_RULES)
