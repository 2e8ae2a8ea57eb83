"""The same documents to our gateway and to Hive Gateway, over the same running subgraphs."""

from pathlib import Path
from typing import Any

import pytest

from tests.harness.client import ask
from tests.harness.hive import hive
from tests.integration.gateway.conftest import MODULES, Network
from tests.integration.gateway.documents import DOCUMENTS

Paths = set[tuple[str | int, ...]]
# Hive leaves list indices out of the paths of errors in joined entities; the specification wants them.
WITHOUT_INDEX = {"error_in_joined_nullable", "error_in_joined_non_null", "error_for_one_entity"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_gateways_answer_alike(name: str, patient: str, oracle: str) -> None:
    document, variables = DOCUMENTS[name]
    theirs, ours = (afresh(address, document, variables) for address in (oracle, patient))
    assert ours.get("data") == theirs.get("data")
    assert ("errors" in ours) == ("errors" in theirs)
    comparable = keys_only if name in WITHOUT_INDEX else set
    assert comparable(paths(ours)) == comparable(paths(theirs))


def test_the_oracle_passes_on_what_real_services_ask_for(network: Network, tmp_path: Path) -> None:
    secret = tmp_path.name
    with hive(network.supergraph, network.addresses, tmp_path, secret) as address:
        answer = ask(address, "{ headers }", headers={"Authorization": "Bearer x", "Jiadi-Consistency": "c"}).body
    assert answer["data"]["headers"] == [
        "authorization=Bearer x",
        "jiadi-consistency=c",
        "jiadi-correlation-id=None",
        f"jiadi-internal-secret={secret}",
    ]


def afresh(address: str, document: str, variables: dict[str, Any] | None) -> Any:
    for module in MODULES.values():
        module.reset()
    return ask(address, document, variables).body


def paths(answer: dict[str, Any]) -> Paths:
    return {tuple(error.get("path") or ()) for error in answer.get("errors") or ()}


def keys_only(found: Paths) -> Paths:
    return {tuple(step for step in path if isinstance(step, str)) for path in found}
