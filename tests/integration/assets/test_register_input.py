"""Bad input of a registration: each fault with its field."""

from typing import Any

import pytest

from chassis.tables import new_id
from tests.integration.assets.scene import (
    VILLAGE,
    Scene,
)

BAD: list[tuple[dict[str, Any], list[str]]] = [
    ({"regionCode": "652822999999"}, ["input", "regionCode"]),
    ({"regionCode": "abc"}, ["input", "regionCode"]),
    ({"projectId": "x"}, ["input", "projectId"]),
    ({"name": "  "}, ["input", "name"]),
    ({"name": "长" * 201}, ["input", "name"]),
    ({"categoryCode": "SHEEP"}, ["input", "categoryCode"]),
    ({"quantity": "0"}, ["input", "quantity"]),
    ({"quantity": "-1"}, ["input", "quantity"]),
    ({"quantity": "0.0000001"}, ["input", "quantity"]),
    ({"quantity": "1e13"}, ["input", "quantity"]),
    ({"quantity": "many"}, ["input", "quantity"]),
    ({"unit": ""}, ["input", "unit"]),
    ({"formedOn": "2999-01-01"}, ["input", "formedOn"]),
    ({"inServiceOn": "2999-01-01"}, ["input", "inServiceOn"]),
    ({"inServiceOn": "2020-08-04"}, ["input", "inServiceOn"]),
    ({"usefulLifeMonths": 0}, ["input", "usefulLifeMonths"]),
    ({"location": {"latitude": 91, "longitude": 0}}, ["input", "location", "latitude"]),
    ({"otherFundings": []}, ["input", "fundings"]),
    ({"otherFundings": [{"source": "自筹", "amount": "0.00"}]}, ["input", "otherFundings", "0", "amount"]),
    ({"otherFundings": [{"source": "自筹", "amount": "1.001"}]}, ["input", "otherFundings", "0", "amount"]),
    ({"otherFundings": [{"source": "", "amount": "1"}]}, ["input", "otherFundings", "0", "source"]),
    ({"fundings": [{"projectFundingId": "x", "amount": "1"}]}, ["input", "fundings", "0", "projectFundingId"]),
    ({"fundings": [{"projectFundingId": str(new_id()), "amount": "-1"}]}, ["input", "fundings", "0", "amount"]),
]


@pytest.mark.parametrize(
    ("change", "field"), BAD, ids=[f"{next(iter(change))}-{n}" for n, (change, _) in enumerate(BAD)]
)
def test_bad_input_names_its_field(scene: Scene, change: dict[str, Any], field: list[str]) -> None:
    error = scene.refused(scene.registration() | change)
    assert (error["code"], error["field"]) == ("INVALID_INPUT", field)


def test_every_fault_of_an_input_is_told(scene: Scene) -> None:
    given = scene.registration() | {"quantity": "0", "unit": "", "categoryCode": "SHEEP"}
    fields = [error["field"] for error in scene.attempt(given)["errors"]]
    assert fields == [["input", "categoryCode"], ["input", "quantity"], ["input", "unit"]]


@pytest.mark.parametrize(
    ("shares", "said"), [([9999], "99.99%"), ([5000, 5001], "100.01%"), ([3333, 3333, 3333], "99.99%")]
)
def test_shares_that_do_not_make_a_whole(scene: Scene, shares: list[int], said: str) -> None:
    owners = [{"holderId": str(scene.organisation(VILLAGE)), "shareBps": share} for share in shares]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners"])
    assert said in error["message"]


@pytest.mark.parametrize("share", [0, -1, 10001])
def test_a_share_is_part_of_a_whole(scene: Scene, share: int) -> None:
    owners = [{"holderId": str(scene.village), "shareBps": share}]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners", "0", "shareBps"])


def test_an_owner_appears_once(scene: Scene) -> None:
    owners = [{"holderId": str(scene.village), "shareBps": 5000}] * 2
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "owners"])


def test_an_owner_is_registered(scene: Scene) -> None:
    owners = [
        {"holderId": str(scene.village), "shareBps": 5000},
        {"holderId": str(new_id()), "shareBps": 5000},
    ]
    error = scene.refused(scene.registration(owners=owners))
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "owners", "1", "holderId"])
