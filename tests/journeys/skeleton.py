"""One thread of money through the three services: receive, allocate, declare, approve, bind, register."""

from dataclasses import dataclass, field
from typing import Any

from tests.journeys.client import Client

FISCAL_YEAR = 2021
"""Not the year of the sample, whose figures stay as published beside the threads."""
VILLAGE, COUNTY, PREFECTURE = "652822100201", "652822", "652800"


@dataclass
class Thread:
    """The steps in order, each with the ids that later steps need; `name` keeps threads apart."""

    client: Client
    name: str
    number: int
    ids: dict[str, str] = field(default_factory=dict)

    def key(self, step: str) -> str:
        """An idempotency key that a repeated run of this thread uses again."""
        return f"{self.name}-{self.number:04d}-{step}"

    def parties(self) -> None:
        given = {"name": f"{self.name}股份经济合作社", "kind": "VILLAGE_COLLECTIVE", "regionCode": VILLAGE}
        made = self.client.do("RegisterOrganisation", "county_office", given, key=self.key("organisation"))
        self.ids["organisation"] = made["organisation"]["id"]
        person = {"name": "项目责任人", "duty": "项目责任人", "organisationId": self.ids["organisation"]}
        made = self.client.do("RegisterOfficial", "county_office", person, key=self.key("official"))
        self.ids["official"] = made["official"]["id"]

    def receive(self, amount: str = "1200000.00") -> dict[str, Any]:
        given = {
            "documentNumber": {"issuerCode": "新财扶", "year": 2020, "number": self.number},
            "title": f"{self.name}资金",
            "regionCode": PREFECTURE,
            "fiscalYear": FISCAL_YEAR,
            "tranche": "ADVANCE",
            "receivedOn": "2020-01-06",
            "performanceTarget": "产业带动120户",
            "lines": [{"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": amount}],
        }
        made = self.client.do("ReceiveIndicatorDocument", "prefecture_finance", given, key=self.key("receive"))
        self.ids["document"] = made["indicatorDocument"]["id"]
        self.ids["line"] = made["indicatorDocument"]["lines"][0]["id"]
        return made

    def allocate(self, amount: str = "800000.00") -> dict[str, Any]:
        given = {
            "lineId": self.ids["line"],
            "regionCode": COUNTY,
            "amount": amount,
            "issuedOn": "2020-01-09",
            "documentNumber": {"issuerCode": "巴财扶", "year": 2020, "number": self.number},
        }
        made = self.client.do("IssueAllocation", "prefecture_finance", given, key=self.key("allocate"))
        self.ids["allocation"] = made["allocation"]["id"]
        return made

    def declaration(self) -> dict[str, Any]:
        organisation, official = self.ids["organisation"], self.ids["official"]
        return {
            "name": f"{self.name}羊舍",
            "regionCode": VILLAGE,
            "categoryCode": "INDUSTRY_LIVESTOCK",
            "appraisalKind": "INDUSTRY",
            "scope": "新建标准化羊舍2栋1200平方米",
            "plannedFunding": [{"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "800000.00"}],
            "implementerId": organisation,
            "plannedStartOn": "2020-04-01",
            "plannedEndOn": "2020-07-31",
            "householdCount": 42,
            "peopleCount": 160,
            "targets": [{"indicator": "带动户数", "target": "42", "unit": "户"}],
            "responsibilities": [
                {"slot": "UNIT", "organisationId": organisation},
                {"slot": "LEADER", "organisationId": organisation, "officialId": official},
                {"slot": "PERSON", "organisationId": organisation, "officialId": official},
            ],
            "benefitLinks": [
                {"mode": "DIVIDEND", "partyId": organisation, "householdCount": 42, "promisedAmount": "60000.00"}
            ],
        }

    def declare(self) -> dict[str, Any]:
        made = self.client.do("DeclareProject", "village_clerk", self.declaration(), key=self.key("declare"))
        self.ids["project"], self.ids["project_version"] = made["project"]["id"], made["project"]["version"]
        return made

    def approve(self) -> dict[str, Any]:
        given = {
            "id": self.ids["project"],
            "expectedVersion": self.ids["project_version"],
            "meeting": {"heldOn": "2020-03-10", "reference": f"轮扶领纪〔2020〕{self.number}号"},
        }
        return self.client.do("ApproveProject", "county_leading_group", given, key=self.key("approve"))

    def binding(self, amount: str = "800000.00") -> dict[str, Any]:
        return {
            "projectId": self.ids["project"],
            "allocationId": self.ids["allocation"],
            "amount": amount,
            "purpose": "PRO_POOR",
            "boundOn": "2020-03-26",
        }

    def bind(self) -> dict[str, Any]:
        made = self.client.do("BindProjectFunding", "county_finance", self.binding(), key=self.key("bind"))
        self.ids["funding"] = made["projectFunding"]["id"]
        return made

    def registration(self) -> dict[str, Any]:
        return {
            "projectId": self.ids["project"],
            "name": f"{self.name}羊舍1号",
            "assetClass": "OPERATING",
            "categoryCode": "LIVESTOCK_SHED",
            "form": "FIXED",
            "quantity": "1200.00",
            "unit": "平方米",
            "regionCode": VILLAGE,
            "formedOn": "2020-08-05",
            "inServiceOn": "2020-08-10",
            "fundings": [{"projectFundingId": self.ids["funding"], "amount": "785600.00"}],
            "otherFundings": [{"source": "村集体自筹", "amount": "14400.00"}],
            "owners": [{"holderId": self.ids["organisation"], "shareBps": 10000}],
            "location": {"latitude": 41.77, "longitude": 84.25},
        }

    def register(self) -> dict[str, Any]:
        made = self.client.do("RegisterAsset", "county_asset_manager", self.registration(), key=self.key("register"))
        self.ids["asset"] = made["asset"]["id"]
        return made

    def run(self) -> None:
        """All steps in order."""
        for step in (self.parties, self.receive, self.allocate, self.declare, self.approve, self.bind, self.register):
            step()
