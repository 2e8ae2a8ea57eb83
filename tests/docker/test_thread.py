"""The whole thread in containers, on Apache Kafka, PostgreSQL and SeaweedFS as a county would run them."""

import pytest

from deploy.embedded.databases import SERVICES
from deploy.embedded.personas import PERSONAS
from tests.docker.compose import Compose
from tests.harness.deployment import Deployment
from tests.journeys.services import settle, verify
from tests.journeys.story.thread import CHAPTERS, Told, title


@pytest.mark.parametrize("chapter", [title(chapter) for chapter in CHAPTERS])
def test_every_chapter(told: Told, chapter: str) -> None:
    told.require(chapter)


@pytest.mark.parametrize("service", SERVICES)
def test_the_record_is_whole(told: Told, service: str) -> None:
    settle(told.complete().deployment)
    assert verify(told.story.deployment, service).clean


def test_a_token_made_as_the_page_says_is_taken(deployed: Deployment, compose: Compose) -> None:
    token = compose("run", "--rm", "-T", "token", "--persona", "county_office").strip()
    answer = deployed.graphql("{ viewer { name } }", token=token)
    assert answer["data"]["viewer"]["name"] == PERSONAS["county_office"].name
