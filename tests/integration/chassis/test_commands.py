"""What the boundary promises of one command."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.commands import Call, execute
from chassis.errors import ErrorCode
from chassis.outcome import Outcome
from tests.integration.chassis.example import teller
from tests.integration.chassis.stage import LEADERS, OFFICE, OPERATOR, STRANGER, Desk


def codes(outcome: Outcome) -> list[str]:
    return [fault.code.value for fault in outcome.errors]


async def registered(desk: Desk, name: str = "扶贫办") -> Any:
    outcome = await desk.register(name)
    assert outcome.errors == ()
    return outcome.ids


async def test_a_command_leaves_one_journal_row_with_who_what_and_why(desk: Desk) -> None:
    identifier = await registered(desk)
    await desk.change(identifier, expected_version=1, name="项目办", reason="更名")
    row = desk.rows(
        "SELECT actor, action, entity_type, entity_version, before ->> 'name', after ->> 'name', reason, region_code,"
        " correlation_id, event_type FROM journal WHERE entity_id = %(id)s ORDER BY id DESC",
        id=identifier,
    )[0]
    assert row == (
        {"subject": "office", "name": "扶贫办", "role": "COUNTY_OFFICE"},
        "organisation.change",
        "Organisation",
        2,
        "扶贫办",
        "项目办",
        "更名",
        "652822",
        "correlation-of-the-test",
        "jiadi.organisation.registered.v1",
    )


async def test_verdicts_are_answered_and_journalled(desk: Desk) -> None:
    outcome = await desk.call(
        teller.register_organisation, {"region_code": "652822", "name": "扶贫开发领导小组办公室", "reason": "全称"}
    )
    journalled = desk.rows("SELECT verdicts FROM journal ORDER BY id DESC LIMIT 1")[0][0]
    assert [(v["rule_id"], v["outcome"]) for v in journalled] == [("X-02", "WARN"), ("X-01", "PASS")]
    assert [verdict.model_dump(mode="json") for verdict in outcome.verdicts] == journalled


@pytest.mark.parametrize(
    ("name", "expected"),
    [("扶贫开发领导小组办公室", "REASON_REQUIRED"), ("扶贫开发领导小组办公室综合科", "RULE_BLOCKED")],
)
async def test_a_refusal_by_a_rule_says_which_and_leaves_nothing(desk: Desk, name: str, expected: str) -> None:
    outcome = await desk.register(name)
    assert codes(outcome) == [expected]
    assert outcome.verdicts[0].outcome.value in {"WARN", "BLOCK"}
    assert desk.rows("SELECT name FROM organisation") == []
    assert desk.rows("SELECT key FROM idempotency WHERE subject = 'office'") == []


async def test_visibility_comes_before_permission(desk: Desk) -> None:
    identifier = await registered(desk)
    unseen = await desk.call(teller.change_organisation, {"id": identifier}, STRANGER)
    unknown = await desk.call(teller.change_organisation, {"id": "00000000-0000-7000-8000-000000000000"}, STRANGER)
    seen = await desk.call(teller.change_organisation, {"id": identifier}, LEADERS)
    assert codes(unseen) == codes(unknown) == ["NOT_FOUND"]
    assert unseen.errors[0].message == unknown.errors[0].message
    assert codes(seen) == ["FORBIDDEN"]


async def test_a_version_seen_by_the_client_is_held_against_the_present_one(desk: Desk) -> None:
    identifier = await registered(desk)
    assert codes(await desk.change(identifier, expected_version=1)) == []
    refused = await desk.change(identifier, expected_version=1)
    assert codes(refused) == ["VERSION_CONFLICT"]
    assert refused.errors[0].field == ("input", "expectedVersion")


async def test_a_state_moves_only_as_allowed_and_never_before_its_last_move(desk: Desk) -> None:
    identifier = await registered(desk)
    early = await desk.call(teller.close_organisation, {"id": identifier, "closed_on": "2020-01-01"}, LEADERS)
    closed = await desk.call(teller.close_organisation, {"id": identifier, "closed_on": "2020-01-02"}, LEADERS)
    again = await desk.call(teller.close_organisation, {"id": identifier, "closed_on": "2020-01-03"}, LEADERS)
    assert (codes(early), early.errors[0].field) == (["INVALID_INPUT"], ("input", "closedOn"))
    assert (codes(closed), codes(again)) == ([], ["WRONG_STATE"])
    facts = "SELECT from_state, to_state, valid_from::text, entity_version FROM state_fact ORDER BY entity_version"
    assert desk.rows(facts) == [(None, "ACTIVE", "2020-01-02", 1), ("ACTIVE", "CLOSED", "2020-01-02", 2)]
    assert desk.rows("SELECT standing FROM organisation") == [("CLOSED",)]


async def test_every_fault_of_an_input_is_named_with_its_path_in_chinese(desk: Desk) -> None:
    outcome = await desk.call(
        teller.register_organisation, {"regionCode": "652822", "registered_on": "2999-01-01", "notes": [{"text": 3}]}
    )
    assert {fault.field: fault.code for fault in outcome.errors} == {
        ("input", "regionCode"): ErrorCode.INVALID_INPUT,
        ("input", "name"): ErrorCode.INVALID_INPUT,
        ("input", "registeredOn"): ErrorCode.INVALID_INPUT,
        ("input", "notes", "0", "text"): ErrorCode.INVALID_INPUT,
    }
    assert all(any("\u4e00" <= character <= "\u9fff" for character in fault.message) for fault in outcome.errors)


@pytest.mark.parametrize("name", ["甲\0乙", "甲\ud800"])
async def test_text_that_no_database_can_hold_is_refused(desk: Desk, name: str) -> None:
    outcome = await desk.register(name)
    assert (codes(outcome), outcome.errors[0].field) == (["INVALID_INPUT"], ("input", "name"))


async def test_an_unknown_region_is_the_fault_of_the_input(desk: Desk) -> None:
    outcome = await desk.call(teller.register_organisation, {"region_code": "999999", "name": "某办"})
    assert (codes(outcome), outcome.errors[0].field) == (["INVALID_INPUT"], ("input", "regionCode"))


async def test_what_another_record_already_has_is_refused(desk: Desk) -> None:
    await registered(desk)
    assert codes(await desk.register("扶贫办")) == ["INVALID_INPUT"]


async def test_an_event_over_the_limit_is_refused_and_leaves_nothing(desk: Desk) -> None:
    before = desk.rows("SELECT count(*) FROM journal")
    notes = [{"text": "长" * 90_000}]
    outcome = await desk.call(
        teller.register_organisation, {"region_code": "652822", "name": "某办", "notes": notes}, key="size-of-event"
    )
    assert codes(outcome) == ["LIMIT_EXCEEDED"]
    assert "字节" in outcome.errors[0].message
    assert desk.rows("SELECT name FROM organisation") == []
    assert desk.rows("SELECT count(*) FROM journal") == before
    assert desk.rows("SELECT key FROM idempotency WHERE key = 'size-of-event'") == []


async def test_a_rehearsal_does_everything_but_the_commit(desk: Desk) -> None:
    rehearsed = await desk.register("某办", key="rehearsal-key", validate_only=True)
    blocked = await desk.register("扶贫开发领导小组办公室综合科", validate_only=True)
    assert (rehearsed.ids, rehearsed.errors, rehearsed.consistency_token) == (None, (), None)
    assert [verdict.rule_id for verdict in rehearsed.verdicts] == ["X-01", "X-02"]
    assert codes(blocked) == ["RULE_BLOCKED"]
    assert desk.rows("SELECT name FROM organisation") == []
    assert codes(await desk.register("某办", key="rehearsal-key")) == []


async def test_personal_columns_are_journalled_only_as_keyed_digests(desk: Desk) -> None:
    number = "13999600000"
    await desk.call(teller.register_organisation, {"region_code": "652822", "name": "甲", "telephone": number})
    await desk.call(teller.register_organisation, {"region_code": "652822", "name": "乙", "telephone": number})
    digests = desk.rows("SELECT after ->> 'telephone' FROM journal WHERE entity_type = 'Organisation'")
    assert digests[0] == digests[1]
    assert digests[0][0].startswith("hmac-sha256:")
    assert desk.rows("SELECT id FROM journal WHERE journal::text LIKE %(number)s", number=f"%{number}%") == []


async def test_a_repeat_of_a_key_answers_the_first_result(desk: Desk) -> None:
    first = await desk.register("某办", key="the-same-key")
    repeat = await desk.register("某办", key="the-same-key")
    assert repeat == first
    assert desk.rows("SELECT count(*) FROM organisation") == [(1,)]


async def test_the_same_key_with_other_input_is_a_conflict(desk: Desk) -> None:
    await desk.register("某办", key="the-same-key")
    assert codes(await desk.register("他办", key="the-same-key")) == ["IDEMPOTENCY_CONFLICT"]
    assert desk.rows("SELECT name FROM organisation") == [("某办",)]


async def test_keys_of_two_people_have_nothing_to_do_with_each_other(desk: Desk) -> None:
    await desk.register("某办", key="the-same-key")
    other = await desk.register("他办", key="the-same-key", who=OPERATOR)
    assert codes(other) == []


async def test_concurrent_repeats_of_a_key_act_once(desk: Desk) -> None:
    outcomes = await asyncio.gather(*(desk.register("某办", key="the-same-key") for _ in range(6)))
    assert {outcome.ids for outcome in outcomes} == {outcomes[0].ids}
    assert desk.rows("SELECT count(*) FROM organisation") == [(1,)]


async def test_a_blocked_attempt_does_not_use_its_key_up(desk: Desk) -> None:
    name = "扶贫开发领导小组办公室"
    blocked = await desk.register(name, key="the-same-key")
    raw = {"region_code": "652822", "name": name, "reason": "全称"}
    assert codes(blocked) == ["REASON_REQUIRED"]
    assert codes(await desk.call(teller.register_organisation, raw, key="the-same-key")) == []


@pytest.mark.parametrize("key", ["short", "x" * 65, "with\nnewline", ""])
async def test_a_key_that_is_none_is_refused(desk: Desk, key: str) -> None:
    raw = {"region_code": "652822", "name": "某办"}
    outcome = await execute(desk.runtime, teller.register_organisation, raw, Call(OFFICE, key, "correlation"))
    assert (codes(outcome), outcome.errors[0].field) == (["INVALID_INPUT"], ("idempotencyKey",))


async def test_today_is_that_of_the_movable_clock_in_shanghai(desk: Desk) -> None:
    to_2030 = int((datetime(2030, 6, 1, 17, tzinfo=UTC) - datetime.now(UTC)).total_seconds())
    desk.run_as_owner("INSERT INTO clock (offset_seconds) VALUES (%(to_2030)s)", to_2030=to_2030)
    raw = {"region_code": "652822", "name": "某办", "registered_on": "2030-06-02"}
    assert codes(await desk.call(teller.register_organisation, raw)) == []
    assert codes(await desk.call(teller.register_organisation, raw | {"registered_on": "2030-06-03"})) == [
        "INVALID_INPUT"
    ]
    assert desk.rows("SELECT recorded_at::date::text FROM journal ORDER BY id DESC LIMIT 1") == [("2030-06-01",)]
