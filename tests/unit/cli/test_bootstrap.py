import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cli import bootstrap

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / bootstrap.RUNTIME).write_text("six==1 --hash=sha256:00\n")
    (tmp_path / bootstrap.DEVELOPMENT).write_text("six==1 --hash=sha256:00\nseven==2 --hash=sha256:00\n")
    return tmp_path


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locks that were installed; what pip itself does is shown by every start of the project.

    Environments are made without pip, which takes seconds.
    """
    installed: list[str] = []

    def run(environment: bootstrap.Environment, lock: str) -> None:
        environment._stamp.unlink(missing_ok=True)
        installed.append(lock)

    make = subprocess.run
    monkeypatch.setattr(bootstrap.Environment, "_run_pip", run)
    monkeypatch.setattr(subprocess, "run", lambda argv, **how: make([*argv, "--without-pip"], **how))
    return installed


def test_a_lock_is_installed_once(home: Path, pip: list[str]) -> None:
    python = bootstrap.prepare(home, bootstrap.RUNTIME)
    assert python.exists()
    assert bootstrap.prepare(home, bootstrap.RUNTIME) == python
    assert pip == [bootstrap.RUNTIME]


def test_a_changed_lock_is_installed_into_the_same_environment(home: Path, pip: list[str]) -> None:
    bootstrap.prepare(home, bootstrap.RUNTIME)
    kept = home / ".venv" / "kept"
    kept.touch()
    (home / bootstrap.RUNTIME).write_text("six==2 --hash=sha256:00\n")
    bootstrap.prepare(home, bootstrap.RUNTIME)
    assert pip == [bootstrap.RUNTIME, bootstrap.RUNTIME]
    assert kept.exists()


def test_the_development_lock_contains_the_runtime_lock(home: Path, pip: list[str]) -> None:
    bootstrap.prepare(home, bootstrap.DEVELOPMENT)
    bootstrap.prepare(home, bootstrap.RUNTIME)
    assert pip == [bootstrap.DEVELOPMENT]


def test_the_committed_development_lock_contains_the_runtime_lock_version_for_version() -> None:
    runtime, development = (
        {line for line in (PROJECT / name).read_text().splitlines() if "==" in line}
        for name in (bootstrap.RUNTIME, bootstrap.DEVELOPMENT)
    )
    assert runtime < development


def test_an_interrupted_install_starts_over_in_an_empty_environment(home: Path, pip: list[str]) -> None:
    bootstrap.prepare(home, bootstrap.RUNTIME)
    (home / ".venv" / "installed.json").unlink()
    left_over = home / ".venv" / "half-written"
    left_over.touch()
    bootstrap.prepare(home, bootstrap.RUNTIME)
    assert pip == [bootstrap.RUNTIME, bootstrap.RUNTIME]
    assert not left_over.exists()


def test_an_environment_whose_python_is_gone_is_made_again(home: Path, pip: list[str]) -> None:
    python = bootstrap.prepare(home, bootstrap.RUNTIME)
    python.unlink()
    assert bootstrap.prepare(home, bootstrap.RUNTIME).exists()


def test_a_failed_install_says_why_in_both_languages_and_leaves_no_stamp(home: Path) -> None:
    (home / bootstrap.RUNTIME).write_text("not a requirement ==\n")
    with pytest.raises(bootstrap.CannotStartError) as caught:
        bootstrap.prepare(home, bootstrap.RUNTIME)
    assert "请检查网络" in str(caught.value)
    assert "Check the network" in str(caught.value)
    assert "not a requirement" in str(caught.value)
    assert not (home / ".venv" / "installed.json").exists()


def test_a_python_without_venv_names_the_package_to_install(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else found(name))
    with pytest.raises(bootstrap.CannotStartError, match=r"apt install python3\.\d+-venv"):
        bootstrap.prepare(home, bootstrap.RUNTIME)


def test_the_stamp_is_the_hash_of_the_locks(home: Path, pip: list[str]) -> None:
    bootstrap.prepare(home, bootstrap.RUNTIME)
    stamp = json.loads((home / ".venv" / "installed.json").read_text())
    assert list(stamp) == [bootstrap.RUNTIME]
    assert len(stamp[bootstrap.RUNTIME]) == 64


@pytest.mark.parametrize("printed", ["Python 2.7", ""])
def test_the_launcher_says_so_when_no_python_is_new_enough(tmp_path: Path, printed: str) -> None:
    old = tmp_path / "python3"
    old.write_text(f"#!/bin/sh\necho '{printed}' >&2\nexit 1\n")
    old.chmod(0o755)
    (tmp_path / "dirname").symlink_to(str(shutil.which("dirname")))
    for tool in ("sh", "cat", "env"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    done = subprocess.run(
        [PROJECT / "jiadi", "up"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert "家底需要" in done.stderr


def test_the_launcher_works_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    link = tmp_path / "jiadi"
    clone = tmp_path / "clone"
    (clone / "cli").mkdir(parents=True)
    shutil.copy(PROJECT / "jiadi", clone)
    (clone / "cli" / "bootstrap.py").write_text("import sys; print(__file__, sys.argv[1:])")
    link.symlink_to(clone / "jiadi")
    done = subprocess.run([link, "token", "a b"], cwd="/", env=os.environ, capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == [str(clone / "cli" / "bootstrap.py"), "['token', 'a b']\n"]
