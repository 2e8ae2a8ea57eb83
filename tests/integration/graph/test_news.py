"""Subscriptions: everything sealed in a region is told once, to whoever may see it, as long as he listens."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from threading import Thread

import psycopg
import pytest

from chassis import sse, web
from chassis.graph.api import api_of
from chassis.newsroom import MOST_BYTES, Reader, payload
from chassis.runtime import Runtime
from tests.harness.databases import server_address
from tests.harness.events import EVENTS, subscribed
from tests.harness.run import Run
from tests.harness.servers import free_port, serving
from tests.integration.graph.conftest import SCHEMA
from tests.integration.graph.newsdesk import PLANTED, Desk, code, deaf, refusal, sealed, sealing, until


@pytest.fixture
def desk(runtime: Runtime, test_run: Run) -> Iterator[Desk]:
    """Eight may listen, three of one subject."""
    few = runtime.settings.model_copy(update={"subscriptions": 8, "subscriptions_each": 3})
    own = Runtime(runtime.service, few)
    own.tokens = runtime.tokens  # type: ignore[attr-defined]
    app = api_of(SCHEMA, own)
    sealer = Runtime(runtime.service, few)
    with ExitStack() as stack:
        stack.callback(sealer.close_writes)
        stack.enter_context(sealing(sealer))
        desk = Desk(own, stack.enter_context(serving(app)))
        desk.app, desk.superuser = app, server_address(test_run)
        yield desk


async def test_what_is_sealed_in_the_region_and_below_is_told_in_order(desk: Desk) -> None:
    async with desk.listen("provincial_auditor", "652800") as stream:
        assert (stream.status, stream.headers["content-type"].split(";")[0]) == (200, EVENTS)
        desk.plant("p1", "652822")
        desk.plant("p2", "652801", action="orchard.replant")
        desk.plant("p3", "411003")
        desk.plant("p4", "652822", action="orchard.water")
        desk.plant("p5", "652800")
        first = await stream.next()
        assert first == {
            "data": {"orchardPlanted": {"code": "p1", "doubled": "2.00", "letters": "p1", "region": {"code": "652822"}}}
        }
        assert [code(await stream.next()) for _ in range(2)] == ["p2", "p5"]
        assert await stream.silent(0.5)
    await desk.rests()


async def test_what_came_before_is_not_told_and_nothing_before_it_is_sealed(desk: Desk) -> None:
    desk.plant("old")
    with psycopg.connect(desk.runtime.settings.owner_url()) as earlier:
        await asyncio.sleep(0.5)
        async with desk.listen() as stream:
            earlier.execute("SELECT pg_current_xact_id()")
            desk.plant("new")
            assert await stream.silent(0.5)
            earlier.rollback()
        await until(lambda: sealed(desk, "new") == ["new"])
        async with desk.listen() as stream:
            desk.plant("newer")
            assert code(await stream.next()) == "newer"
    await desk.rests()


async def test_everybody_hears_what_he_may_see(desk: Desk) -> None:
    async with desk.listen("county_office", "652822") as county, desk.listen("provincial_auditor", "650000") as auditor:
        desk.plant("e1", "652801")
        desk.plant("e2", "652822")
        assert [code(await auditor.next()) for _ in range(2)] == ["e1", "e2"]
        assert code(await county.next()) == "e2"
    await desk.rests()


async def test_a_row_that_went_out_of_sight_meanwhile_is_not_told(desk: Desk) -> None:
    """The journal names the region at the time; the row, moved on since, is judged by where it lies now."""
    async with desk.listen() as stream:
        with psycopg.connect(desk.runtime.settings.owner_url()) as connection:
            desk.plant_by(connection, "moved", "652822", "orchard.plant")
            connection.execute("UPDATE orchard SET region_path = '/5/' WHERE code = 'moved'")
        desk.plant("stays")
        assert code(await stream.next()) == "stays"


@pytest.mark.parametrize(
    ("persona", "region", "expected"),
    [
        ("county_office", "652800", "PARTIAL_SCOPE"),
        ("county_office", "411003", "PARTIAL_SCOPE"),
        ("stranger", "652822", "PARTIAL_SCOPE"),
        (None, "652822", "PARTIAL_SCOPE"),
        ("county_office", "999999", "INVALID_INPUT"),
    ],
)
async def test_a_region_out_of_scope_ends_the_stream_with_an_error(
    desk: Desk, persona: str | None, region: str, expected: str
) -> None:
    async with desk.listen(persona, region) as stream:
        found, message = refusal(await stream.all())
    assert found == expected
    assert "地区" in message or region in message
    await desk.rests()


async def test_a_document_that_does_not_fit_ends_the_stream_with_an_error(desk: Desk) -> None:
    async with subscribed(desk.address, "subscription { nothing }", {}, desk.headers("county_office")) as stream:
        (answer,) = await stream.all()
    assert "nothing" in answer["errors"][0]["message"]
    await desk.rests()


async def test_many_rows_at_once_are_told_once_each_to_all(desk: Desk) -> None:
    total, writers = 400, 4

    def write(number: int) -> None:
        with psycopg.connect(desk.runtime.settings.owner_url(), autocommit=True) as connection:
            for each in range(number, total, writers):
                with connection.transaction():
                    desk.plant_by(
                        connection, f"many{each}", "652822", "orchard.plant" if each % 2 else "orchard.replant"
                    )

    async with desk.listen("county_office") as one, desk.listen("provincial_auditor", "650000") as two:
        writing = [asyncio.create_task(asyncio.to_thread(write, number)) for number in range(writers)]
        told = [[code(await stream.next(30)) for _ in range(total)] for stream in (one, two)]
        await asyncio.gather(*writing)
        assert await one.silent(0.3)
    assert told == [sealed(desk, "many")] * 2
    assert len(set(told[0])) == total
    await desk.rests()


async def test_a_lost_connection_loses_nothing(desk: Desk) -> None:
    async with desk.listen() as stream:
        for number in range(30):
            desk.plant(f"l{number}")
            if number % 10 == 5:
                with psycopg.connect(desk.superuser, autocommit=True) as administrator:
                    for pid in desk.backends():
                        administrator.execute("SELECT pg_terminate_backend(%s)", [pid])
        assert [code(await stream.next()) for _ in range(30)] == [f"l{number}" for number in range(30)]
        assert await stream.silent(0.5)
    await desk.rests()


async def test_one_connection_listens_for_all_and_none_is_held_for_reading(desk: Desk) -> None:
    async with AsyncExitStack() as stack:
        who = ("county_office", "provincial_auditor")
        streams = [await stack.enter_async_context(desk.listen(who[n % 2])) for n in range(6)]
        desk.plant("all")
        assert [code(await stream.next()) for stream in streams] == ["all"] * 6
        await until(lambda: desk.runtime.reads.pool.checkedout() == 0)  # type: ignore[attr-defined]
        assert len(desk.backends()) == 1
        assert desk.runtime.newsroom.readers == 6
    await desk.rests()


async def test_too_many_are_refused_until_one_leaves(desk: Desk) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await stack.enter_async_context(desk.listen())
        async with desk.listen():
            async with desk.listen() as fourth:
                assert refusal(await fourth.all()) == ("LIMIT_EXCEEDED", "您的订阅已达上限 3,请先关闭其他订阅")
            for persona in ("provincial_auditor", "provincial_auditor", "county_finance", "county_finance"):
                await stack.enter_async_context(desk.listen(persona))
            await stack.enter_async_context(desk.listen("county_asset_manager"))
            async with desk.listen("county_leading_group") as ninth:
                found, message = refusal(await ninth.all())
                assert (found, "总数" in message) == ("LIMIT_EXCEEDED", True)
        await until(lambda: desk.runtime.newsroom.readers == 7)
        async with desk.listen() as again:
            desk.plant("again")
            assert code(await again.next()) == "again"
    await desk.rests()


async def test_the_stream_ends_when_the_token_expires(desk: Desk) -> None:
    async with desk.listen(exp=int(time.time()) + 5) as stream:
        desk.plant("before")
        assert code(await stream.next()) == "before"
        found, message = refusal(await stream.all())
    assert (found, message) == ("UNAUTHENTICATED", "登录凭证无效或已过期,请重新登录")
    await desk.rests()


async def test_a_silent_stream_shows_that_it_lives(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "KEEP_ALIVE_SECONDS", 0.1)
    async with desk.listen() as stream:
        assert await stream.silent(0.7)
        assert stream.comments >= 4
        desk.plant("alive")
        assert code(await stream.next()) == "alive"


async def test_a_client_that_takes_nothing_is_cut_off_and_holds_up_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sse, "SEND_SECONDS", 0.5)
    with deaf(desk):
        await until(lambda: desk.runtime.newsroom.readers == 1)
        async with desk.listen("provincial_auditor") as other:
            for number in range(12):
                desk.plant(f"big{number}" + "x" * 600_000)
            assert [code(await other.next())[:5].rstrip("x") for _ in range(12)] == [f"big{n}"[:5] for n in range(12)]
            await until(lambda: desk.runtime.newsroom.readers == 1)
            assert desk.runtime.reads.pool.checkedout() == 0  # type: ignore[attr-defined]
    await desk.rests()


async def test_a_server_that_stops_completes_its_streams(desk: Desk) -> None:
    port = free_port()
    server = web.server(desk.app, "127.0.0.1", port, desk.app.state.streams)
    thread = Thread(target=server.run)
    thread.start()
    await until(lambda: server.started)
    async with subscribed(
        f"http://127.0.0.1:{port}", PLANTED, {"region": "652822"}, desk.headers("county_office")
    ) as stream:
        server.should_exit = True
        assert await stream.all() == []
    await asyncio.to_thread(thread.join, 5)
    assert not thread.is_alive()


async def test_a_stream_is_refused_without_the_gateways_secret(desk: Desk) -> None:
    headers = desk.headers("county_office") | {"jiadi-internal-secret": "guessed"}
    async with subscribed(desk.address, PLANTED, {"region": "652822"}, headers) as stream:
        assert stream.status == 403


def test_a_batch_tells_its_actions_unless_they_are_too_many() -> None:
    assert payload(7, ["b", "a", "b"]) == "7 a,b"
    many = payload(7, [f"action-{number}" for number in range(1000)])
    assert many == ""
    assert len(payload(10**18, ["字" * 20] * 500).encode()) <= MOST_BYTES


async def test_a_reader_passes_by_what_is_not_for_it_only_while_it_waits() -> None:
    reader = Reader()
    reader.actions = frozenset({"a"})
    reader.hear(5, frozenset({"b"}))
    assert reader.seq == 0
    waiting = asyncio.create_task(reader.wait())
    await asyncio.sleep(0)
    reader.hear(6, frozenset({"b"}))
    assert reader.seq == 6
    reader.hear(7, frozenset({"a", "b"}))
    reader.hear(8, frozenset({"b"}))
    await waiting
    assert reader.seq == 6
    reader.hear(9, frozenset())
    await asyncio.wait_for(reader.wait(), 1)
