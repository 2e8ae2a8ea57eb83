"""Backup, destroy, restore: the same facts, a chain that goes on, events that flow; and what is refused."""

import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from deploy.embedded.databases import SERVICES
from tests.harness.files import HTTP, announced, paper, put
from tests.harness.run import Run
from tests.integration.cli.command import Jiadi, Up
from tests.integration.cli.home import data_keys, facts, rows, wait_for
from tests.journeys.operations import document

CLERK, OPERATOR = "township_clerk", "platform_operator"
CONTENT = paper("随备份走的文件")
SEALS = "SELECT seq, journal_id, hash FROM seal ORDER BY seq"
LAST_SEAL = "SELECT max(seq) FROM seal"
REGISTER = """mutation($input: OrganisationRegisterInput!) {
  organisationRegister(input: $input, idempotencyKey: "after-the-restore") { organisation { id } errors { code } } }"""
COOPERATIVE = {"name": "恢复后的合作社", "kind": "VILLAGE_COLLECTIVE", "regionCode": "652822100201"}
REPLICA = "SELECT version FROM organisation WHERE id = %s"
RESENT = "SELECT 1 WHERE (SELECT max(seq) FROM relay) = (SELECT max(seq) FROM seal)"


@dataclass(frozen=True)
class Saved:
    """What was in the stack that is no more, and the file that was made of it."""

    file: Path
    facts: set[Any]
    seals: dict[str, list[tuple[Any, ...]]]
    keys: list[str]
    paper: dict[str, Any]
    inboxes: dict[str, int]


@pytest.fixture(scope="module")
def saved(test_run: Run) -> Iterator[Saved]:
    """A stack with the sample and a file in it, backed up and destroyed."""
    jiadi = Jiadi(test_run.folder / f"saved-{secrets.token_hex(4)}")
    file = jiadi.home.with_suffix(".backup")
    with jiadi.up() as running:
        told = upload(running)
        for name in ("projects", "funds"):
            wait_for(jiadi, name, RESENT)
        kept = facts(jiadi), {name: rows(jiadi, name, SEALS) for name in SERVICES}, data_keys(jiadi)
        inboxes = {name: inbox(jiadi, name) for name in SERVICES}
        done = jiadi.run("backup", str(file))
        assert done.returncode == 0, done.stderr
        again = jiadi.run("backup", str(file))
        assert (again.returncode, "已存在" in again.stderr) == (1, True)
    jiadi.run("reset", "--yes")
    yield Saved(file, *kept, told, inboxes)
    file.unlink()


@pytest.fixture
def empty(test_run: Run) -> Iterator[Jiadi]:
    """A place where nothing is yet."""
    jiadi = Jiadi(test_run.folder / f"restored-{secrets.token_hex(4)}")
    yield jiadi
    said(jiadi, "reset", "--yes")


def said(jiadi: Jiadi, *arguments: str) -> Result:
    """What a command printed and how it ended, without a process of its own."""
    return CliRunner().invoke(app, arguments, env={"JIADI_HOME": str(jiadi.home)})


def upload(running: Up) -> dict[str, Any]:
    """A complete document of the clerk's."""
    made = announce(running)
    assert put(made["upload"], CONTENT) == 200
    completing = document("CompleteProjectDocument")
    answer = running.ask(CLERK, completing, id=made["projectDocument"]["id"], key="complete-before-backup")
    found: dict[str, Any] = answer["data"]["projectDocumentComplete"]["projectDocument"]
    assert found["complete"]
    return found


def announce(running: Up) -> dict[str, Any]:
    """Always under the same key, so that a repeat has the same answer."""
    answer = running.ask(CLERK, document("CreateProjectDocument"), input=announced(CONTENT), key="before-the-backup")
    payload: dict[str, Any] = answer["data"]["projectDocumentCreate"]
    assert payload["errors"] == []
    return payload


def inbox(jiadi: Jiadi, name: str) -> int:
    return int(rows(jiadi, name, "SELECT count(*) FROM inbox")[0][0])


def is_empty(jiadi: Jiadi) -> bool:
    """Nothing but empty folders."""
    return [path for path in jiadi.home.rglob("*") if not path.is_dir() and path.parent.name != "run"] == []


def rewritten(source: Path, target: Path, name: str, change: bytes, to: bytes) -> Path:
    """A copy of a backup with other bytes in one entry; as a zip it is in order."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            assert each != name or change in content
            new.writestr(each, content.replace(change, to) if each == name else content)
    return target


def test_a_restored_stack_has_the_same_facts_and_goes_on(saved: Saved, empty: Jiadi) -> None:
    assert saved.file.stat().st_mode & 0o777 == 0o600
    done = empty.run("restore", str(saved.file))
    assert done.returncode == 0, done.stderr
    again = said(empty, "restore", str(saved.file))
    assert (again.exit_code, "已有数据" in again.output) == (1, True)
    with empty.up() as running:
        assert "sample of 2020 is loaded" not in running.printed
        assert facts(empty) == saved.facts
        assert {name: rows(empty, name, SEALS) for name in SERVICES} == saved.seals
        assert data_keys(empty) == saved.keys
        chain_goes_on(saved, empty, running)
        nothing_is_taken_in_twice(saved, empty)
        file_is_there(saved, running)
        audit = empty.run("audit", "verify")
        assert audit.returncode == 0, audit.stdout


def chain_goes_on(saved: Saved, jiadi: Jiadi, running: Up) -> None:
    """The next command is sealed behind the last seal of before, and the neighbours hear of it."""
    answer = running.ask(OPERATOR, REGISTER, input=COOPERATIVE)["data"]["organisationRegister"]
    assert answer["errors"] == []
    known = [wait_for(jiadi, name, REPLICA, answer["organisation"]["id"]) for name in ("funds", "assets")]
    assert known == [[(1,)], [(1,)]]
    assert rows(jiadi, "projects", LAST_SEAL) == [(saved.seals["projects"][-1][0] + 1,)]


def nothing_is_taken_in_twice(saved: Saved, jiadi: Jiadi) -> None:
    """The new broker has every event again; one more than before was taken in by each neighbour."""
    for name in ("projects", "funds"):
        wait_for(jiadi, name, RESENT)
    assert {name: inbox(jiadi, name) for name in SERVICES} == {
        "projects": saved.inboxes["projects"],
        "funds": saved.inboxes["funds"] + 1,
        "assets": saved.inboxes["assets"] + 1,
    }


def file_is_there(saved: Saved, running: Up) -> None:
    """The repeated command finds its key, which was kept under the digest key, and its document has its bytes."""
    found = announce(running)["projectDocument"]
    assert (found["id"], found["complete"]) == (saved.paper["id"], True)
    assert HTTP.request("GET", found["downloadUrl"]).data == CONTENT


@pytest.mark.parametrize("part", [0, 0.5, 0.99])
def test_a_truncated_file_is_refused(saved: Saved, empty: Jiadi, tmp_path: Path, part: float) -> None:
    content = saved.file.read_bytes()
    (tmp_path / "cut").write_bytes(content[: int(len(content) * part)])
    assert_refused(empty, tmp_path / "cut", "cut short")


def test_a_changed_entry_is_refused(saved: Saved, empty: Jiadi, tmp_path: Path) -> None:
    changed = rewritten(saved.file, tmp_path / "changed", "keys.json", b'"data": "k', b'"data": "x')
    assert_refused(empty, changed, "keys.json is not what the manifest says")


def test_another_schema_revision_is_refused(saved: Saved, empty: Jiadi, tmp_path: Path) -> None:
    newer = rewritten(saved.file, tmp_path / "newer", "manifest.json", b'"revision": "', b'"revision": "9')
    assert_refused(empty, newer, "restore with the version of Jiadi that took the backup")


def test_a_restore_that_fails_half_way_leaves_an_empty_place(saved: Saved, empty: Jiadi, tmp_path: Path) -> None:
    """Its entries are in order, but the database is not what the manifest says of it."""
    (last, *_), name = saved.seals["funds"][-1], b'"seq": '
    wrong = rewritten(saved.file, tmp_path / "wrong", "manifest.json", name + b"%d" % last, name + b"%d" % (last + 1))
    assert_refused(empty, wrong, "funds is not sound once restored")
    assert not (empty.home / "servers").exists()


def test_what_a_killed_restore_left_does_not_start(empty: Jiadi) -> None:
    empty.home.mkdir()
    (empty.home / "restore.unfinished").touch()
    refused = said(empty, "up")
    assert (refused.exit_code, "上次恢复未完成" in refused.output) == (1, True)


def test_nothing_is_backed_up_where_nothing_runs(empty: Jiadi, tmp_path: Path) -> None:
    refused = said(empty, "backup", str(tmp_path / "none"))
    assert (refused.exit_code, "家底没有运行" in refused.output) == (1, True)
    assert list(tmp_path.iterdir()) == []


def assert_refused(jiadi: Jiadi, file: Path, why: str) -> None:
    """With a reason, and the place stays empty."""
    refused = said(jiadi, "restore", str(file))
    assert refused.exit_code == 1
    assert why in refused.output, refused.output
    assert is_empty(jiadi)
