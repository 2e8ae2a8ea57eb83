"""The record: gap-free seals in an order that inverts no aggregate's versions, and a chain that shows any change."""

import os
import re
import time
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from chassis.audit import verify
from chassis.journal import _insertion
from chassis.leader import SEAL_LOCK, Leader
from chassis.sealer import Sealer
from chassis.service import Sealed
from tests.integration.chassis.pressure import press
from tests.integration.chassis.stage import Desk

SECONDS = float(os.environ.get("JIADI_PRESSURE_SECONDS", "3"))
INVERTED = """
    SELECT count(*) FROM (
        SELECT entity_version - lag(entity_version) OVER (PARTITION BY entity_id ORDER BY seq) AS step
        FROM seal JOIN journal ON journal.id = seal.journal_id
    ) AS steps WHERE step <> 1
"""


def seal_all(sealer: Sealer, patience: float = 5.0) -> int:
    """Seal what there is; other tests share the cluster, and a transaction of theirs is waited for."""
    deadline, count = time.monotonic() + patience, sealer.seal_new()
    while (sealed := sealer.seal_new()) or (sealer.waits and time.monotonic() < deadline):
        count += sealed
    return count


def audit_of(desk: Desk) -> Any:
    return verify(desk.runtime.service, desk.runtime.settings)


async def recorded(desk: Desk, changes: int = 3) -> Any:
    identifier = (await desk.register("扶贫办")).ids
    for _ in range(changes):
        await desk.change(identifier, reason="核对")
    return identifier


async def test_seals_are_numbered_without_a_gap_over_journal_ids_with_gaps(desk: Desk, sealer: Sealer) -> None:
    await desk.register("扶贫办")
    with psycopg.connect(desk.owner_url) as connection:
        connection.execute("SELECT nextval('journal_id_seq')")
    await desk.register("项目办")
    assert seal_all(sealer) == 4
    assert desk.rows("SELECT seq, journal_id FROM seal ORDER BY seq") == [(1, 1), (2, 2), (3, 3), (4, 5)]
    assert seal_all(sealer) == 0
    audit = audit_of(desk)
    assert (audit.clean, audit.rows, audit.backlog.unsealed) == (True, 4, 0)


async def test_nothing_is_sealed_past_a_transaction_that_may_still_add_a_row(desk: Desk, sealer: Sealer) -> None:
    """The slow writer drew its journal id first; the faster ones after it must wait for it."""
    seal_all(sealer)
    slow = psycopg.connect(desk.owner_url)
    slow.execute(
        "INSERT INTO journal (recorded_at, actor, action, entity_type, entity_id, entity_version, correlation_id)"
        " VALUES (now(), '{}', 'slow', 'Slow', gen_random_uuid(), 1, 'slow')"
    )
    await desk.register("扶贫办")
    assert seal_all(sealer, patience=0.5) == 0
    assert audit_of(desk).backlog.unsealed == 1
    slow.commit()
    slow.close()
    assert seal_all(sealer) == 2
    assert desk.rows("SELECT action FROM journal JOIN seal ON journal_id = id ORDER BY seq DESC LIMIT 2") == [
        ("organisation.register",),
        ("slow",),
    ]


async def test_what_came_while_one_waited_does_not_wait_for_those_that_begin_later(desk: Desk, sealer: Sealer) -> None:
    seal_all(sealer)
    with psycopg.connect(desk.owner_url) as slow, psycopg.connect(desk.owner_url) as later:
        slow.execute("SELECT pg_current_xact_id()")
        await desk.register("扶贫办")
        assert sealer.seal_new() == 0
        await desk.register("项目办")
        assert sealer.seal_new() == 0
        later.execute("SELECT pg_current_xact_id()")
        slow.commit()
        assert sealer.seal_new() == 2


async def test_a_row_has_its_transaction_id_before_it_draws_its_place(desk: Desk) -> None:
    """The database looks at a condition that hangs on no row first: only then does it make the values of the row."""
    statement = str(_insertion(desk.runtime.service.tables.journal).compile(desk.runtime.engine))
    given = re.sub(r"%\(\w+\)s", "NULL", statement)
    plan = [row.strip() for (row,) in desk.rows(f"EXPLAIN (VERBOSE, COSTS off) {given}")]
    assert plan[0] == "Insert on public.journal"
    assert plan[-3:] == ["->  Result", plan[-2], "One-Time Filter: (pg_current_xact_id() IS NOT NULL)"]
    assert plan[-2].startswith("Output: nextval('journal_id_seq')")


async def test_a_second_sealer_stands_by_and_goes_on_where_the_first_ended(desk: Desk) -> None:
    runtime = desk.runtime
    with Leader.compete(runtime.engine, SEAL_LOCK) as first:
        assert first is not None
        await desk.register("扶贫办")
        seal_all(Sealer(first, runtime.service, runtime.clock))
        with Leader.compete(runtime.engine, SEAL_LOCK) as second:
            assert second is None
    await desk.register("项目办")
    with Leader.compete(runtime.engine, SEAL_LOCK) as third:
        assert third is not None
        assert seal_all(Sealer(third, runtime.service, runtime.clock)) == 1
    assert audit_of(desk).clean


async def test_the_moment_of_a_seal_never_goes_back(desk: Desk, sealer: Sealer) -> None:
    desk.run_as_owner("INSERT INTO clock (offset_seconds) VALUES (86400)")
    await desk.register("扶贫办")
    seal_all(sealer)
    desk.run_as_owner("UPDATE clock SET offset_seconds = 0")
    await desk.register("项目办")
    seal_all(sealer)
    assert desk.rows("SELECT count(DISTINCT sealed_at) FROM seal WHERE seq > 2") == [(1,)]
    assert audit_of(desk).clean


async def test_the_hook_runs_in_the_sealing_transaction(desk: Desk) -> None:
    seen: list[Sealed] = []

    def hook(connection: Connection, seals: Any) -> None:
        seen.extend(seals)
        raise LookupError("the hook fails")

    service = desk.runtime.service
    object.__setattr__(service, "on_sealed", hook)
    try:
        with Leader.compete(desk.runtime.engine, SEAL_LOCK) as leader:
            assert leader is not None
            sealer = Sealer(leader, service, desk.runtime.clock)
            with pytest.raises(LookupError):
                sealer.seal_new()
    finally:
        object.__setattr__(service, "on_sealed", lambda *_: None)
    assert [(sealed.seq, sealed.action, sealed.entity_type) for sealed in seen] == [
        (1, "region.import", "Region"),
        (2, "region.import", "Region"),
    ]
    assert desk.rows("SELECT count(*) FROM seal") == [(0,)]


async def test_many_writers_on_few_aggregates_invert_no_version(desk: Desk) -> None:
    result = await press(desk, writers=16, aggregates=4, seconds=SECONDS)
    print(f"{result.accepted} commands in {result.seconds:.1f} s")  # noqa: T201
    assert result.accepted > 20 * SECONDS
    assert desk.rows("SELECT count(*), max(seq) FROM seal") == desk.rows("SELECT count(*), count(*) FROM journal")
    assert desk.rows(INVERTED) == [(0,)]
    assert audit_of(desk).clean


COLUMNS = [
    "recorded_at = recorded_at + interval '1 microsecond'",
    "actor = jsonb_set(actor, '{name}', '\"别人\"')",
    "action = 'organisation.Change'",
    "entity_type = 'Project'",
    "entity_id = gen_random_uuid()",
    "entity_version = entity_version + 1",
    "region_path = NULL",
    "region_code = '652823'",
    "before = jsonb_set(before, '{changes}', '1.0')",
    "after = after - 'pack'",
    "reason = reason || ' '",
    "verdicts = '[{}]'",
    "correlation_id = 'x'",
    "causation_id = 'x'",
    "traceparent = 'x'",
    "event_id = gen_random_uuid()",
    "event_type = 'jiadi.project.declared.v1'",
    "event_data = event_data || ' '",
]


@pytest.mark.parametrize("change", COLUMNS, ids=lambda change: change.split()[0])
async def test_a_changed_byte_in_any_column_is_found(desk: Desk, sealer: Sealer, change: str) -> None:
    await recorded(desk)
    seal_all(sealer)
    desk.run_as_owner(f"UPDATE journal SET {change} WHERE id = 5")  # noqa: S608
    flaw = audit_of(desk).flaw
    assert (flaw.seq, flaw.journal_id) == (5, 5)
    assert "journal row" in flaw.what


async def test_every_column_is_among_those_tried(desk: Desk) -> None:
    tried = {change.split()[0] for change in COLUMNS}
    assert tried | {"id"} == set(desk.runtime.service.tables.journal.columns.keys())


@pytest.mark.parametrize(
    ("damage", "seq", "what"),
    [
        ("UPDATE seal SET hash = sha256('x') WHERE seq = 4", 4, "stored hash was changed"),
        ("UPDATE seal SET sealed_at = sealed_at - interval '1 day' WHERE seq = 4", 4, "moment of its seal"),
        ("DELETE FROM seal WHERE seq = 4", 5, "seals 4 to 4 are missing"),
        ("DELETE FROM seal WHERE seq = 4; UPDATE seal SET seq = seq - 1 WHERE seq > 4", 4, "journal row"),
        ("ALTER TABLE seal DROP CONSTRAINT fk_seal_journal_id; DELETE FROM journal WHERE id = 4", 4, "row is missing"),
        ("INSERT INTO relay (seq) VALUES (6); DELETE FROM seal WHERE seq > 4", 5, "5 to 6 are missing"),
    ],
)
async def test_damage_to_the_seals_is_found(desk: Desk, sealer: Sealer, damage: str, seq: int, what: str) -> None:
    await recorded(desk)
    seal_all(sealer)
    with psycopg.connect(desk.owner_url) as connection:
        for statement in damage.split("; "):
            connection.execute(statement.encode())
    flaw = audit_of(desk).flaw
    assert flaw.seq == seq
    assert what in flaw.what


async def test_a_row_slipped_in_between_sealed_ones_is_found(desk: Desk, sealer: Sealer) -> None:
    await desk.register("扶贫办")
    with psycopg.connect(desk.owner_url) as connection:
        connection.execute("SELECT nextval('journal_id_seq')")
    await desk.register("项目办")
    seal_all(sealer)
    desk.run_as_owner(
        "INSERT INTO journal (id, recorded_at, actor, action, entity_type, entity_id, entity_version, correlation_id)"
        " OVERRIDING SYSTEM VALUE VALUES (4, now(), '{}', 'forged', 'Region', gen_random_uuid(), 1, '')"
    )
    assert audit_of(desk).flaw.journal_id == 4


@pytest.mark.parametrize("table", ["journal", "seal", "state_fact", "inbox"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
async def test_the_service_itself_may_not_change_the_record(desk: Desk, table: str, statement: str) -> None:
    column = {"journal": "action", "seal": "hash", "state_fact": "axis", "inbox": "handler"}[table]
    with (
        psycopg.connect(desk.runtime.settings.database_url.get_secret_value()) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.format(table, column, column).encode())
