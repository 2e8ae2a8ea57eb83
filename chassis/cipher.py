"""Texts that are kept readable for us alone, such as a payee's account."""

import hmac
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from chassis.settings import ServiceSettings

_PURPOSE = b"jiadi: texts in columns"


class Cipher:
    """AES-SIV (RFC 5297) under the service's data key: equal texts give equal ciphers, a changed cipher is refused."""

    def __init__(self, settings: ServiceSettings) -> None:
        secret = settings.data_key.get_secret_value().encode()
        self._siv = AESSIV(hmac.digest(secret, _PURPOSE, "sha512"))

    def seal(self, text: str) -> str:
        """What is stored for a text that is not empty, in Base64."""
        return b64encode(self._siv.encrypt(text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text again; cryptography's InvalidTag for what was not sealed under this key."""
        return self._siv.decrypt(b64decode(sealed), None).decode()
