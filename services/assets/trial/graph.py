"""Trials as clients see them, and the steps of a whole case."""

from datetime import date
from typing import TYPE_CHECKING

from chassis.graph.declare import column
from chassis.graph.node import adds_to
from chassis.graph.payload import command, mutation
from chassis.graph.steps import what_blocks
from chassis.graph.values import StepCheck
from services.assets.idle.models import IdleCase
from services.assets.idle.steps import STEPS as CASE_STEPS
from services.assets.revival.steps import STEPS as PLAN_STEPS
from services.assets.trial import commands
from services.assets.trial.steps import STEPS as TRIAL_STEPS

if TYPE_CHECKING:
    from services.assets.idle.graph import IdleCasePayload


@adds_to("IdleCase")
class IdleCaseTrial:
    """What the trial adds to a case."""

    trial_ends_on: date | None = column("Trial ends on [试运行截止].")
    struck_off_on: date | None = column("Struck off on [销号日期].")
    relapse_watch_ends_on: date | None = column("Relapse watched until [复发观察截止].")
    what_blocks: list[StepCheck] = what_blocks(IdleCase, (*CASE_STEPS, *PLAN_STEPS, *TRIAL_STEPS))


@mutation
class TrialMutation:
    """Commands on trials."""

    idle_case_start_trial: "IdleCasePayload | None" = command(commands.start_trial, "Start the trial [试运行].")
    idle_case_strike_off: "IdleCasePayload | None" = command(
        commands.strike_off, "Strike off after the trial; never by who carried it out [销号]."
    )
