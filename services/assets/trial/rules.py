"""When a trial is over and has succeeded, and when a struck-off asset has relapsed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from rulebook.rule import Judgement, Params, block, not_evaluable, passed, rule
from rulebook.verdict import Kind

Days = Annotated[int, Field(ge=1)]


class A24Params(Params):
    """Days of a trial, and days for which a struck-off asset is watched."""

    trial_days: Days
    watch_days: Days

    def trial_ends_on(self, started_on: date) -> date:
        """The day from which the asset may be struck off."""
        return started_on + timedelta(days=self.trial_days)

    def watch_ends_on(self, struck_off_on: date) -> date:
        """The last day on which a new suspicion counts as a relapse."""
        return struck_off_on + timedelta(days=self.watch_days)


@dataclass(frozen=True)
class TrialFacts:
    """A trial and what was seen of it; `use_seen` is None before anybody has gone to see."""

    started_on: date
    ends_on: date
    on: date
    incomes_since: int
    use_seen: bool | None


@rule("A-24", Kind.GUARD)
def trial_has_succeeded(facts: TrialFacts, params: A24Params) -> Judgement:
    """An asset is struck off once it has yielded steadily through its trial (四川省双提行动方案 目标)."""
    measured, required = f"{(facts.on - facts.started_on).days}天", f"{params.trial_days}天"
    if facts.on < facts.ends_on:
        return block(
            zh=f"试运行至{facts.ends_on}止,尚未期满,请期满核验后再销号。",
            en=f"The trial runs until {facts.ends_on}; verify the asset after that day.",
            measured=measured,
            required=required,
        )
    if facts.incomes_since > 0 or facts.use_seen:
        return passed(measured=measured, required=required)
    if facts.use_seen is None:
        return not_evaluable(
            zh="试运行期间尚无收益到账,销号时须附现场照片证明在用。",
            en="No income came in during the trial; a photo has to show that the asset is used.",
            required=required,
        )
    return block(
        zh="试运行期间既无收益到账,也无现场照片证明在用,不能销号;请补充照片或待收益到账。",
        en="Neither income nor a photo shows that the asset is used; add a photo, or wait for income.",
        measured="无收益、无照片",
        required="收益或照片",
    )


@dataclass(frozen=True)
class RelapseFacts:
    """A struck-off asset under watch, and the day a new case of it was opened."""

    struck_off_on: date
    watched_until: date
    idle_again_on: date


@rule("A-24", Kind.ALERT)
def benefit_lasts(facts: RelapseFacts, params: A24Params) -> Judgement:
    """A revived asset keeps yielding; one that lies idle again within the watch has relapsed (同上)."""
    days = (facts.idle_again_on - facts.struck_off_on).days
    measured, required = f"{days}天", f"{params.watch_days}天"
    if facts.idle_again_on > facts.watched_until:
        return passed(measured=measured, required=required)
    return block(
        zh=f"资产于{facts.struck_off_on}销号,{days}天后再次闲置,复发观察期至{facts.watched_until}。",
        en=f"Struck off on {facts.struck_off_on}, idle again {days} days later; watched until {facts.watched_until}.",
        measured=measured,
        required=required,
    )


TRIAL_RULES = (trial_has_succeeded,)
WATCH_RULES = (benefit_lasts,)
RULES = (*TRIAL_RULES, *WATCH_RULES)
