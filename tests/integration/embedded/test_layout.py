import os
from pathlib import Path

import pytest

from deploy.embedded.account import Account, UnknownServerUserError
from deploy.embedded.jars import LOCK, JarError, LockedJar, ensure_jars, read_lock
from deploy.embedded.kept import Credentials
from deploy.embedded.ports import HIGHEST, LOWEST, Ports

SOMEBODY_ELSE = Account(uid=os.getuid() + 54321, gid=os.getgid() + 54321)


def test_a_private_folder_stops_another_user(tmp_path: Path) -> None:
    private = tmp_path / "private"
    (private / "open").mkdir(parents=True)
    private.chmod(0o700)
    assert not SOMEBODY_ELSE.can_enter(private / "open")
    assert SOMEBODY_ELSE.can_enter(Path("/usr/bin"))


def test_an_unknown_server_user_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("JIADI_SERVER_USER", "no-such-user")
    with pytest.raises(UnknownServerUserError, match="no-such-user"):
        Account.for_servers()


def test_ports_are_kept_and_differ(tmp_path: Path) -> None:
    first = Ports(tmp_path / "ports.json")
    chosen = {name: first.get(name) for name in ("a", "b", "c", "d")}
    again = Ports(tmp_path / "ports.json")
    assert {name: again.get(name) for name in chosen} == chosen
    assert len(set(chosen.values())) == 4
    assert all(LOWEST <= port < HIGHEST for port in chosen.values())


def test_credentials_differ_and_fit_into_urls_and_options(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path / "credentials.json")
    made = {credentials.get(str(number)) for number in range(50)}
    assert len(made) == 50
    assert all(each[0].isalpha() and each.replace("-", "").replace("_", "").isalnum() for each in made)


def test_the_lock_names_every_jar_with_its_hash_and_no_host() -> None:
    jars = read_lock()
    assert len(jars) == len({jar.file_name for jar in jars}) == 45
    assert all(len(jar.sha256) == 64 for jar in jars)
    assert "//" not in LOCK.read_text()


def test_a_jar_with_another_hash_is_not_used(tmp_path: Path) -> None:
    jar = read_lock()[0]
    wrong = LockedJar(jar.group, jar.artifact, jar.version, sha256="0" * 64)
    with pytest.raises(JarError, match="SHA-256"):
        ensure_jars(tmp_path, [wrong])
    assert list(tmp_path.iterdir()) == []
