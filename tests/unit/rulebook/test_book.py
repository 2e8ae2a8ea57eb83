import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rulebook.book import PACKS, Rulebook
from rulebook.pack import PackError, Regime, Severity
from rulebook.reading import read_packs
from rulebook.rule import Judgement, Params, passed, rule
from rulebook.verdict import Kind


@dataclass(frozen=True)
class Nothing:
    pass


class DayParams(Params):
    days: int
    until: date | None = None


@rule("F-42", Kind.ALERT)
def in_time(facts: Nothing, params: DayParams) -> Judgement:
    return passed()


CITATION = "{document: {issuer_code: 巴扶办发, year: 2020, number: 11}, article: 二(一)}"
ENTRY = f"{{params: {{days: 5}}, citation: {CITATION}}}"


def pack(pack_id: str = "default", rules: str = f"{{F-42: {ENTRY}}}", **keys: str) -> str:
    written = {"id": pack_id, "title": "某地", "title_en": "Somewhere", "rules": rules} | keys
    return "\n".join(f"{key}: {value}" for key, value in written.items())


def local(pack_id: str, region: str, rules: str = "{}", **keys: str) -> str:
    return pack(pack_id, rules, region=f'"{region}"', extends="default", **keys)


def load(directory: Path, **files: str) -> Rulebook:
    for name, content in ({"default": pack()} | files).items():
        (directory / f"{name.replace('_', '-')}.yaml").write_text(content, "utf-8")
    return Rulebook.load([in_time], directory)


def days(book: Rulebook, pack_id: str) -> int:
    params = book.get(pack_id).params["F-42"]
    assert isinstance(params, DayParams)
    return params.days


def test_parameters_come_out_typed(tmp_path: Path) -> None:
    entry = f"{{params: {{days: 5, until: 2020-12-31}}, citation: {CITATION}}}"
    book = load(tmp_path, default=pack(rules=f"{{F-42: {entry}}}"))
    assert book.get("default").params["F-42"] == DayParams(days=5, until=date(2020, 12, 31))


def test_the_smallest_place_wins_and_default_takes_the_rest(tmp_path: Path) -> None:
    book = load(tmp_path, province=local("province", "65"), prefecture=local("prefecture", "6528"))
    on = date(2020, 6, 1)
    assert book.select("652822100201", on).id == "prefecture"
    assert book.select("652800", on).id == "prefecture"
    assert book.select("653000", on).id == "province"
    assert book.select("411023", on).id == "default"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2018, 12, 31), "default"),
        (date(2019, 1, 1), "first"),
        (date(2020, 12, 31), "first"),
        (date(2021, 1, 1), "second"),
        (date(2030, 1, 1), "second"),
    ],
)
def test_the_period_counts_with_both_ends(tmp_path: Path, on: date, expected: str) -> None:
    first = local("first", "65", valid_from="2019-01-01", valid_to="2020-12-31")
    book = load(tmp_path, first=first, second=local("second", "65", valid_from="2021-01-01"))
    assert book.select("652822", on).id == expected


def test_a_larger_place_takes_over_when_the_smaller_ones_pack_has_ended(tmp_path: Path) -> None:
    county = local("county", "652822", valid_to="2019-12-31")
    book = load(tmp_path, county=county, province=local("province", "65"))
    assert book.select("652822", date(2019, 12, 31)).id == "county"
    assert book.select("652822", date(2020, 1, 1)).id == "province"


def test_an_entity_finds_the_pack_it_was_judged_under_after_its_period(tmp_path: Path) -> None:
    book = load(tmp_path, old=local("old", "65", valid_to="2019-12-31"))
    assert book.get("old").id == "old"
    with pytest.raises(PackError, match=r"gone\.yaml"):
        book.get("gone")


def test_what_a_pack_leaves_out_it_inherits(tmp_path: Path) -> None:
    entry = f"{{severity: BLOCK, params: {{days: 5, until: 2020-12-31}}, citation: {CITATION}, assumed: true}}"
    changed = local("changed", "65", "{F-42: {params: {days: 3}, assumed: false}}")
    book = load(tmp_path, default=pack(rules=f"{{F-42: {entry}}}"), changed=changed, same=local("same", "41"))
    assert book.get("same").settings["F-42"] == book.get("default").settings["F-42"]
    setting = book.get("changed").settings["F-42"]
    assert book.get("changed").params["F-42"] == DayParams(days=3, until=date(2020, 12, 31))
    assert (setting.pack, setting.severity, setting.assumed) == ("changed", Severity.BLOCK, False)
    assert setting.citation == book.get("default").settings["F-42"].citation


def test_inheritance_goes_through_several_packs(tmp_path: Path) -> None:
    nearer = pack("nearer", "{}", region='"6528"', extends="farther")
    book = load(tmp_path, farther=local("farther", "65", "{F-42: {params: {days: 7}}}"), nearer=nearer)
    assert days(book, "nearer") == 7
    assert book.get("nearer").settings["F-42"].pack == "farther"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"default": "id: ["}, r"default\.yaml: not a readable pack"),
        ({"default": "- 1"}, r"default\.yaml: "),
        ({"default": pack(colour="red")}, r"default\.yaml: colour: "),
        ({"default": pack(rules="{F-42: {parms: {}}}")}, r"default\.yaml: rules\.F-42\.parms: "),
        ({"default": pack(rules="{F-4: {assumed: true}}")}, r"default\.yaml: rules\.F-4"),
        ({"default": pack(rules="{F-42: {assumed: true}, F-42: {}}")}, r"default\.yaml: .*'F-42' given twice"),
        ({"default": pack(rules="{F-42: {severity: HARD}}")}, r"default\.yaml: rules\.F-42\.severity: "),
        ({"default": pack(rules="{F-42: {params: {days: 5}}}")}, r"default\.yaml: rules\.F-42: give a citation"),
        ({"default": pack(rules="{}")}, r"default\.yaml: rules\.F-42: missing"),
        ({"default": pack(rules="{F-42: {assumed: true}}")}, r"default\.yaml: rules\.F-42\.params\.days: "),
        (
            {"default": pack(rules="{F-42: {assumed: true, params: {days: '5'}}}")},
            r"default\.yaml: rules\.F-42\.params\.days: ",
        ),
        (
            {"default": pack(rules="{F-42: {assumed: true, params: {days: 5, hours: 1}}}")},
            r"default\.yaml: rules\.F-42\.params\.hours: ",
        ),
        ({"here": local("here", "65", "{F-42: {params: {days: 1.5}}}")}, r"here\.yaml: rules\.F-42\.params\.days: "),
        ({"here": local("there", "65")}, r"here\.yaml: id: 'there' differs"),
        ({"here": local("here", "652")}, r"here\.yaml: region: "),
        ({"here": local("here", "65", regime="ENDLESS")}, r"here\.yaml: regime: "),
        ({"here": pack("here", "{}", extends="default")}, r"here\.yaml: region: missing"),
        ({"here": pack("here", "{}", region='"65"')}, r"here\.yaml: rules\.F-42: missing"),
        ({"here": pack("here", "{}", region='"65"', extends="nowhere")}, r"here\.yaml: extends: .*'nowhere'"),
        ({"default": pack(region='"65"')}, r"default\.yaml: region: has no region"),
        ({"default": pack(valid_from="2019-01-01")}, r"default\.yaml: region: has no region and no period"),
        (
            {
                "one": pack("one", "{}", region='"65"', extends="two"),
                "two": pack("two", "{}", region='"41"', extends="one"),
            },
            r"two\.yaml: extends: 'one' extends this pack itself",
        ),
        (
            {
                "one": local("one", "65", valid_from="2019-01-01", valid_to="2020-06-30"),
                "two": local("two", "65", valid_from="2020-06-30"),
            },
            r"two\.yaml: valid_from: in force together with 'one'",
        ),
    ],
)
def test_a_mistake_in_a_pack_is_named_with_file_and_key(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(PackError, match=said):
        load(tmp_path, **files)


def test_without_a_default_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"default\.yaml: missing"):
        Rulebook.load([], tmp_path)


SOURCES = {"新扶领办传〔2019〕75号", "新扶贫领字〔2018〕76号"}


def test_the_packs_of_the_project_load_and_xinjiang_speaks_for_itself() -> None:
    book = Rulebook.load([in_time_of_the_packs])
    xinjiang = book.select("652822100201", date(2020, 1, 14))
    assert (xinjiang.id, xinjiang.regime) == ("xinjiang-2019", Regime.POVERTY_ALLEVIATION)
    assert book.select("652822", date(2019, 9, 5)).id == book.select("411023", date(2020, 1, 14)).id == "default"
    own = {rule_id: one for rule_id, one in xinjiang.settings.items() if one.pack == "xinjiang-2019"}
    assert {one.citation.document.text for one in own.values() if one.citation} == SOURCES
    assert xinjiang.settings["F-07"].pack == "xinjiang-2019"
    assert xinjiang.settings["F-42"].pack == "default"
    assert xinjiang.settings["P-01"].severity is Severity.BLOCK
    assert xinjiang.settings["P-02"].severity is Severity.WARN


def test_every_rule_of_a_local_pack_is_known_to_default() -> None:
    book = Rulebook.load([])
    known = set(book.get("default").settings)
    assert all(set(one.settings) == known for one in book.packs.values())


class TransferParams(Params):
    days: int
    day_kind: str


@rule("F-42", Kind.ALERT)
def in_time_of_the_packs(facts: Nothing, params: TransferParams) -> Judgement:
    return passed()


def test_a_pack_may_stand_in_several_files_and_says_nothing_twice(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    assert read_packs(tmp_path) == read_packs(PACKS)
    part = tmp_path / "default" / "again.yaml"
    part.write_text("rules:\n  P-01:\n    citation: null\n", "utf-8")
    with pytest.raises(PackError, match="another file"):
        read_packs(tmp_path)
    part.write_text("id: default\n", "utf-8")
    with pytest.raises(PackError, match="nothing else"):
        read_packs(tmp_path)
