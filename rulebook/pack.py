"""Rule packs: which rules apply where and when, how strictly, with which parameters and on whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from published.labelled import Labelled
from published.region_code import RegionCode
from rulebook.model import RulebookModel
from rulebook.rule import RULE_ID, Params
from rulebook.verdict import Citation

PackId = Annotated[str, StringConstraints(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
RuleId = Annotated[str, StringConstraints(pattern=RULE_ID)]

DEFAULT = "default"


class Severity(Labelled):
    """What a broken rule does [约束强度]."""

    BLOCK = "BLOCK", "Stops the step", "阻断"
    WARN = "WARN", "Warns only", "提醒"


class Regime(Labelled):
    """Policy period that a pack belongs to [政策时期]."""

    POVERTY_ALLEVIATION = "POVERTY_ALLEVIATION", "Poverty alleviation, to 2020", "脱贫攻坚期"
    TRANSITION = "TRANSITION", "Transition period, from 2021", "衔接过渡期"


class PackError(ValueError):
    """A pack that cannot be used: names the file, the key in it and what is wrong there."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")


class RuleEntry(RulebookModel):
    """One rule in a pack file. What is left out comes from the pack that it extends; parameters merge by key."""

    severity: Severity | None = None
    params: dict[str, Any] = Field(default_factory=dict)
    citation: Citation | None = None
    assumed: bool | None = None
    enabled: bool | None = None


class PackFile(RulebookModel):
    """A pack as written in YAML. Region and period are absent only in `default`, which covers everything."""

    id: PackId
    title: str
    title_en: str
    region: RegionCode | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    regime: Regime | None = None
    extends: PackId | None = None
    rules: dict[RuleId, RuleEntry]


@dataclass(frozen=True)
class RuleSetting:
    """How one pack sets one rule after inheritance; `pack` is the nearest pack that mentions the rule."""

    pack: str
    severity: Severity | None = None
    params: Mapping[str, Any] | None = None
    citation: Citation | None = None
    assumed: bool = False
    enabled: bool = True


@dataclass(frozen=True)
class Pack:
    """A pack ready to judge: every setting inherited, the parameters of every declared rule validated."""

    id: str
    title: str
    title_en: str
    region: RegionCode | None
    valid_from: date | None
    valid_to: date | None
    regime: Regime | None
    settings: Mapping[str, RuleSetting]
    params: Mapping[str, Params]

    def covers(self, region: RegionCode, on: date) -> bool:
        """Whether the region lies in the pack's and the date in its period, both ends included."""
        in_period = (self.valid_from or date.min) <= on <= (self.valid_to or date.max)
        return in_period and region.startswith(self.region or "")
