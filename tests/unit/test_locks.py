"""The locks are fresh, complete and name no index; whether they install is shown by every start."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
RUNTIME = SETTINGS["dependencies"]
DEVELOPMENT = [*RUNTIME, *SETTINGS["optional-dependencies"]["dev"]]
LOCKS = [("requirements.lock", RUNTIME), ("requirements-dev.lock", DEVELOPMENT)]
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; [^\\]+)? \\$")


def locked(name: str) -> dict[str, str]:
    lines = (PROJECT / name).read_text().splitlines()
    pins = [PIN.match(line) for line in lines if not line.startswith("    ")]
    assert all(pins), "a line that is no pin"
    return {pin["name"]: pin["version"] for pin in pins if pin}


@pytest.mark.parametrize(("name", "wanted"), LOCKS)
def test_the_lock_holds_the_very_version_that_pyproject_asks_for(name: str, wanted: list[str]) -> None:
    asked = dict(re.sub(r"\[.*\]", "", requirement).lower().split("==") for requirement in wanted)
    assert {package: locked(name).get(package) for package in asked} == asked


@pytest.mark.parametrize(("name", "wanted"), LOCKS)
def test_every_package_of_the_lock_is_hashed_and_no_host_is_named(name: str, wanted: list[str]) -> None:
    text = (PROJECT / name).read_text()
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(blocks) >= len(wanted)
    assert [block for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)] == []
    assert "://" not in text
    assert "--index" not in text


def test_what_is_installed_fits_together() -> None:
    pip = [sys.executable, "-m", "pip"]
    checked = subprocess.run([*pip, "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
