"""How often somebody without a token may ask: a bucket of tokens per address, refilled evenly."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil

from chassis.errors import RequestCode
from gateway.faults import Refused, fault
from gateway.settings import Allowance, GatewaySettings

MOST_ADDRESSES = 50_000
"""The address that was heard of longest ago is forgotten first; it then has a full bucket again."""
ALLOCATION_BITS = 64
"""Of an IPv6 address; the rest is its owner's to choose."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One bucket per address; each holds what may be asked at once and is full again after the allowance's time."""

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(allowance.most)
        self._per_second = allowance.most / allowance.seconds
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, address: str) -> float:
        """Take a token; 0, or the seconds until there is one again."""
        bucket, now = self._bucket(origin(address)), self._clock()
        bucket.tokens = min(self._most, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._per_second
        bucket.tokens -= 1
        return 0.0

    def _bucket(self, key: str) -> _Bucket:
        found = self._buckets.setdefault(key, _Bucket(self._most, self._clock()))
        self._buckets.move_to_end(key)
        if len(self._buckets) > MOST_ADDRESSES:
            self._buckets.popitem(last=False)
        return found


class PublicAllowances:
    """What the public may do: few commands, more of anything."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._requests = Buckets(settings.public_requests)
        self._commands = Buckets(settings.public_commands)

    def require_request(self, address: str) -> None:
        """LIMIT_EXCEEDED with the time to wait if the address has asked too often."""
        _refuse_sooner(self._requests.take(address))

    def require_command(self, address: str) -> None:
        """The same for what changes something."""
        _refuse_sooner(self._commands.take(address))


def origin(address: str) -> str:
    """What one client is taken to be: an IPv4 address, the network of an IPv6 address, or what is no address at all."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found, ALLOCATION_BITS), strict=False))


def _refuse_sooner(wait: float) -> None:
    if not wait:
        return
    seconds = ceil(wait)
    refused = fault(
        RequestCode.LIMIT_EXCEEDED,
        f"访问过于频繁,请在{seconds}秒后重试;登录后不受此限",
        f"Too many requests; try again in {seconds} s. This limit is not for those signed in",
    )
    raise Refused([refused], 429, {"Retry-After": str(seconds)})
