"""The QR code of a card."""

import io
from base64 import b64encode
from typing import Final

import segno

SCALE: Final = 6
"""Pixels per module: large enough to be printed as it is."""


def card_url(public_url: str, token: str) -> str:
    """The page that the code leads to."""
    return f"{public_url.rstrip('/')}/card/{token}"


def qr_png(text: str) -> str:
    """A QR code of a text as a PNG in a data URL.

    The picture travels in the answer: it is small, the gateway needs no further route, and a page shows it offline.
    """
    picture = io.BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=SCALE)
    return f"data:image/png;base64,{b64encode(picture.getvalue()).decode()}"
