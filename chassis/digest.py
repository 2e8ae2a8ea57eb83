"""Keyed digests: equal values can be told to be equal, but nobody without the key learns them."""

import hmac

from chassis.jsonform import canonical
from chassis.settings import ServiceSettings


class Digests:
    """HMAC-SHA-256 under the service's digest key."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._key = settings.digest_key.get_secret_value().encode()

    def raw(self, value: object) -> bytes:
        """32 bytes for any value that has a JSON form."""
        return hmac.digest(self._key, canonical(value), "sha256")

    def text(self, value: object) -> str:
        """The digest as the journal shows it, `hmac-sha256:` and 64 hex digits."""
        return f"hmac-sha256:{self.raw(value).hex()}"
