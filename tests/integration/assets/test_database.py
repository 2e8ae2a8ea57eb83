"""What the database itself refuses, whoever asks."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege, UniqueViolation

from chassis.migrate import check
from services.assets.service import SERVICE
from tests.integration.assets.scene import Scene

RIGHT = """INSERT INTO asset_right (id, asset_id, kind, holder_id, share_bps, starts_on, ends_on)
VALUES (gen_random_uuid(), %(asset)s, %(kind)s, gen_random_uuid(), %(share)s, %(from)s, %(to)s)"""


@pytest.fixture
def owner(scene: Scene) -> Iterator[psycopg.Connection]:
    with psycopg.connect(scene.assets.address.owner) as connection:
        yield connection
        connection.rollback()


def right(
    owner: psycopg.Connection, asset: str, share: int, first: str, last: str | None, kind: str = "INCOME"
) -> None:
    owner.execute(RIGHT, {"asset": asset, "kind": kind, "share": share, "from": first, "to": last})


def test_models_and_migrations_agree(scene: Scene) -> None:
    check(SERVICE, scene.assets.runtime.settings)


def test_shares_of_9999(scene: Scene, owner: psycopg.Connection) -> None:
    right(owner, scene.register(), 9999, "2021-01-01", None)
    with pytest.raises(CheckViolation, match="not whole on 2021-01-01"):
        owner.commit()


def test_more_owners_than_a_whole(scene: Scene, owner: psycopg.Connection) -> None:
    right(owner, scene.register(), 1, "2021-01-01", None, "OWNERSHIP")
    with pytest.raises(CheckViolation):
        owner.commit()


def test_two_halves_make_a_whole_only_while_both_last(scene: Scene, owner: psycopg.Connection) -> None:
    asset = scene.register()
    right(owner, asset, 5000, "2021-01-01", None)
    right(owner, asset, 5000, "2021-01-01", "2021-06-30")
    with pytest.raises(CheckViolation, match="not whole on 2021-07-01"):
        owner.commit()


def test_a_right_may_end_or_be_followed_by_another(scene: Scene, owner: psycopg.Connection) -> None:
    asset = scene.register()
    right(owner, asset, 10_000, "2021-01-01", "2021-06-30")
    right(owner, asset, 4000, "2021-07-01", "2021-12-31")
    right(owner, asset, 6000, "2021-07-01", "2021-12-31")
    owner.commit()


def test_an_ended_ownership_leaves_no_part_behind(scene: Scene, owner: psycopg.Connection) -> None:
    asset = scene.register(
        owners=[
            {"holderId": str(scene.village), "shareBps": 4000},
            {"holderId": str(scene.county_body), "shareBps": 6000},
        ]
    )
    owner.execute("UPDATE asset_right SET ends_on = '2021-01-01' WHERE asset_id = %s AND share_bps = 4000", [asset])
    with pytest.raises(CheckViolation, match="2021-01-02"):
        owner.commit()


@pytest.mark.parametrize("share", [0, -1, 10_001])
def test_a_share_is_part_of_a_whole(scene: Scene, owner: psycopg.Connection, share: int) -> None:
    with pytest.raises(CheckViolation):
        right(owner, scene.register(), share, "2021-01-01", None)


def test_fundings_make_the_value(scene: Scene, owner: psycopg.Connection) -> None:
    asset = scene.register()
    owner.execute("UPDATE asset SET original_value = original_value + 1 WHERE id = %s", [asset])
    with pytest.raises(CheckViolation, match="do not make its original value"):
        owner.commit()
    owner.rollback()
    owner.execute(
        "INSERT INTO asset_funding (id, asset_id, other_source, amount, preceding_amount, region_path)"
        " VALUES (gen_random_uuid(), %s, '自筹', 1, 0, '/1/')",
        [asset],
    )
    with pytest.raises(CheckViolation, match="do not make its original value"):
        owner.commit()


@pytest.mark.parametrize(
    "change",
    [
        "original_value = 0",
        "quantity = 0",
        "in_service_on = formed_on - 1",
        "useful_life_months = 0",
        "latitude = 41.77, longitude = NULL",
    ],
)
def test_columns_of_an_asset(scene: Scene, owner: psycopg.Connection, change: str) -> None:
    asset = scene.register()
    with pytest.raises(CheckViolation):
        owner.execute(f"UPDATE asset SET {change} WHERE id = %s", [asset])  # noqa: S608


def test_a_code_is_used_once(scene: Scene, owner: psycopg.Connection) -> None:
    first, second = scene.register(), scene.register()
    with pytest.raises(UniqueViolation):
        owner.execute("UPDATE asset SET code = (SELECT code FROM asset WHERE id = %s) WHERE id = %s", [first, second])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE asset_funding SET amount = 1",
        "DELETE FROM asset_funding",
        "DELETE FROM asset",
        "DELETE FROM asset_right",
        "UPDATE state_fact SET to_state = 'IDLE'",
        "DELETE FROM state_fact",
    ],
)
def test_the_service_itself_cannot_change_what_is_recorded(scene: Scene, statement: str) -> None:
    with psycopg.connect(scene.assets.address.runtime) as runtime, pytest.raises(InsufficientPrivilege):
        runtime.execute(statement.encode())
