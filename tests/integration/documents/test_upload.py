"""From the announcement of a file to its bytes under an immutable key, in each of the three services."""

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from chassis.documents.store import DOWNLOAD_SECONDS, FileStore
from tests.harness.files import (
    DOCX,
    HTTP,
    PNG,
    announced,
    complete,
    create,
    package,
    paper,
    picture,
    put,
    upload,
)
from tests.harness.subgraph import Subgraph

CLERK = "township_clerk"
KEPT = "SELECT count(*) FROM journal WHERE action LIKE 'document.%%'"


def test_a_file_is_announced_uploaded_completed_and_downloaded(service: Subgraph) -> None:
    content = paper("从头到尾")
    made = create(service, announced(content, fileName="四议两公开.pdf"), CLERK)
    document, ticket = made["document"], made["upload"]
    assert (document["complete"], document["downloadUrl"]) == (False, None)
    assert ticket["headers"] == ["content-type: application/pdf", f"content-length: {len(content)}"]
    assert put(ticket, content) == 200

    done = complete(service, document["id"], CLERK)
    assert done["errors"] == []
    assert done["upload"] is None
    assert done["document"] == document | {"complete": True, "downloadUrl": done["document"]["downloadUrl"]}

    link = done["document"]["downloadUrl"]
    assert f"/sha256/{hashlib.sha256(content).hexdigest()}?" in link
    assert f"X-Amz-Expires={DOWNLOAD_SECONDS}" in link
    answer = HTTP.request("GET", link)
    assert answer.data == content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E5%9B%9B%E8%AE%AE%E4%B8%A4%E5%85%AC%E5%BC%80.pdf"
    )


def test_a_photo_keeps_when_and_where_it_was_taken(assets: Subgraph) -> None:
    content = picture("羊舍")
    given = announced(
        content,
        kind="FIELD_PHOTO",
        fileName="羊舍.PNG",
        contentType=PNG,
        capturedAt="2020-08-03T10:30:00+08:00",
        location={"latitude": 41.7781, "longitude": 84.2521},
    )
    made = create(assets, given, CLERK)["document"]
    assert made["capturedAt"] == "2020-08-03T10:30:00+08:00"
    assert made["location"] == {"latitude": 41.7781, "longitude": 84.2521}
    assert made["kind"] == "FIELD_PHOTO"


def test_a_letter_of_an_office_program_is_recognised(funds: Subgraph) -> None:
    content = package("[Content_Types].xml", "word/document.xml")
    made = create(funds, announced(content, fileName="请示.docx", contentType=DOCX), CLERK)
    assert put(made["upload"], content) == 200
    assert complete(funds, made["document"]["id"], CLERK)["document"]["complete"]


def test_what_was_uploaded_lies_under_its_digest_only(projects: Subgraph) -> None:
    content = paper("只留一份")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    incoming = _object(made["upload"]["url"])
    assert _objects(projects) >= {incoming}
    complete(projects, made["document"]["id"], CLERK)
    left = _objects(projects)
    assert f"sha256/{hashlib.sha256(content).hexdigest()}" in left
    assert incoming not in left


def test_a_repeat_of_the_key_gives_a_fresh_ticket_for_the_same_file(service: Subgraph) -> None:
    content, key = paper("再来一次"), "again-and-again"
    first = create(service, announced(content), CLERK, key=key)
    second = create(service, announced(content), CLERK, key=key)
    assert second["document"] == first["document"]
    assert _object(second["upload"]["url"]) == _object(first["upload"]["url"])
    assert datetime.fromisoformat(second["upload"]["expiresAt"]) > datetime.now(UTC) + timedelta(minutes=9)
    assert put(second["upload"], content) == 200
    complete(service, first["document"]["id"], CLERK)
    third = create(service, announced(content), CLERK, key=key)
    assert third["upload"] is None
    assert third["document"]["complete"]


def test_completing_twice_changes_nothing_more(projects: Subgraph) -> None:
    identifier = upload(projects, "OTHER", CLERK, paper("两次确认"))
    before = projects.rows(KEPT)
    assert complete(projects, identifier, CLERK)["document"]["complete"]
    assert projects.rows(KEPT) == before


def test_who_still_has_a_ticket_changes_nothing_of_a_complete_file(projects: Subgraph) -> None:
    content, other = paper("原件"), paper("换件")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    complete(projects, made["document"]["id"], CLERK)
    assert put(made["upload"], other) == 200
    again = complete(projects, made["document"]["id"], CLERK)["document"]
    assert HTTP.request("GET", again["downloadUrl"]).data == content


def test_s3_is_asked_in_the_threads_of_commands(projects: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: dict[str, str] = {}
    for name in ("received", "keep", "discard"):
        monkeypatch.setattr(FileStore, name, noting(threads, name, getattr(FileStore, name)))
    upload(projects, "OTHER", CLERK, paper("哪个线程"))
    assert threads.keys() == {"received", "keep", "discard"}
    assert all(thread.startswith("command") for thread in threads.values())


def noting(threads: dict[str, str], name: str, asked: Callable[..., Any]) -> Callable[..., Any]:
    """The method, noting the thread in which it is called."""

    def noted(*arguments: Any) -> Any:
        threads[name] = threading.current_thread().name
        return asked(*arguments)

    return noted


@pytest.mark.parametrize("persona", [CLERK, "county_office"])
def test_known_bytes_within_sight_need_no_upload(service: Subgraph, persona: str) -> None:
    content = paper("已有")
    upload(service, "OTHER", CLERK, content)
    made = create(service, announced(content, fileName="另一份.pdf"), persona)
    assert made["upload"] is None
    assert made["document"]["complete"]
    assert HTTP.request("GET", made["document"]["downloadUrl"]).data == content


@pytest.mark.parametrize("persona", ["stranger", CLERK])
def test_to_know_a_digest_opens_nothing(assets: Subgraph, persona: str) -> None:
    content = paper(f"县里的文件,{persona}看不到")
    upload(assets, "OTHER", "county_office", content)
    made = create(assets, announced(content), persona)
    assert made["document"]["complete"] is False
    assert made["document"]["downloadUrl"] is None
    assert complete(assets, made["document"]["id"], persona)["errors"][0]["code"] == "INVALID_INPUT"


def test_known_bytes_under_another_size_or_type_are_asked_for(projects: Subgraph) -> None:
    content = paper("同一摘要")
    upload(projects, "OTHER", CLERK, content)
    assert create(projects, announced(content, byteSize=1), CLERK)["upload"] is not None
    assert create(projects, announced(content, fileName="a.png", contentType=PNG), CLERK)["upload"] is not None


def test_a_trial_run_announces_and_completes_nothing(projects: Subgraph) -> None:
    content = paper("试办")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    before = projects.rows(KEPT)
    tried = complete(projects, made["document"]["id"], CLERK, validateOnly=True)
    assert (tried["document"], tried["upload"], tried["errors"]) == (None, None, [])
    trial = create(projects, announced(content), CLERK, validateOnly=True)
    assert (trial["document"], trial["upload"], trial["errors"]) == (None, None, [])
    assert projects.rows(KEPT) == before
    assert _object(made["upload"]["url"]) in _objects(projects)


def _object(url: str) -> str:
    return urlsplit(url).path.split("/", 2)[2]


def _objects(subgraph: Subgraph) -> set[str]:
    files = subgraph.runtime.files
    found = files._inside.list_objects(bucket_name=subgraph.runtime.settings.s3_bucket, recursive=True)
    return {str(each.object_name) for each in found}


def test_four_who_complete_at_once_complete_it_once(projects: Subgraph) -> None:
    content = paper("同时确认")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    identifier = made["document"]["id"]
    with ThreadPoolExecutor(4) as clerks:
        done = list(clerks.map(lambda _: complete(projects, identifier, CLERK), range(4)))
    assert all(each["document"]["complete"] and each["errors"] == [] for each in done)
    told = "SELECT count(*) FROM journal WHERE action = 'document.complete' AND entity_id = %(id)s"
    assert projects.rows(told, {"id": identifier}) == [(1,)]
