from datetime import timedelta

import pytest
import typer

from cli import token
from deploy.embedded.personas import Grant


@pytest.mark.parametrize(
    ("text", "life"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
    ],
)
def test_life(text: str, life: timedelta) -> None:
    assert token.parse_life(text) == life


@pytest.mark.parametrize("text", ["", "12", "0h", "-1h", "1.5h", "12 h", "1y"])
def test_a_life_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="12h"):
        token.parse_life(text)


def test_grant() -> None:
    assert token.parse_grant("COUNTY_FINANCE:652822") == Grant("COUNTY_FINANCE", "652822")
    assert token.parse_grant("PLATFORM_OPERATOR:*") == Grant("PLATFORM_OPERATOR", "*")


@pytest.mark.parametrize("text", ["COUNTY_FINANCE", "COUNTY_FINANCE:", "COUNTY_FINANCE:65282", "MAYOR:652822", ""])
def test_a_grant_names_a_known_role_and_a_region(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        token.parse_grant(text)


def test_every_role_of_the_personas_can_be_granted() -> None:
    assert "VILLAGE_CLERK" in token.ROLES
    assert len(token.ROLES) == 11
