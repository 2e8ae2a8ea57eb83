"""docker-compose.yml keeps what operations.md promises: few ports, no root, no keys, every process watched."""

from typing import Any

import pytest
import yaml

from deploy.compose import healthy
from deploy.compose.keys import files, volume
from deploy.compose.mine import MINE, PORT
from deploy.compose.places import SECRETS, wiring
from deploy.compose.run import merged
from deploy.embedded.kept import Credentials
from deploy.embedded.layout import PROJECT
from deploy.embedded.processes import programs

COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ROOTLESS_BY_IMAGE = {"kafka"}
UID = "10001"


@pytest.fixture
def keys(tmp_path: Any) -> Credentials:
    return Credentials(tmp_path / "credentials.json")


def test_only_the_gateway_and_s3_are_published_and_on_loopback() -> None:
    published = {name: each["ports"] for name, each in SERVICES.items() if "ports" in each}
    assert set(published) == {"gateway", "seaweedfs"}
    assert all(port.startswith("${JIADI_PUBLISH:-127.0.0.1}:") for (port,) in published.values())


def test_the_servers_are_on_a_network_without_a_way_out() -> None:
    assert COMPOSE["networks"]["data"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["data"] for name in ("postgres", "kafka", "setup"))
    assert "data" not in SERVICES["gateway"]["networks"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_runs_as_root_or_may_become_it(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert name in ROOTLESS_BY_IMAGE or service["user"] not in ("root", "0")


@pytest.mark.parametrize("name", [name for name, each in SERVICES.items() if each.get("restart") == "unless-stopped"])
def test_what_goes_on_running_is_watched(name: str) -> None:
    service = SERVICES[name]
    assert service["image"] == "jiadi" or "test" in service["healthcheck"]
    assert not service.get("healthcheck", {}).get("disable", False)


def test_the_image_asks_where_the_processes_answer() -> None:
    assert healthy.PORT == PORT
    assert "HEALTHCHECK" in (PROJECT / "deploy" / "Dockerfile").read_text()


def test_every_program_has_a_container_that_sees_its_volume_and_no_other(keys: Credentials) -> None:
    for program in programs(wiring(keys)):
        service = SERVICES[program.name.replace(".", "-")]
        assert service["command"][-1] == program.name
        assert service["volumes"] == [f"{volume(program)}:{MINE}:ro"]


def test_the_first_container_fills_every_volume_that_another_sees(keys: Credentials) -> None:
    filled = {path.partition("/")[0] for path in files(keys, "{}")}
    seen = {
        each.partition(":")[0] for name, service in SERVICES.items() if name != "keys" for each in service["volumes"]
    }
    data = {name for name in COMPOSE["volumes"] if name.endswith("-data")}
    assert seen - data == filled | {"keys", "issuer"}
    mounted = dict(each.split(":") for each in SERVICES["keys"]["volumes"])
    assert {name: mounted[name] for name in seen - data} == {name: str(SECRETS / name) for name in seen - data}
    made = (PROJECT / "deploy" / "Dockerfile").read_text().replace("\\\n", " ").split("for volume in ")[1].split(";")[0]
    assert set(mounted) == set(made.split())


def test_only_the_migration_job_is_told_the_owners_password(keys: Credentials) -> None:
    for service in ("projects", "funds", "assets"):
        password = keys.get(f"postgres.{service}_owner")
        assert [path for path, text in files(keys, "{}").items() if password in text] == [
            f"{service}-owner/{service}.migrate.json"
        ]


def test_no_two_services_are_told_a_password_of_each_other(keys: Credentials) -> None:
    told = files(keys, "{}")
    for secret in ("postgres.{}_runtime", "kafka.{}", "s3.{}.secret"):
        for service in ("projects", "funds", "assets"):
            folders = {
                path.partition("/")[0] for path, text in told.items() if keys.get(secret.format(service)) in text
            }
            assert folders - {"seaweedfs"} == {service, f"{service}-owner"}


def test_settings_of_the_container_win_unless_they_are_empty() -> None:
    told = {"JIADI_CLOCK": "system", "JIADI_LOG_LEVEL": "INFO"}
    assert merged(told, {"JIADI_CLOCK": "db", "JIADI_LOG_LEVEL": "", "PATH": ""}) == {
        "JIADI_CLOCK": "db",
        "JIADI_LOG_LEVEL": "INFO",
        "PATH": "",
    }
