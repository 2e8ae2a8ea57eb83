"""Where somebody works who has several grants: at the narrowest that allows what is to be done."""

import pytest

from chassis.auth import Identity, Permissions, Principal, Scope
from chassis.errors import Fault

PERMISSIONS = Permissions({"CLERK": frozenset({"document.create"}), "AUDITOR": frozenset({"audit"})})
VILLAGE, TOWNSHIP, SIBLING = "/1/2/3/", "/1/2/", "/1/2/4/"


def principal(*scopes: tuple[str, str]) -> Principal:
    return Principal(Identity("x", "某人"), tuple(Scope(role, path) for role, path in scopes), PERMISSIONS)


@pytest.mark.parametrize(
    ("scopes", "narrowest"),
    [
        ([("CLERK", TOWNSHIP)], TOWNSHIP),
        ([("CLERK", TOWNSHIP), ("CLERK", VILLAGE)], VILLAGE),
        ([("CLERK", TOWNSHIP), ("AUDITOR", VILLAGE)], TOWNSHIP),
        ([("CLERK", SIBLING), ("CLERK", VILLAGE)], SIBLING),
        ([("CLERK", VILLAGE), ("CLERK", SIBLING)], SIBLING),
        ([("CLERK", "/")], "/"),
    ],
)
def test_the_narrowest_grant_that_allows_it(scopes: list[tuple[str, str]], narrowest: str) -> None:
    assert principal(*scopes).narrowest("document.create").path == narrowest


@pytest.mark.parametrize("scopes", [[], [("AUDITOR", VILLAGE)], [("STRANGER", VILLAGE)]])
def test_without_a_grant_for_it_there_is_no_place(scopes: list[tuple[str, str]]) -> None:
    with pytest.raises(Fault, match="FORBIDDEN"):
        principal(*scopes).narrowest("document.create")
