"""What is refused when a file is announced or completed; nothing of it stays."""

import hashlib
from typing import Any

import pytest

from chassis.documents.store import FileStore
from tests.harness.files import DOCX, PDF, PNG, announced, complete, create, package, paper, picture, put
from tests.harness.servers import free_port
from tests.harness.subgraph import Subgraph

CLERK = "township_clerk"
COMPLETE = """mutation($id: ID!) {
  projectDocumentComplete(input: { id: $id }, idempotencyKey: "without-a-store") { errors { code } } }"""
CREATE = """mutation($input: ProjectDocumentCreateInput!) {
  projectDocumentCreate(input: $input, idempotencyKey: "no-store-at-all") { projectDocument { id } upload { url } } }"""
KEPT = "SELECT count(*), (SELECT count(*) FROM journal) FROM project_document"
TOO_LONG = "甲" * 197 + ".pdf"
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no digest": ({"sha256": "abc"}, "sha256", "INVALID_INPUT"),
    "a digest of other letters": ({"sha256": "g" * 64}, "sha256", "INVALID_INPUT"),
    "an empty file": ({"byteSize": 0}, "byteSize", "INVALID_INPUT"),
    "a huge file": ({"byteSize": 20 * 1024 * 1024 + 1}, "byteSize", "LIMIT_EXCEEDED"),
    "no name": ({"fileName": " "}, "fileName", "INVALID_INPUT"),
    "a path": ({"fileName": "../a.pdf"}, "fileName", "INVALID_INPUT"),
    "a Windows path": ({"fileName": "C:\\a.pdf"}, "fileName", "INVALID_INPUT"),
    "a name over two lines": ({"fileName": "a\nb.pdf"}, "fileName", "INVALID_INPUT"),
    "a long name": ({"fileName": TOO_LONG}, "fileName", "INVALID_INPUT"),
    "a program that says it is a PDF": ({"fileName": "a.exe"}, "fileName", "INVALID_INPUT"),
    "a picture's name for a PDF": ({"fileName": "a.png"}, "fileName", "INVALID_INPUT"),
    "a page": ({"contentType": "text/html", "fileName": "a.html"}, "contentType", "INVALID_INPUT"),
    "a drawing with scripts": ({"contentType": "image/svg+xml", "fileName": "a.svg"}, "contentType", "INVALID_INPUT"),
    "a type of endless length": ({"contentType": "长" * 100_000}, "contentType", "INVALID_INPUT"),
    "no moment": ({"capturedAt": "2020-08-03"}, "capturedAt", "INVALID_INPUT"),
    "a moment without its offset": ({"capturedAt": "2020-08-03T10:30:00"}, "capturedAt", "INVALID_INPUT"),
    "tomorrow": ({"capturedAt": "2999-01-01T00:00:00+08:00"}, "capturedAt", "INVALID_INPUT"),
}
PLACES = {
    "beyond the pole": ({"latitude": 90.5, "longitude": 84.0}, "latitude"),
    "beyond the date line": ({"latitude": 41.0, "longitude": -181.0}, "longitude"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_announcement_is_refused_where_it_is_wrong(projects: Subgraph, what: str) -> None:
    wrong, field, code = WRONG[what]
    before = projects.rows(KEPT)
    payload = create(projects, announced(paper(what), **wrong), CLERK)
    assert [(each["code"], each["field"]) for each in payload["errors"]] == [(code, ["input", field])]
    assert all(each["message"] and each["messageEn"] for each in payload["errors"])
    assert (payload["document"], payload["upload"]) == (None, None)
    assert projects.rows(KEPT) == before


@pytest.mark.parametrize("what", PLACES)
def test_a_place_that_is_none_is_refused(projects: Subgraph, what: str) -> None:
    location, field = PLACES[what]
    payload = create(projects, announced(paper(what), location=location), CLERK)
    assert [each["field"] for each in payload["errors"]] == [["input", "location", field]]


def test_a_digest_in_capitals_is_the_same_digest(projects: Subgraph) -> None:
    content = paper("大写")
    given = announced(content, sha256=hashlib.sha256(content).hexdigest().upper())
    assert create(projects, given, CLERK)["document"]["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("persona", ["provincial_auditor", "platform_operator", None])
def test_who_uploads_nothing_may_announce_nothing(service: Subgraph, persona: str | None) -> None:
    payload = create(service, announced(paper("无权")), persona)
    assert [each["code"] for each in payload["errors"]] == ["FORBIDDEN"]


def test_a_grant_over_the_whole_tree_says_no_place(projects: Subgraph) -> None:
    token = projects.tokens.token("county_office", grants=[{"role": "COUNTY_OFFICE", "region": "*"}])
    payload = create(projects, announced(paper("无处")), None, token=token)
    assert [each["code"] for each in payload["errors"]] == ["FORBIDDEN"]
    assert "行政区划" in payload["errors"][0]["message"]


OTHERWISE: dict[str, tuple[bytes, dict[str, Any]]] = {
    "other bytes of the same length": (paper("甲"), {"sha256": hashlib.sha256(paper("乙")).hexdigest()}),
    "a page that says it is a PDF": (b"<html><script>alert(1)</script></html>", {}),
    "a program that says it is a PDF": (b"MZ\x90\0" + b"\0" * 60 + b"%PDF-1.4", {}),
    "a picture that says it is a PDF": (picture("甲"), {}),
    "a PDF that says it is a picture": (paper("丙"), {"contentType": PNG, "fileName": "丙.png"}),
    "any package that says it is a letter": (package("a.exe"), {"contentType": DOCX, "fileName": "丁.docx"}),
    "the head of a package that says it is a letter": (
        package("word/document.xml")[:40],
        {"contentType": DOCX, "fileName": "戊.docx"},
    ),
}


@pytest.mark.parametrize("what", OTHERWISE)
def test_bytes_that_are_not_what_was_announced_are_not_kept(projects: Subgraph, what: str) -> None:
    content, given = OTHERWISE[what]
    made = create(projects, announced(content, **given), CLERK)
    assert put(made["upload"], content) == 200
    before = projects.rows(KEPT)
    (error,) = complete(projects, made["document"]["id"], CLERK)["errors"]
    assert (error["code"], error["field"]) == ("DOCUMENT_MISMATCH", ["input", "id"])
    assert projects.rows(KEPT) == before
    (again,) = complete(projects, made["document"]["id"], CLERK)["errors"]
    assert again["code"] == "INVALID_INPUT", "what was uploaded is gone"


def test_a_trial_of_completing_leaves_even_wrong_bytes_where_they_are(projects: Subgraph) -> None:
    content = picture("试办不删")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    identifier = made["document"]["id"]
    for _ in range(2):
        (error,) = complete(projects, identifier, CLERK, validateOnly=True)["errors"]
        assert error["code"] == "DOCUMENT_MISMATCH"


def test_after_a_mismatch_the_right_bytes_are_taken(projects: Subgraph) -> None:
    right, wrong, key = paper("对的"), paper("错的"), "first-wrong-then-right"
    made = create(projects, announced(right), CLERK, key=key)
    assert put(made["upload"], wrong) == 200
    assert complete(projects, made["document"]["id"], CLERK)["errors"][0]["code"] == "DOCUMENT_MISMATCH"
    assert put(create(projects, announced(right), CLERK, key=key)["upload"], right) == 200
    assert complete(projects, made["document"]["id"], CLERK)["document"]["complete"]


def test_nothing_uploaded_is_nothing_to_complete(service: Subgraph) -> None:
    made = create(service, announced(paper("没有上传")), CLERK)
    (error,) = complete(service, made["document"]["id"], CLERK)["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "id"])


@pytest.mark.parametrize("persona", ["village_clerk", "stranger"])
def test_the_file_of_others_is_not_there(projects: Subgraph, persona: str) -> None:
    content = paper(f"看不到{persona}")
    made = create(projects, announced(content), CLERK)
    put(made["upload"], content)
    (error,) = complete(projects, made["document"]["id"], persona)["errors"]
    assert (error["code"], error["field"]) == ("NOT_FOUND", ["input", "id"])
    assert made["document"]["contentType"] == PDF


def test_who_sees_a_file_but_uploads_none_does_not_complete_it(projects: Subgraph) -> None:
    made = create(projects, announced(paper("审计看得到")), CLERK)
    (error,) = complete(projects, made["document"]["id"], "provincial_auditor")["errors"]
    assert error["code"] == "FORBIDDEN"


def test_a_file_that_never_was_is_not_there(service: Subgraph) -> None:
    (error,) = complete(service, "01890000-0000-7000-8000-000000000000", CLERK)["errors"]
    assert error["code"] == "NOT_FOUND"
    (error,) = complete(service, "nothing", CLERK)["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", ["input", "id"])


@pytest.fixture
def without_store(projects: Subgraph, monkeypatch: pytest.MonkeyPatch) -> Subgraph:
    """Nobody answers at the address of the file store."""
    nowhere = projects.runtime.settings.model_copy(update={"s3_endpoint": f"http://127.0.0.1:{free_port()}"})
    monkeypatch.setattr(projects.runtime, "files", FileStore(nowhere))
    return projects


def test_without_the_store_files_are_announced_but_not_completed(without_store: Subgraph) -> None:
    content = paper("对象存储不在")
    made = create(without_store, announced(content), CLERK)
    assert made["upload"] is not None, "signing asks nobody"
    before = without_store.rows(KEPT)
    answer = without_store.post(COMPLETE, {"id": made["document"]["id"]}, CLERK)
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["SUBGRAPH_UNAVAILABLE"]
    assert answer["errors"][0]["message"].startswith("文件存储")
    assert without_store.rows(KEPT) == before


def test_with_no_store_configured_nothing_is_promised(projects: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = projects.runtime.settings.model_copy(update={"s3_endpoint": ""})
    monkeypatch.setattr(projects.runtime, "files", FileStore(nowhere))
    answer = projects.post(CREATE, {"input": announced(paper("没有配置"))}, CLERK)
    assert answer["data"] == {"projectDocumentCreate": None}
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["SUBGRAPH_UNAVAILABLE"]
