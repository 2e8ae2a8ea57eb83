from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from chassis.cipher import Cipher
from chassis.settings import Environment, ServiceSettings


def cipher(key: str) -> Cipher:
    return Cipher(ServiceSettings(database_url=SecretStr("postgresql://x/y"), data_key=SecretStr(key)))


@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()))
def test_a_text_comes_back(text: str) -> None:
    assert cipher("one").open(cipher("one").seal(text)) == text


def test_a_sealed_text_shows_nothing_of_itself() -> None:
    sealed = cipher("one").seal("6222000011112222")
    assert "6222" not in sealed
    assert sealed == cipher("one").seal("6222000011112222")
    assert sealed != cipher("two").seal("6222000011112222")


def test_another_key_or_a_changed_text_is_refused() -> None:
    sealed = cipher("one").seal("6222000011112222")
    with pytest.raises(InvalidTag):
        cipher("two").open(sealed)
    changed = ("B" if sealed[0] == "A" else "A") + sealed[1:]
    with pytest.raises(InvalidTag):
        cipher("one").open(changed)


def test_production_starts_only_with_a_key_of_its_own() -> None:
    secrets: dict[str, Any] = {
        "database_url": SecretStr("postgresql://x/y"),
        "internal_secret": SecretStr("a"),
        "digest_key": SecretStr("b"),
        "environment": Environment.PRODUCTION,
    }
    with pytest.raises(ValidationError, match="default secret"):
        ServiceSettings(**secrets)
    assert ServiceSettings(**secrets, data_key=SecretStr("c")).environment is Environment.PRODUCTION
