"""That somebody keeps an asset up."""

from dataclasses import dataclass

from rulebook.rule import Judgement, NoParams, block, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class UpkeepFacts:
    """Whether somebody is to keep the asset up."""

    assigned: bool


@rule("A-09", Kind.WARN)
def somebody_keeps_it_up(facts: UpkeepFacts, _params: NoParams) -> Judgement:
    """The duty of upkeep lies with somebody for every finished project (巴扶办发〔2020〕11号 自评报告五(五))."""
    if facts.assigned:
        return passed(measured="已明确", required="已明确")
    return block(
        zh="未明确管护单位,请填写管护责任(upkeep)。",
        en="Nobody is named to keep the asset up; fill in the upkeep duty.",
        measured="未明确",
        required="已明确",
    )


RULES = (somebody_keeps_it_up,)
