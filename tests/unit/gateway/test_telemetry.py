"""Names that clients choose never make more figures than were allowed for."""

from gateway.telemetry import ANONYMOUS, OTHER, Names


def test_only_so_many_names_are_told_apart() -> None:
    names = Names(2, 1)
    assert [names.label(name, signed_in=True) for name in "ABCA"] == ["A", "B", OTHER, "A"]


def test_the_public_cannot_take_the_places_of_who_is_signed_in() -> None:
    names = Names(2, 1)
    assert [names.label(name, signed_in=False) for name in "XYZ"] == ["X", OTHER, OTHER]
    assert [names.label(name, signed_in=True) for name in "AB"] == ["A", "B"]
    assert names.label("A", signed_in=False) == "A"


def test_an_operation_without_a_name_takes_no_place() -> None:
    names = Names(1, 1)
    assert [names.label(name, signed_in=True) for name in (None, "A", None)] == [ANONYMOUS, "A", ANONYMOUS]
