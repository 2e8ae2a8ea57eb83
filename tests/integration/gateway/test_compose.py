"""Composition with the real composer."""

import pytest

from gateway.compose import SCHEMA, CompositionFailed, compose, read_subgraphs, stale
from tests.integration.gateway.conftest import MODULES


def test_the_committed_files_are_fresh() -> None:
    assert stale(SCHEMA, compose(read_subgraphs(SCHEMA))) == []


def test_what_does_not_fit_together_is_told() -> None:
    sdls = {name: module.schema.as_str() for name, module in MODULES.items()}
    clash = sdls | {"shops": sdls["shops"].replace("town: String!", "town: Int!")}
    with pytest.raises(CompositionFailed, match=r"Place\.town"):
        compose(clash)


def test_what_the_planner_lacks_is_refused_before_composition() -> None:
    imported = '["@key", "@external", "@requires"]'
    sdl = f'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: {imported})'
    body = 'type Query { a: A } type A @key(fields: "id") { id: ID! x: Int @external y: Int @requires(fields: "x") }'
    with pytest.raises(CompositionFailed) as failed:
        compose({"farm": f"{sdl} {body}"})
    assert failed.value.messages == ("farm: the planner lacks @external", "farm: the planner lacks @requires")
