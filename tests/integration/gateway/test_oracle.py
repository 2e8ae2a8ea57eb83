"""The same documents to our gateway and to Hive Gateway, over the same running subgraphs."""

from typing import Any

import pytest

from tests.harness.client import ask
from tests.integration.gateway.conftest import MODULES, Network
from tests.integration.gateway.documents import DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_gateways_answer_alike(name: str, network: Network, oracle: str) -> None:
    document, variables = DOCUMENTS[name]
    theirs = ask(oracle, document, variables).body
    for module in MODULES.values():
        module.reset()
    ours = ask(network.gateway, document, variables).body
    assert ours.get("data") == theirs.get("data")
    assert paths(ours) == paths(theirs)


def paths(answer: dict[str, Any]) -> set[tuple[str | int, ...]]:
    return {tuple(error.get("path") or ()) for error in answer.get("errors") or ()}
