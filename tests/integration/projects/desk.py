"""What the tests of projects do over and over: register, declare, and see what a refusal left behind."""

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from tests.harness.subgraph import Subgraph
from tests.journeys.operations import document

VILLAGE, SECOND_VILLAGE, TOWNSHIP, OTHER_TOWNSHIP_VILLAGE = "652822100201", "652822100202", "652822100", "652822101201"
COUNTY, SIBLING_COUNTY, PREFECTURE, STRANGE_COUNTY = "652822", "652801", "652800", "653125"
NOBODY = "01999999-0000-7000-8000-000000000000"

Given = dict[str, Any]
TABLES = (
    "journal",
    "region",
    "organisation",
    "official",
    "project",
    "planned_funding",
    "deliberation_step",
    "review",
    "appraisal",
    "annual_plan",
    "document_use",
    "state_fact",
    "idempotency",
)
"""Tables that a command may add to."""


class Desk:
    """Works on one subgraph; what it registers once, it uses again."""

    CATEGORY: ClassVar[UUID] = UUID("01999999-0000-7000-8000-000000000001")

    def __init__(self, subgraph: Subgraph) -> None:
        self.subgraph = subgraph

    @cached_property
    def organisation(self) -> str:
        given = {"name": "示范村股份经济合作社", "kind": "VILLAGE_COLLECTIVE", "regionCode": VILLAGE}
        return str(self.do("RegisterOrganisation", given, "county_office")["organisation"]["id"])

    @cached_property
    def official(self) -> str:
        given = {"name": "阿依古丽", "duty": "项目责任人", "organisationId": self.organisation}
        return str(self.do("RegisterOfficial", given, "county_office")["official"]["id"])

    def declaration(self, **changed: Any) -> Given:
        """A whole declaration; a change of None leaves the field out."""
        given: Given = {
            "name": "示范村羊舍",
            "regionCode": VILLAGE,
            "categoryCode": "INDUSTRY_LIVESTOCK",
            "appraisalKind": "INDUSTRY",
            "scope": "新建标准化羊舍2栋1200平方米",
            "plannedFunding": [
                {"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "800000.00"},
                {"fundCategoryCode": "DEVELOPMENT", "level": "PREFECTURE", "amount": "200000.00"},
            ],
            "implementerId": self.organisation,
            "plannedStartOn": "2020-04-01",
            "plannedEndOn": "2020-07-31",
            "householdCount": 42,
            "peopleCount": 160,
            "targets": [{"indicator": "带动户数", "target": "42", "unit": "户"}],
            "responsibilities": [
                {"slot": "UNIT", "organisationId": self.organisation},
                {"slot": "LEADER", "organisationId": self.organisation, "officialId": self.official},
                {"slot": "PERSON", "organisationId": self.organisation, "officialId": self.official},
            ],
            "benefitLinks": [
                {
                    "mode": "DIVIDEND",
                    "partyId": self.organisation,
                    "householdCount": 42,
                    "promisedAmount": "60000.00",
                }
            ],
        } | changed
        return {name: value for name, value in given.items() if value is not None}

    def declare(self, **changed: Any) -> Given:
        """The project, drafted by the village clerk."""
        project: Given = self.do("DeclareProject", self.declaration(**changed), "village_clerk")["project"]
        return project

    def attempt(self, operation: str, given: Given, persona: str | None, **more: Any) -> Given:
        """The payload of a command, refused or not."""
        return self.subgraph.run(self.subgraph.own_part(document(operation)), given, persona, **more)

    def ask(self, operation: str, persona: str | None, **variables: Any) -> Given:
        """The data of a query that must have no errors."""
        answer = self.subgraph.post(self.subgraph.own_part(document(operation)), variables, persona)
        assert "errors" not in answer, answer
        data: Given = answer["data"]
        return data

    def do(self, operation: str, given: Given, persona: str | None, **more: Any) -> Given:
        """The payload of a command that must succeed."""
        payload = self.attempt(operation, given, persona, **more)
        assert payload["errors"] == [], payload
        return payload

    def refused(self, operation: str, given: Given, persona: str | None, **more: Any) -> list[tuple[Any, ...]]:
        """Code and field of each error of a command that must leave nothing behind."""
        before = self.facts()
        payload = self.attempt(operation, given, persona, **more)
        assert self.facts() == before
        assert payload["errors"], payload
        assert payload["consistencyToken"] is None
        for error in payload["errors"]:
            assert any("一" <= character <= "鿿" for character in error["message"]), error
            assert error["messageEn"]
        return [(error["code"], error["field"]) for error in payload["errors"]]

    def facts(self) -> tuple[Any, ...]:
        """How many rows each table has that a command may add to."""
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)  # noqa: S608
        return self.subgraph.rows(f"SELECT {counts}")[0]
