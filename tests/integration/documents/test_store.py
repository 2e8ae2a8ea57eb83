"""The second public address: what a signed address allows at the S3 server, and to pages of which origin."""

import hashlib
import time
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import pytest
from pydantic import SecretStr

from chassis.documents import store
from chassis.documents.store import FileStore, Ticket
from chassis.settings import ServiceSettings
from chassis.tables import new_id
from deploy.embedded.processes import Bucket
from tests.harness.files import HTTP, PDF, paper
from tests.harness.object_store import ALLOWED_ORIGIN, ObjectStore

CONTENT = paper("公共地址")
DIGEST = hashlib.sha256(CONTENT).hexdigest()
STRANGE_ORIGINS = ["https://jiadi.example.cn.evil.example", "http://jiadi.example.cn", "null"]


@pytest.fixture(scope="module")
def bucket(object_store: ObjectStore) -> Bucket:
    return object_store.bucket("assets")


@pytest.fixture
def files(bucket: Bucket) -> FileStore:
    return files_in(bucket)


def files_in(bucket: Bucket, upload_seconds: int = 600) -> FileStore:
    return FileStore(
        ServiceSettings(
            database_url=SecretStr("postgresql://nowhere"),
            s3_endpoint=bucket.endpoint,
            s3_bucket=bucket.name,
            s3_access_key=bucket.access_key,
            s3_secret_key=SecretStr(bucket.secret_key),
            upload_seconds=upload_seconds,
        )
    )


def ticket_in(files: FileStore) -> Ticket:
    return files.ticket(new_id(), PDF, len(CONTENT))


def put(url: str, content: bytes = CONTENT, **headers: str) -> int:
    return HTTP.request("PUT", url, body=content, headers={"content-type": PDF} | headers, retries=False).status


def kept(files: FileStore) -> str:
    """A link to bytes that have been checked."""
    identifier = new_id()
    assert put(files.ticket(identifier, PDF, len(CONTENT)).url) == 200
    with files.received(identifier, len(CONTENT)) as received:
        assert received is not None
        files.keep(received)
    return files.download_url(DIGEST, "公示.pdf", PDF)


def test_a_ticket_takes_the_file_that_it_names(files: FileStore) -> None:
    ticket = ticket_in(files)
    assert put(ticket.url) == 200
    assert set(ticket.headers) == {f"content-type: {PDF}", f"content-length: {len(CONTENT)}"}


@pytest.mark.parametrize("content", [CONTENT + b".", CONTENT[:-1], b""])
def test_another_length_is_refused(files: FileStore, content: bytes) -> None:
    assert put(ticket_in(files).url, content) == 403


def test_another_type_is_refused(files: FileStore) -> None:
    assert HTTP.request("PUT", ticket_in(files).url, body=CONTENT, headers={"content-type": "text/html"}).status == 403


def test_a_ticket_is_for_one_key_in_one_bucket_and_for_putting(files: FileStore, object_store: ObjectStore) -> None:
    ticket = urlsplit(ticket_in(files).url)
    for path in (
        ticket.path + "x",
        ticket.path.replace("incoming/", "sha256/"),
        ticket.path.replace("jiadi-assets", object_store.bucket("funds").name),
    ):
        assert put(urlunsplit(ticket._replace(path=path))) == 403
    for method in ("GET", "DELETE", "POST", "HEAD"):
        assert HTTP.request(method, ticket.geturl(), body=CONTENT, headers={"content-type": PDF}).status >= 400


def test_a_ticket_runs_out(bucket: Bucket) -> None:
    ticket = ticket_in(files_in(bucket, upload_seconds=1))
    time.sleep(2.1)
    assert put(ticket.url) == 403


def test_a_ticket_cannot_be_prolonged(files: FileStore) -> None:
    assert put(ticket_in(files).url.replace("X-Amz-Expires=600", "X-Amz-Expires=60000")) == 403


def test_the_key_of_another_service_opens_nothing_here(bucket: Bucket, object_store: ObjectStore) -> None:
    theirs = object_store.bucket("funds")
    intruder = files_in(replace(theirs, name=bucket.name))
    assert put(ticket_in(intruder).url) == 403
    link = kept(files_in(bucket))
    assert HTTP.request("GET", link).status == 200
    assert HTTP.request("GET", intruder.download_url(DIGEST, "公示.pdf", PDF)).status == 403


def test_a_link_is_for_one_file_as_an_attachment(files: FileStore) -> None:
    link = kept(files)
    assert HTTP.request("GET", link).data == CONTENT
    assert HTTP.request("GET", link.replace("response-content-disposition=attachment", "x=inline")).status == 403
    assert HTTP.request("GET", link.replace(DIGEST, hashlib.sha256(b"other").hexdigest())).status == 403
    assert HTTP.request("GET", link.partition("?")[0]).status == 403
    assert HTTP.request("DELETE", link).status == 403


def test_a_link_runs_out(files: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "DOWNLOAD_SECONDS", 1)
    link = kept(files)
    time.sleep(2.1)
    assert HTTP.request("GET", link).status == 403


def test_more_than_was_announced_is_not_read_to_its_end(files: FileStore) -> None:
    identifier = new_id()
    content = CONTENT * 5000
    assert put(files.ticket(identifier, PDF, len(content)).url, content) == 200
    with files.received(identifier, 10) as received:
        assert received is not None
        assert 10 < received.byte_size <= store.CHUNK_BYTES < len(content)


def test_what_was_discarded_is_gone(files: FileStore) -> None:
    identifier = new_id()
    assert put(files.ticket(identifier, PDF, len(CONTENT)).url) == 200
    files.discard(identifier)
    with files.received(identifier, 10) as received:
        assert received is None


@pytest.mark.parametrize("method", ["PUT", "GET"])
def test_pages_of_a_configured_origin_may_use_it(files: FileStore, method: str) -> None:
    url = ticket_in(files).url if method == "PUT" else kept(files)
    answer = preflight(url, method, ALLOWED_ORIGIN)
    assert answer["access-control-allow-origin"] == ALLOWED_ORIGIN
    assert method in answer["access-control-allow-methods"]


@pytest.mark.parametrize("origin", STRANGE_ORIGINS)
@pytest.mark.parametrize("method", ["PUT", "GET"])
def test_pages_of_other_origins_may_not(files: FileStore, method: str, origin: str) -> None:
    url = ticket_in(files).url if method == "PUT" else kept(files)
    assert "access-control-allow-origin" not in preflight(url, method, origin)
    plain = HTTP.request(
        method, url, body=CONTENT if method == "PUT" else None, headers={"content-type": PDF, "origin": origin}
    )
    assert "access-control-allow-origin" not in {name.lower() for name in plain.headers}


def test_a_page_of_a_configured_origin_may_read_the_answers(files: FileStore) -> None:
    answer = HTTP.request("GET", kept(files), headers={"origin": ALLOWED_ORIGIN})
    assert answer.headers["access-control-allow-origin"] == ALLOWED_ORIGIN


def preflight(url: str, method: str, origin: str) -> dict[str, str]:
    """The headers, lower case, that a browser gets when it asks whether the page may."""
    asked = {
        "origin": origin,
        "access-control-request-method": method,
        "access-control-request-headers": "content-type",
    }
    answer = HTTP.request("OPTIONS", url, headers=asked)
    return {name.lower(): value for name, value in answer.headers.items()}
