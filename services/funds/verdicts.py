"""Watching rules on reads: judged when they are asked for, kept nowhere."""

from collections.abc import Iterable
from typing import TypeVar

from chassis.graph.values import RuleVerdict, rule_verdict
from rulebook.engine import judge
from rulebook.pack import Pack
from rulebook.rule import Rule

Facts = TypeVar("Facts")


def watched(rules: Iterable[Rule[Facts]], facts: Facts, pack: Pack) -> list[RuleVerdict]:
    """The verdicts on what is known now, worst first."""
    return [rule_verdict(verdict) for verdict in judge(rules, facts, pack)]
