"""Signed addresses, which are made without asking anybody."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr, ValidationError

from chassis.documents.store import FileStore, StoreUnavailableError
from chassis.settings import ServiceSettings
from chassis.tables import new_id

DIGEST = "ab" * 32


def settings(**given: object) -> ServiceSettings:
    told = {
        "database_url": SecretStr("postgresql://nowhere"),
        "s3_endpoint": "http://s3.internal:9000",
        "s3_bucket": "files",
        "s3_access_key": "key",
        "s3_secret_key": SecretStr("secret"),
    }
    return ServiceSettings(**(told | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("public", "shown"),
    [
        ("", "http://s3.internal:9000"),
        ("https://files.example.cn", "https://files.example.cn"),
        ("https://files.example.cn:443/", "https://files.example.cn"),
        ("http://files.example.cn:80", "http://files.example.cn"),
        ("https://files.example.cn:8443", "https://files.example.cn:8443"),
    ],
)
def test_clients_get_the_address_that_they_can_reach(public: str, shown: str) -> None:
    files = FileStore(settings(s3_public_endpoint=public))
    assert files.ticket(new_id(), "image/png", 1).url.startswith(f"{shown}/files/incoming/")
    assert files.download_url(DIGEST, "a.png", "image/png").startswith(f"{shown}/files/sha256/{DIGEST}?")


def test_length_and_type_are_signed_for_minutes() -> None:
    identifier, before = new_id(), datetime.now(UTC)
    ticket = FileStore(settings(upload_seconds=300)).ticket(identifier, "image/png", 42)
    asked = parse_qs(urlsplit(ticket.url).query)
    assert asked["X-Amz-SignedHeaders"] == ["content-length;content-type;host"]
    assert asked["X-Amz-Expires"] == ["300"]
    assert urlsplit(ticket.url).path == f"/files/incoming/{identifier}"
    assert ticket.headers == ("content-type: image/png", "content-length: 42")
    assert timedelta(seconds=298) < ticket.expires_at - before < timedelta(seconds=302)


def test_a_file_is_saved_under_its_name_whatever_the_name() -> None:
    link = FileStore(settings()).download_url(DIGEST, '"; x=公示 (1).pdf', "application/pdf")
    asked = parse_qs(urlsplit(link).query)
    assert asked["response-content-disposition"] == [
        "attachment; filename*=UTF-8''%22%3B%20x%3D%E5%85%AC%E7%A4%BA%20%281%29.pdf"
    ]
    assert asked["response-content-type"] == ["application/pdf"]
    assert asked["X-Amz-Expires"] == ["60"]


def test_without_an_endpoint_nothing_is_promised() -> None:
    with pytest.raises(StoreUnavailableError, match="JIADI_S3_ENDPOINT"):
        FileStore(settings(s3_endpoint="")).ticket(new_id(), "image/png", 1)


@pytest.mark.parametrize("left_out", ["s3_bucket", "s3_access_key", "s3_secret_key"])
def test_an_endpoint_without_the_rest_is_refused_at_the_start(left_out: str) -> None:
    with pytest.raises(ValidationError, match="JIADI_S3_BUCKET"):
        settings(**{left_out: SecretStr("") if left_out == "s3_secret_key" else ""})
