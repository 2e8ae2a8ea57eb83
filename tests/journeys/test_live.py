"""Alerts as they are raised: told by the assets service, completed by the gateway from the other services."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from chassis.journal import Origin
from chassis.runtime import Runtime
from chassis.settings import ServiceSettings
from chassis.uow import UnitOfWork
from cli.inventory import service
from deploy.embedded.processes import GATEWAY
from published.idle_terms import AssetAlertKind
from rulebook.verdict import Kind, Outcome, Verdict
from services.assets.alert.commands import raise_alert, resolve_alerts
from services.assets.replicas import Region
from tests.harness.deployment import Deployment
from tests.harness.events import Stream, subscribed
from tests.journeys.client import Client
from tests.journeys.operations import document
from tests.journeys.services import settle

COUNTY, VILLAGE, ELSEWHERE = "652822", "652822100201", "652801"
WITH_PROJECT = """subscription Live($region: RegionCode!) {
  assetAlertRaised(regionCode: $region) { kind project { name region { name } } }
}"""
LATE = Verdict(
    rule_id="A-09",
    kind=Kind.ALERT,
    outcome=Outcome.WARN,
    message="项目验收后尚未登记资产。",
    message_en="No asset is registered after acceptance.",
    measured=None,
    required=None,
    citation=None,
    pack="default",
    assumed=True,
)
DECLARATION = {
    "name": "示范村冷库",
    "regionCode": VILLAGE,
    "categoryCode": "INDUSTRY_LIVESTOCK",
    "appraisalKind": "INDUSTRY",
    "scope": "新建冷库1座",
    "plannedFunding": [{"fundCategoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "100000.00"}],
}


@dataclass(frozen=True)
class Place:
    """Where an alert lies."""

    region_id: uuid.UUID
    region_code: str
    region_path: str


class Alarm:
    """Raises alerts as the jobs of the assets service do."""

    def __init__(self, deployment: Deployment, project: uuid.UUID) -> None:
        wiring = deployment.wiring
        settings = ServiceSettings(
            database_url=SecretStr(wiring.databases["assets"].runtime), digest_key=SecretStr(wiring.digest_key)
        )
        self.runtime = Runtime(service("assets"), settings)
        self._project = project

    @contextmanager
    def working(self) -> Iterator[UnitOfWork]:
        with self.runtime.session() as session:
            runtime = self.runtime
            uow = runtime.unit(session, runtime.system("of.the.test"), Origin(runtime.clock.now(session), "live"))
            yield uow
            uow.finish()
            session.commit()

    def ring(self, kind: AssetAlertKind, region: str = VILLAGE) -> str:
        with self.working() as uow:
            found = uow.session.scalars(select(Region).filter_by(code=region)).one()
            subject = uuid.uuid4()
            alert = raise_alert(
                uow,
                kind,
                Place(found.id, found.code, found.path),
                LATE,
                raised_on=date(2020, 8, 6),
                project_id=self._project,
                subject_id=subject,
                value=100_000_00,
            )
        with self.working() as uow:
            resolve_alerts(uow, kind, subject, date(2020, 8, 7))
        return str(alert.id)


@pytest.fixture(scope="module")
def alarm(loaded: Deployment) -> Iterator[Alarm]:
    made = Client(loaded).do("DeclareProject", "village_clerk", DECLARATION)
    settle(loaded)
    alarm = Alarm(loaded, uuid.UUID(made["project"]["id"]))
    yield alarm
    alarm.runtime.close_writes()


def listening(loaded: Deployment, persona: str, region: str, text: str) -> Any:
    token = loaded.token(persona)
    return subscribed(loaded.wiring.url(GATEWAY), text, {"region": region}, {"Authorization": f"Bearer {token}"})


async def told(stream: Stream) -> Any:
    answer = await stream.next(20)
    assert "errors" not in answer, answer
    return answer["data"]["assetAlertRaised"]


async def test_an_alert_reaches_who_watches_the_region(loaded: Deployment, alarm: Alarm) -> None:
    async with (
        listening(loaded, "county_asset_manager", COUNTY, document("NewAlerts")) as stream,
        listening(loaded, "provincial_auditor", COUNTY, WITH_PROJECT) as other,
    ):
        first = alarm.ring(AssetAlertKind.ASSET_UNREGISTERED)
        alarm.ring(AssetAlertKind.ASSET_UNREGISTERED, ELSEWHERE)
        second = alarm.ring(AssetAlertKind.UPKEEP_MISSING)
        seen = [await told(stream), await told(stream)]
        assert [(alert["id"], alert["kind"]) for alert in seen] == [
            (first, "ASSET_UNREGISTERED"),
            (second, "UPKEEP_MISSING"),
        ]
        assert (seen[0]["verdict"]["message"], seen[0]["asset"]) == ("项目验收后尚未登记资产。", None)
        assert float(seen[0]["priority"]["score"]) > 0
        project = {"name": "示范村冷库", "region": {"name": "示范村"}}
        assert [await told(other), await told(other)] == [
            {"kind": "ASSET_UNREGISTERED", "project": project},
            {"kind": "UPKEEP_MISSING", "project": project},
        ]
        assert await stream.silent(0.5)


async def test_nobody_listens_to_another_county(loaded: Deployment) -> None:
    async with listening(loaded, "county_asset_manager", ELSEWHERE, document("NewAlerts")) as stream:
        (answer,) = await stream.all()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["PARTIAL_SCOPE"]


async def test_a_service_that_dies_ends_the_stream_and_one_may_listen_again(loaded: Deployment, alarm: Alarm) -> None:
    try:
        async with listening(loaded, "county_asset_manager", COUNTY, document("NewAlerts")) as stream:
            loaded.kill("assets.api")
            (answer,) = await stream.all()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["SUBGRAPH_UNAVAILABLE"]
    finally:
        loaded.restart("assets.api")
    async with listening(loaded, "county_asset_manager", COUNTY, document("NewAlerts")) as stream:
        rung = alarm.ring(AssetAlertKind.TITLE_MISSING)
        assert (await told(stream))["id"] == rung


async def test_a_gateway_that_stops_completes_the_streams(loaded: Deployment) -> None:
    try:
        async with listening(loaded, "county_asset_manager", COUNTY, document("NewAlerts")) as stream:
            loaded.processes[GATEWAY].end()
            assert await stream.all() == []
    finally:
        loaded.restart(GATEWAY)
