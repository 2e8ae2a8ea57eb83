from dataclasses import dataclass
from pathlib import Path

import pytest

from rulebook.book import Rulebook
from rulebook.engine import judge
from rulebook.pack import Pack
from rulebook.rule import Judgement, Params, Rule, block, not_evaluable, passed, rule
from rulebook.verdict import Kind, Outcome


@dataclass(frozen=True)
class Transfer:
    days: int | None


class DayParams(Params):
    days: int


def transfer_in_time(facts: Transfer, params: DayParams) -> Judgement:
    required = f"{params.days} 日"
    if facts.days is None:
        return not_evaluable(zh="缺少收到日期。", en="The receipt date is unknown.", required=required)
    if facts.days <= params.days:
        return passed(measured=f"{facts.days} 日", required=required)
    return block(zh="下达逾期。", en="Issued late.", measured=f"{facts.days} 日", required=required)


GUARD = rule("F-01", Kind.GUARD)(transfer_in_time)
SOFT = rule("F-02", Kind.WARN)(transfer_in_time)
ALERT = rule("F-42", Kind.ALERT)(transfer_in_time)
RULES: tuple[Rule[Transfer], ...] = (GUARD, SOFT, ALERT)

CITED = "citation: {document: {issuer_code: 巴扶办发, year: 2020, number: 11}, article: 二(一)}"


def pack_of(directory: Path, **entries: str) -> Pack:
    """A default pack with five days for every rule; `F_42="enabled: false"` adds a line to that rule."""
    lines = ["id: default", "title: 通用", "title_en: General", "rules:"]
    for declared in RULES:
        lines += [f"  {declared.id}:", "    params: {days: 5}", f"    {CITED}"]
        lines += [f"    {entry}" for name, entry in entries.items() if name.replace("_", "-") == declared.id]
    (directory / "default.yaml").write_text("\n".join(lines), "utf-8")
    return Rulebook.load(RULES, directory).get("default")


def outcomes(pack: Pack, days: int | None) -> dict[str, Outcome]:
    return {verdict.rule_id: verdict.outcome for verdict in judge(RULES, Transfer(days), pack)}


def test_the_limit_itself_passes(tmp_path: Path) -> None:
    assert set(outcomes(pack_of(tmp_path), 5).values()) == {Outcome.PASS}


def test_a_broken_guard_blocks_and_other_kinds_warn(tmp_path: Path) -> None:
    found = outcomes(pack_of(tmp_path), 6)
    assert found == {"F-01": Outcome.BLOCK, "F-02": Outcome.WARN, "F-42": Outcome.WARN}


def test_the_pack_softens_a_guard_and_hardens_a_warning(tmp_path: Path) -> None:
    found = outcomes(pack_of(tmp_path, F_01="severity: WARN", F_02="severity: BLOCK"), 6)
    assert found == {"F-01": Outcome.WARN, "F-02": Outcome.BLOCK, "F-42": Outcome.WARN}


def test_severity_changes_nothing_that_is_not_broken(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, F_01="severity: WARN", F_02="severity: BLOCK")
    assert set(outcomes(pack, 1).values()) == {Outcome.PASS}
    assert set(outcomes(pack, None).values()) == {Outcome.NOT_EVALUABLE}


def test_an_unknown_fact_is_not_evaluable_and_stops_nothing(tmp_path: Path) -> None:
    verdicts = judge([GUARD], Transfer(None), pack_of(tmp_path))
    assert [verdict.outcome for verdict in verdicts] == [Outcome.NOT_EVALUABLE]
    assert verdicts[0].required == "5 日"
    assert not verdicts[0].blocks
    assert not verdicts[0].asks_reason


def test_the_worst_comes_first(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, F_02="enabled: false")
    verdicts = judge([SOFT, ALERT, GUARD], Transfer(6), pack)
    assert [verdict.rule_id for verdict in verdicts] == ["F-01", "F-42", "F-02"]


def test_only_rules_about_a_step_ask_for_a_reason(tmp_path: Path) -> None:
    verdicts = {one.rule_id: one for one in judge(RULES, Transfer(6), pack_of(tmp_path))}
    assert {rule_id for rule_id, one in verdicts.items() if one.asks_reason} == {"F-02"}
    assert {rule_id for rule_id, one in verdicts.items() if one.blocks} == {"F-01"}


def test_a_rule_switched_off_does_not_apply_and_says_so(tmp_path: Path) -> None:
    verdict = judge([GUARD], Transfer(6), pack_of(tmp_path, F_01="enabled: false"))[0]
    assert verdict.outcome is Outcome.NOT_APPLICABLE
    assert (verdict.message, verdict.message_en) == (
        "规则包“通用”未启用此规则。",
        "Switched off in the pack 'General'.",
    )


def test_the_verdict_names_pack_document_article_and_assumption(tmp_path: Path) -> None:
    verdict = judge([GUARD], Transfer(6), pack_of(tmp_path, F_01="assumed: true"))[0]
    assert verdict.citation is not None
    assert (verdict.citation.document.text, verdict.citation.article) == ("巴扶办发〔2020〕11号", "二(一)")
    assert (verdict.pack, verdict.kind, verdict.assumed) == ("default", Kind.GUARD, True)
    assert (verdict.message, verdict.message_en) == ("下达逾期。", "Issued late.")
    assert (verdict.measured, verdict.required) == ("6 日", "5 日")


def test_a_rule_that_the_packs_were_not_loaded_with_is_named(tmp_path: Path) -> None:
    stray = rule("F-99", Kind.GUARD)(transfer_in_time)
    with pytest.raises(LookupError, match="F-99"):
        judge([stray], Transfer(1), pack_of(tmp_path))
