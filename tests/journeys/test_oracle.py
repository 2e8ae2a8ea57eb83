"""Our gateway and Hive Gateway, over the same running services, answer the same."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from deploy.embedded.databases import SERVICES
from gateway.compose import SCHEMA, SUPERGRAPH
from tests.harness.client import ask
from tests.harness.deployment import Deployment
from tests.harness.hive import hive
from tests.journeys.operations import document
from tests.journeys.story.library import declaration
from tests.journeys.story.money import COUNTY
from tests.journeys.story.telling import Story
from tests.journeys.story.thread import Told

PICKED = (Path(__file__).parent / "oracle.graphql").read_text(encoding="utf-8")
NAMES = [
    each.name.value
    for each in parse(PICKED).definitions
    if isinstance(each, OperationDefinitionNode) and each.name is not None
]
QUERIES: dict[str, dict[str, Any]] = {
    "WhoAmI": {},
    "Categories": {},
    "FindOrganisations": {"where": {"region": {"under": COUNTY}}},
    "Received2020": {},
    "CountyByCategory": {},
    "TransferCalendar": {},
    "Ledger": {"where": {"region": {"under": COUNTY}}},
    "RegionToAsset": {"code": COUNTY},
    "RegionOnDay": {
        "code": COUNTY,
        "asOf": "2020-09-25",
        "knownAt": "2021-01-01T00:00:00+08:00",
        "since": "2020-09-01",
    },
    "MorningBoard": {"region": COUNTY},
    "MorningInbox": {"region": COUNTY},
    "RelapseWatch": {"region": COUNTY},
    "OverdueIncome": {"region": COUNTY},
    "PublicNotices": {"where": {"region": {"under": COUNTY}}},
}
ABOUT = {
    "FollowMoneyDown": "doc-central",
    "FollowMoneyUp": "distribution-line",
    "FieldVisit": "asset",
    "ModeAdvice": "case",
    "DistributionDossier": "distribution",
    "WhatBlocksProject": "project",
    "PublicNotice": "notice-township",
}
"""Queries that are asked of one thing, by the story's name for it."""
_SIGNATURE = re.compile(r"\?[^\"]*X-Amz-[^\"]*")
PERSONAS = ["provincial_auditor", "county_office", "stranger"]


@pytest.fixture(scope="module")
def thread(told: Told) -> Story:
    return told.complete()


@pytest.fixture(scope="module")
def oracle(thread: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    supergraph, wiring = (SCHEMA / SUPERGRAPH).read_text(encoding="utf-8"), thread.deployment.wiring
    addresses = {service: wiring.url(service) for service in SERVICES}
    with hive(supergraph, addresses, tmp_path_factory.mktemp("hive"), wiring.internal_secret) as address:
        yield address


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", NAMES)
def test_a_picked_document(thread: Story, oracle: str, name: str, persona: str) -> None:
    ids = thread.ids
    named = {"document": ids["doc-central"], "line": ids["line-central"], "funding": ids["fund-central"]}
    variables: dict[str, Any] = {**ids, **named, "yes": True, "no": False}
    wanted = {key: variables[key] for key in _variables(name) if key in variables}
    _compare(thread.deployment, oracle, PICKED, name, persona, wanted)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_query_of_the_journey(thread: Story, oracle: str, name: str, persona: str) -> None:
    _compare(thread.deployment, oracle, document(name), name, persona, QUERIES[name])


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize(("name", "about"), sorted(ABOUT.items()))
def test_a_query_about_something(thread: Story, oracle: str, name: str, about: str, persona: str) -> None:
    _compare(thread.deployment, oracle, document(name), name, persona, {"id": thread.ids[about]})


def test_a_mutation_that_asks_only(thread: Story, oracle: str) -> None:
    variables = {"input": declaration(thread), "key": "oracle-declare", "dryRun": True}
    text = document("DeclareProject")
    _compare(thread.deployment, oracle, text, "DeclareProject", "village_clerk", variables)


def _variables(name: str) -> set[str]:
    return {
        each.variable.name.value
        for definition in parse(PICKED).definitions
        if isinstance(definition, OperationDefinitionNode) and definition.name and definition.name.value == name
        for each in definition.variable_definitions or ()
    }


def _compare(
    deployment: Deployment, oracle: str, text: str, name: str, persona: str, variables: dict[str, Any]
) -> None:
    ours = deployment.graphql(text, variables, persona=persona, operation=name)
    headers = {"Authorization": f"Bearer {deployment.token(persona)}"}
    theirs = ask(oracle, text, variables, headers=headers, operation=name).body
    assert _unsigned(ours.get("data")) == _unsigned(theirs.get("data"))
    assert _paths(ours) == _paths(theirs)


def _unsigned(data: Any) -> Any:
    """Links to files are signed anew for every answer."""
    return json.loads(_SIGNATURE.sub("?signed", json.dumps(data)))


def _paths(answer: dict[str, Any]) -> set[tuple[str, ...]]:
    """Places of errors, list indices aside: Hive leaves them out in joined entities."""
    errors = answer.get("errors") or ()
    return {tuple(step for step in error.get("path") or () if isinstance(step, str)) for error in errors}
