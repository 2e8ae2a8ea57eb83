from pathlib import Path
from typing import Any, ClassVar

import pytest

from published.event import Event, PlacedSnapshot, Snapshot
from published.fund_terms import FundLevel
from published.labelled import Labelled
from published.model import PublishedModel
from published.money import Amount
from published.schemas.files import all_models, problems, write


class Tone(Labelled):
    LOW = "LOW", "Low", "低"
    HIGH = "HIGH", "High", "高"


class WiderTone(Labelled):
    LOW = "LOW", "Low", "低"
    HIGH = "HIGH", "High", "高"
    MIDDLE = "MIDDLE", "Middle", "中"


class Part(PublishedModel):
    amount: Amount


class BellSnapshot(Snapshot):
    tone: Tone
    note: str | None
    parts: tuple[Part, ...]


class BellRangV1(Event):
    type: ClassVar[str] = "jiadi.bell.rang.v1"
    aggregate: ClassVar[str] = "bell"

    bell: BellSnapshot


def variant(**changes: Any) -> type[Event]:
    """The bell's event with fields changed; a field of None is left out."""
    fields: dict[str, Any] = {"tone": Tone, "note": str | None, "parts": tuple[Part, ...]} | changes
    defaults = {name: None for name in fields if name.startswith("optional")}
    present = {name: kind for name, kind in fields.items() if kind is not None}
    snapshot = type("BellSnapshot", (Snapshot,), {"__annotations__": present, "__module__": __name__} | defaults)
    body = {"__annotations__": {"bell": snapshot}, "__module__": __name__}
    return type("BellRangV1", (BellRangV1,), body)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    assert write([BellRangV1], tmp_path) == []
    return tmp_path


def test_the_committed_schemas_are_fresh() -> None:
    assert problems(all_models()) == []


def test_an_unchanged_event_has_no_problem(committed: Path) -> None:
    assert problems([variant()], committed) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"note": None}, "bell.note: removed"),
        ({"note": int | None}, "bell.note: retyped"),
        ({"note": str}, "bell.note: retyped"),
        ({"tone": FundLevel}, "bell.tone: retyped"),
        ({"parts": tuple[str, ...]}, "bell.parts[]: retyped"),
        ({"weight": int}, "bell.weight: newly required"),
    ],
)
def test_a_breaking_change_is_named_and_never_written(committed: Path, changes: dict[str, Any], said: str) -> None:
    before = (committed / "jiadi.bell.rang.v1.json").read_bytes()
    assert f"jiadi.bell.rang.v1: {said}; publish a new version instead" in problems([variant(**changes)], committed)
    assert any(said in line for line in write([variant(**changes)], committed))
    assert (committed / "jiadi.bell.rang.v1.json").read_bytes() == before


@pytest.mark.parametrize("changes", [{"optional_weight": int | None}, {"tone": WiderTone}])
def test_an_addition_only_asks_for_a_fresh_file(committed: Path, changes: dict[str, Any]) -> None:
    assert problems([variant(**changes)], committed) == [
        "jiadi.bell.rang.v1: schema out of date; run python -m published.schemas"
    ]
    assert write([variant(**changes)], committed) == []
    assert problems([variant(**changes)], committed) == []


def test_a_newly_placed_snapshot_is_a_breaking_change(committed: Path) -> None:
    placed = type("BellSnapshot", (BellSnapshot, PlacedSnapshot), {"__module__": __name__})
    event = type("BellRangV1", (BellRangV1,), {"__annotations__": {"bell": placed}, "__module__": __name__})
    assert any("bell.region_path: newly required" in line for line in problems([event], committed))


def test_an_event_type_that_disappears_is_named(committed: Path) -> None:
    assert problems([], committed) == ["jiadi.bell.rang.v1: event type removed"]


def test_a_new_event_type_needs_its_file(tmp_path: Path) -> None:
    assert problems([BellRangV1], tmp_path) == [
        "jiadi.bell.rang.v1: schema out of date; run python -m published.schemas"
    ]
