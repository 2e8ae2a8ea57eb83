"""What an asset was on a day, what a list held on that day, and what changed since."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from published.asset_terms import LifecycleState, OperationState, TitleState, UtilisationState
from services.assets.asset.states import BEFORE, LIFECYCLE, OPERATION, TITLE, UTILISATION
from tests.integration.assets.scene import COUNTY, TOWNSHIP, VILLAGE, Scene

STATE = """query($id: ID!, $on: Date) { asset(id: $id) {
  state(asOf: $on) { asOf title operation utilisation lifecycle netValue } } }"""
LIST = """query($on: Date, $where: AssetWhereInput, $order: AssetOrder! = CODE_ASC) {
  assets(first: 100, asOf: $on, where: $where, orderBy: $order) {
    nodes { id state(asOf: $on) { title utilisation netValue } }
    totalCount { count }
    aggregate { count originalValue netValue
      groupBy(by: [UTILISATION, TITLE]) { keys count netValue countChange netValueChange } } } }"""
BOARD = """query($region: RegionCode!, $on: Date, $since: Date) {
  assetBoard(regionCode: $region, asOf: $on, since: $since) { asOf since count originalValue netValue
    groupBy(by: UTILISATION) { keys labels count netValue countChange netValueChange } } }"""


def day(text: str) -> date:
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Shed:
    """Formed on 5 August, in use from the 10th; then suspect, idle and in use again, with a title that moves too."""

    id: str
    moves: tuple[tuple[str, Any, Any], ...] = (
        ("2020-08-18", TITLE, TitleState.CONFIRMED),
        ("2020-09-01", OPERATION, OperationState.CONTRACTED),
        ("2020-11-30", OPERATION, OperationState.EXPIRED),
        ("2020-11-30", UTILISATION, UtilisationState.SUSPECT),
        ("2021-01-20", UTILISATION, UtilisationState.IDLE),
        ("2021-02-01", UTILISATION, UtilisationState.REVITALISING),
        ("2021-02-01", UTILISATION, UtilisationState.TRIAL),
    )

    def expected(self, on: date) -> dict[str, str]:
        """Told from the story alone, in the order it happened."""
        story = [
            (day("2020-08-05"), TITLE, TitleState.REGISTERED),
            (day("2020-08-05"), OPERATION, OperationState.NOT_STARTED),
            (day("2020-08-10"), UTILISATION, UtilisationState.IN_USE),
            (day("2020-08-10"), LIFECYCLE, LifecycleState.IN_SERVICE),
            *((day(text), machine, to) for text, machine, to in self.moves),
        ]
        state = {axis: before.value for axis, before in BEFORE.items()}
        for when, machine, to in story:
            if when <= on:
                state[machine.axis] = to.value
        return state


@pytest.fixture(scope="module")
def shed(scene: Scene) -> Shed:
    made = Shed(scene.register(inServiceOn="2020-08-10", otherFundings=[{"source": "自筹", "amount": "100.00"}]))
    for when, machine, to in made.moves:
        scene.move(made.id, machine, to, day(when))
    return made


def every_day() -> list[date]:
    first = day("2020-08-01")
    return [first + timedelta(days=number) for number in range(200)]


def test_the_state_on_every_day_is_that_of_the_story(scene: Scene, shed: Shed) -> None:
    for on in every_day():
        state = scene.ask(STATE, id=shed.id, on=on.isoformat())["asset"]["state"]
        assert state.pop("asOf") == on.isoformat()
        assert state.pop("netValue") == ("100.00" if on >= day("2020-08-05") else "0.00")
        assert state == shed.expected(on), on


def test_without_a_date_it_is_today(scene: Scene, shed: Shed) -> None:
    state = scene.ask(STATE, id=shed.id)["asset"]["state"]
    assert state["asOf"] >= "2024-01-01"
    assert {name: state[name] for name in BEFORE} == shed.expected(date.max)


def test_the_list_and_the_board_of_every_day_hold_what_the_story_says(scene: Scene, shed: Shed) -> None:
    """By state and date: the asset is in exactly the group that its state on that day names."""
    for on in every_day()[::7]:
        expected, exists = shed.expected(on), on >= day("2020-08-05")
        for state in UtilisationState:
            where = {"utilisation": {"eq": state.value}}
            found = scene.ask(LIST, on=on.isoformat(), where=where)["assets"]
            is_in = shed.id in {node["id"] for node in found["nodes"]}
            assert is_in == (exists and expected["utilisation"] == state.value), (on, state)
            assert all(node["state"]["utilisation"] == state.value for node in found["nodes"])
            assert found["totalCount"]["count"] == found["aggregate"]["count"] == len(found["nodes"])
        groups = scene.ask(BOARD, region=COUNTY, on=on.isoformat())["assetBoard"]["groupBy"]
        mine = [group for group in groups if group["keys"] == [expected["utilisation"]]]
        assert bool(mine and mine[0]["count"]) == exists


def test_a_title_that_was_confirmed_later_is_not_confirmed_before(scene: Scene, shed: Shed) -> None:
    where = {"title": {"in": ["CONFIRMED", "HANDED_OVER"]}}
    before = scene.ask(LIST, on="2020-08-17", where=where)["assets"]["nodes"]
    after = scene.ask(LIST, on="2020-08-18", where=where)["assets"]["nodes"]
    assert (shed.id in {node["id"] for node in before}, shed.id in {node["id"] for node in after}) == (False, True)


def test_nothing_is_listed_before_it_was_formed(scene: Scene, shed: Shed) -> None:
    listed = scene.ask(LIST, on="2020-08-04")["assets"]
    assert shed.id not in {node["id"] for node in listed["nodes"]}
    assert scene.ask(BOARD, region=TOWNSHIP, on="2019-12-31")["assetBoard"]["count"] == 0


def test_a_board_says_what_changed_and_what_is_gone(scene: Scene, shed: Shed) -> None:
    board = scene.ask(BOARD, region=COUNTY, on="2021-01-20", since="2020-11-29")["assetBoard"]
    groups = {group["keys"][0]: group for group in board["groupBy"]}
    idle, used = groups["IDLE"], groups["IN_USE"]
    assert (idle["labels"], idle["count"], idle["countChange"], idle["netValueChange"]) == (["闲置"], 1, 1, "100.00")
    assert (used["count"], used["countChange"], used["netValueChange"]) == (0, -1, "-100.00")
    assert sum(group["countChange"] for group in board["groupBy"]) == board["count"] - _count(scene, "2020-11-29")


def _count(scene: Scene, on: str) -> int:
    return int(scene.ask(BOARD, region=COUNTY, on=on)["assetBoard"]["count"])


def test_changes_count_from_the_day_before_where_no_day_is_named(scene: Scene, shed: Shed) -> None:
    board = scene.ask(BOARD, region=COUNTY, on="2020-11-30")["assetBoard"]
    assert (board["asOf"], board["since"]) == ("2020-11-30", "2020-11-29")
    groups = scene.ask(LIST, on="2020-11-30", where={"region": {"under": COUNTY}})["assets"]["aggregate"]["groupBy"]
    changed = {tuple(group["keys"]): group["countChange"] for group in groups if group["countChange"]}
    assert changed == {("SUSPECT", "CONFIRMED"): 1, ("IN_USE", "CONFIRMED"): -1}


def test_a_past_day_does_not_move_with_what_happens_later(scene: Scene) -> None:
    identifier = scene.register(inServiceOn="2021-03-01", formedOn="2021-03-01")
    before = scene.ask(BOARD, region=VILLAGE, on="2021-03-15")
    scene.move(identifier, UTILISATION, UtilisationState.SUSPECT, day("2021-04-01"))
    assert scene.ask(BOARD, region=VILLAGE, on="2021-03-15") == before


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        (LIST, {"on": "2999-01-01"}),
        (BOARD, {"region": COUNTY, "on": "2999-01-01"}),
        (BOARD, {"region": COUNTY, "on": "2020-08-01", "since": "2020-08-02"}),
    ],
)
def test_a_day_that_has_not_come_and_changes_from_later(scene: Scene, document: str, variables: dict[str, str]) -> None:
    data, codes = scene.codes_refused(document, **variables)
    assert codes == ["INVALID_INPUT"]
    assert list(data.values()) == [None]


def test_the_clock_of_the_service_says_what_today_is(scene: Scene) -> None:
    scene.assets.set_today(day("2024-06-01"))
    try:
        assert scene.ask(BOARD, region=COUNTY)["assetBoard"]["asOf"] == "2024-06-01"
        assert scene.codes_refused(BOARD, region=COUNTY, on="2024-06-02")[1] == ["INVALID_INPUT"]
    finally:
        with psycopg.connect(scene.assets.address.owner) as owner:
            owner.execute("DELETE FROM clock")


RIGHTS = """query($id: ID!, $on: Date, $kind: RightKind) { asset(id: $id) {
  rights(kind: $kind, asOf: $on) { kind holder { id } shareBps startsOn endsOn } } }"""


def test_rights_and_owners_on_a_day(scene: Scene) -> None:
    """The collective sells out to the county body on 1 January 2021."""
    identifier = scene.register()
    with psycopg.connect(scene.assets.address.owner) as owner:
        owner.execute("UPDATE asset_right SET ends_on = '2020-12-31' WHERE asset_id = %s", [identifier])
        owner.execute(
            "INSERT INTO asset_right (id, asset_id, kind, holder_id, share_bps, starts_on)"
            " VALUES (gen_random_uuid(), %s, 'OWNERSHIP', %s, 10000, '2021-01-01')",
            [identifier, scene.county_body],
        )
    for on, holder in (("2020-12-31", scene.village), ("2021-01-01", scene.county_body), (None, scene.county_body)):
        (right,) = scene.ask(RIGHTS, id=identifier, on=on)["asset"]["rights"]
        assert right["holder"]["id"] == str(holder)
        where = {"ownerId": {"eq": str(holder)}}
        assert identifier in {node["id"] for node in scene.ask(LIST, on=on, where=where)["assets"]["nodes"]}
    others = scene.ask(LIST, on="2020-12-31", where={"ownerId": {"eq": str(scene.county_body)}})["assets"]["nodes"]
    assert identifier not in {node["id"] for node in others}
    assert scene.ask(RIGHTS, id=identifier, on="2020-08-04")["asset"]["rights"] == []
    assert scene.ask(RIGHTS, id=identifier, kind="INCOME")["asset"]["rights"] == []
