import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli import sample

SOURCE = sample.FOLDER / "bayingolin-2020"

# 巴扶办发〔2020〕11号, fund-use report, part 1 (2): 万元 from above by category, and the prefecture's own.
COUNTY_CELLS = {
    "652801": {"DEVELOPMENT": 1332, "MINORITY": 212, "STATE_FARM": 37, "own": 197},
    "652822": {"DEVELOPMENT": 4781, "MINORITY": 308, "BOND": 6200, "own": 873},
    "652823": {"DEVELOPMENT": 3249, "MINORITY": 284, "BOND": 4000, "own": 373},
    "652824": {"DEVELOPMENT": 1719, "MINORITY": 559, "own": 152},
    "652825": {"DEVELOPMENT": 6571, "MINORITY": 229, "BOND": 13700, "own": 540},
    "652826": {"DEVELOPMENT": 2940, "MINORITY": 582, "BOND": 15500, "own": 226},
    "652827": {"DEVELOPMENT": 6141, "MINORITY": 447, "BOND": 13300, "own": 971},
    "652828": {"DEVELOPMENT": 1807, "MINORITY": 252, "own": 214},
    "652829": {"DEVELOPMENT": 2340, "MINORITY": 251, "BOND": 17300, "own": 354},
}


@pytest.fixture(scope="module")
def funds() -> Any:
    return sample.fund_import(sample.FOLDER)


def wan(amount: str) -> Decimal:
    return Decimal(amount) / 10_000


def lines(funds: Any) -> list[tuple[str, Any]]:
    return [(document["title"], line) for document in funds["indicatorDocuments"] for line in document["lines"]]


def test_transfers_add_up_to_the_report_with_and_without_the_prefecture_own_money(funds: Any) -> None:
    by_level: Counter[str] = Counter()
    for _, line in lines(funds):
        by_level[line["level"]] += int(wan(line["amount"]))
    assert by_level == {"CENTRAL": 23_984, "PROVINCE": 10_057, "PREFECTURE": 3_900, "BOND": 70_000}
    assert sum(by_level.values()) == 107_941
    assert sum(by_level.values()) - by_level["PREFECTURE"] == 104_041


def test_every_county_gets_what_the_report_says_in_every_category(funds: Any) -> None:
    cells: dict[str, dict[str, int]] = {}
    for row in funds["allocations"]:
        column = "own" if row["ownBudget"] else row["categoryCode"]
        assert cells.setdefault(row["regionCode"], {}).setdefault(column, int(wan(row["amount"]))) == wan(row["amount"])
    assert cells == COUNTY_CELLS
    assert len(funds["allocations"]) == sum(len(cell) for cell in COUNTY_CELLS.values())


def test_allocations_use_up_both_scopes_and_every_category(funds: Any) -> None:
    given, received = Counter[str](), Counter[str]()
    for row in funds["allocations"]:
        given["own" if row["ownBudget"] else row["categoryCode"]] += int(wan(row["amount"]))
    for _, line in lines(funds):
        received["own" if line["level"] == "PREFECTURE" else line["categoryCode"]] += int(wan(line["amount"]))
    assert given == received
    assert given["own"] == 3_900


def test_own_budget_of_five_years(funds: Any) -> None:
    years = {row["fiscalYear"]: int(wan(row["amount"])) for row in funds["ownBudgets"]}
    assert years == {2016: 1510, 2017: 3100, 2018: 3800, 2019: 3850, 2020: 3900}
    assert sum(years.values()) == 16_160


def test_exactly_the_figures_that_do_not_stand_in_the_report_say_so(funds: Any) -> None:
    every = [("line", title, line) for title, line in lines(funds)]
    every += [("allocation", row["regionCode"], row) for row in funds["allocations"]]
    every += [("own budget", row["fiscalYear"], row) for row in funds["ownBudgets"]]
    marked = [(kind, name, row["figureStatus"]) for kind, name, row in every if row["figureStatus"] != "AS_PRINTED"]
    assert marked == [
        ("line", "奖励资金", "DERIVED"),
        ("line", "奖励资金", "DERIVED"),
        ("own budget", 2017, "CORRECTED"),
    ]
    assert all(("figureNote" in row) == (row["figureStatus"] != "AS_PRINTED") for _, _, row in every)


def test_what_the_report_does_not_give_is_left_out(funds: Any) -> None:
    assert all(not {"documentNumber", "receivedOn"} & document.keys() for document in funds["indicatorDocuments"])
    assert all(not {"issuedOn", "lineId"} & row.keys() for row in funds["allocations"])


def test_a_transfer_of_one_day_and_name_is_one_document(funds: Any) -> None:
    titles = [document["title"] for document in funds["indicatorDocuments"]]
    assert len(titles) == len(set(titles)) == 7
    assert [len(document["lines"]) for document in funds["indicatorDocuments"]] == [3, 1, 1, 1, 1, 2, 1]


def test_a_region_comes_after_the_one_above_it_and_names_an_existing_successor() -> None:
    regions: Any = sample.region_import(sample.FOLDER)["regions"]
    known: set[str] = set()
    for region in regions:
        assert region.get("parentCode", region["code"]) in known | {region["code"]}
        assert region["code"] not in known
        known.add(region["code"])
    assert [r["code"] for r in regions if "successorCodes" in r] == ["411023"]
    assert {code for r in regions for code in r.get("successorCodes", ())} <= known


def test_only_places_of_our_own_making_are_fictitious_and_organisations_sit_in_known_regions() -> None:
    regions: Any = sample.region_import(sample.FOLDER)["regions"]
    fictitious = {region["code"] for region in regions if region.get("fictitious")}
    assert fictitious == {region["code"] for region in regions if "示范" in region["name"]}
    assert all(len(code) > 6 for code in fictitious)
    bodies: list[Any] = list(sample.organisations(sample.FOLDER))
    assert {body["regionCode"] for body in bodies} <= {region["code"] for region in regions}
    assert all("示范" in body["name"] for body in bodies)


def test_money_keeps_every_fen(tmp_path: Path) -> None:
    source = tmp_path / "bayingolin-2020"
    source.mkdir()
    for path in SOURCE.glob("*.csv"):
        rows = list(csv.reader(path.open(encoding="utf-8")))
        column = rows[0].index("amount_wan")
        changed = [rows[0], *([*row[:column], "0.000001", *row[column + 1 :]] for row in rows[1:])]
        (source / path.name).write_text("\n".join(",".join(row) for row in changed), encoding="utf-8")
    funds: Any = sample.fund_import(tmp_path)
    assert {row["amount"] for row in funds["allocations"]} == {"0.01"}
