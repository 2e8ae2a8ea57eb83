import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gateway import allowance
from gateway.allowance import Buckets, origin
from gateway.settings import Allowance, GatewaySettings


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


def test_a_bucket_is_emptied_at_once_and_filled_evenly(hand: Hand) -> None:
    buckets = Buckets(Allowance(3, 60.0), hand)
    assert [buckets.take("10.0.0.1") for _ in range(4)] == [0, 0, 0, 20.0]
    hand.now += 15
    assert buckets.take("10.0.0.1") == 5.0
    hand.now += 5
    assert [buckets.take("10.0.0.1") for _ in range(2)] == [0, 20.0]
    hand.now += 10_000
    assert [buckets.take("10.0.0.1") for _ in range(4)] == [0, 0, 0, 20.0]


def test_addresses_do_not_share_a_bucket(hand: Hand) -> None:
    buckets = Buckets(Allowance(1, 60.0), hand)
    assert [buckets.take(each) for each in ("10.0.0.1", "10.0.0.2", "10.0.0.1")] == [0, 0, 60.0]


@given(st.lists(st.floats(0, 30), max_size=200), st.integers(1, 20), st.floats(0.5, 120))
def test_nobody_gets_more_than_a_full_bucket_and_what_flowed_in(pauses: list[float], most: int, seconds: float) -> None:
    hand = Hand()
    buckets = Buckets(Allowance(most, seconds), hand)
    granted = 0
    for pause in pauses:
        hand.now += pause
        granted += buckets.take("a") == 0
    assert granted <= most + sum(pauses) * most / seconds + 1e-6


def test_who_waits_as_told_is_let_in(hand: Hand) -> None:
    buckets = Buckets(Allowance(7, 13.0), hand)
    for _ in range(50):
        hand.now += buckets.take("a")
    hand.now += buckets.take("a") + 1e-9
    assert buckets.take("a") == 0


def test_the_address_heard_of_longest_ago_is_forgotten(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "MOST_ADDRESSES", 2)
    buckets = Buckets(Allowance(1, 60.0), hand)
    for address in ("a", "b", "a", "c"):
        buckets.take(address)
    assert len(buckets) == 2
    assert [buckets.take(address) > 0 for address in ("a", "c", "b")] == [True, True, False]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_one_client_is_one_address_or_one_network(address: str, expected: str) -> None:
    assert origin(address) == expected


def test_settings_are_read_from_text() -> None:
    given_texts = {"public_requests": "5/1.5", "public_commands": "2/60", "proxies": "10.0.0.0/8, 192.168.1.1"}
    settings = GatewaySettings.model_validate({"subgraphs": "a=http://a", **given_texts})
    assert settings.public_requests == (5, 1.5)
    assert settings.public_commands == (2, 60.0)
    assert settings.proxies == ("10.0.0.0/8", "192.168.1.1/32")


@pytest.mark.parametrize(
    "wrong",
    [
        {"public_requests": "0/60"},
        {"public_requests": "5"},
        {"public_commands": "5/0"},
        {"public_commands": "many/60"},
        {"proxies": "10.0.0.1/8"},
        {"proxies": "somewhere"},
    ],
)
def test_settings_that_let_nobody_in_or_name_no_network_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        GatewaySettings.model_validate({"subgraphs": "a=http://a", **wrong})
