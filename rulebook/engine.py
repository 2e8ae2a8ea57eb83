"""Judging facts by rules under a pack."""

from collections.abc import Iterable
from typing import Final, TypeVar

from rulebook.pack import Pack, RuleSetting, Severity
from rulebook.rule import Judgement, Rule, not_applicable
from rulebook.verdict import Kind, Outcome, Verdict

FactsT = TypeVar("FactsT")

WORST_FIRST: Final = (Outcome.BLOCK, Outcome.WARN, Outcome.NOT_EVALUABLE, Outcome.PASS, Outcome.NOT_APPLICABLE)


def judge(rules: Iterable[Rule[FactsT]], facts: FactsT, pack: Pack) -> tuple[Verdict, ...]:
    """One verdict per rule, the worst first, else in the order of the rules.

    A broken rule blocks if it is a guard and warns otherwise, unless the pack sets its severity; a rule that the
    pack switches off does not apply. LookupError for a rule that the pack was not loaded with: a mistake in the
    service's list of rules, found by any test of the command.
    """
    verdicts = [_verdict(rule, facts, pack) for rule in rules]
    return tuple(sorted(verdicts, key=lambda verdict: WORST_FIRST.index(verdict.outcome)))


def _verdict(rule: Rule[FactsT], facts: FactsT, pack: Pack) -> Verdict:
    if rule.id not in pack.params:
        raise LookupError(f"rule {rule.id} is not among the rules that the packs were loaded with")
    setting = pack.settings[rule.id]
    judgement = rule(facts, pack.params[rule.id]) if setting.enabled else _switched_off(pack)
    return Verdict(
        rule_id=rule.id,
        kind=rule.kind,
        outcome=_outcome(judgement, rule.kind, setting),
        message=judgement.zh,
        message_en=judgement.en,
        measured=judgement.measured,
        required=judgement.required,
        citation=setting.citation,
        pack=setting.pack,
        assumed=setting.assumed,
    )


def _switched_off(pack: Pack) -> Judgement:
    return not_applicable(zh=f"规则包“{pack.title}”未启用此规则。", en=f"Switched off in the pack '{pack.title_en}'.")


def _outcome(judgement: Judgement, kind: Kind, setting: RuleSetting) -> Outcome:
    if judgement.outcome is not Outcome.BLOCK:
        return judgement.outcome
    severity = setting.severity or (Severity.BLOCK if kind is Kind.GUARD else Severity.WARN)
    return Outcome.WARN if severity is Severity.WARN else Outcome.BLOCK
