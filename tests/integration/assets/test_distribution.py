"""A distribution from its draft to the disclosure of what was paid."""

from tests.integration.assets.village import PATH, Village


def test_from_the_draft_to_the_disclosure(village: Village) -> None:
    income = village.income()
    draft = village.draft(income)
    assert (draft["state"], draft["incomeAmount"], draft["distributableAmount"]) == ("DRAFT", "12000.01", "9000.01")
    assert [line["amount"] for line in draft["lines"]] == ["2999.70", "2999.70", "3000.61"]
    assert [deduction["kind"] for deduction in draft["deductions"]] == ["UPKEEP", "RESERVE"]
    assert draft["incomes"] == [{"id": income, "receivedAmount": "12000.01"}]
    distribution = draft["id"]
    assert village.done("deliberate", distribution)["deliberatedOn"] == "2020-10-20"
    notice = village.publicise(distribution)
    reviewed = village.done("review", distribution)
    assert (reviewed["version"], reviewed["notice"]) == (5, {"id": str(notice)})
    village.done("file", distribution)
    assert village.done("pay", distribution)["paidOn"] == "2020-11-10"
    disclosed = village.done("disclose", distribution)
    assert (disclosed["version"], disclosed["disclosedOn"], disclosed["whatBlocks"]) == (8, "2020-11-12", [])
    assert [change["toState"] for change in disclosed["history"]] == [state for state, _ in PATH]
