"""What a service's own credentials, in its own container, get it of another service's things: nothing."""

import re
from pathlib import Path

import orjson
import pytest

from deploy.embedded.databases import SERVICES
from deploy.embedded.processes import GATEWAY
from tests.docker.compose import Compose
from tests.docker.conftest import SERVERS
from tests.harness.deployment import Deployment

PROBE = Path(__file__).with_name("probe.py").read_text()
OPEN_TO_ITSELF = (
    "write_topic",
    "read_topic",
    "read_offsets",
    "write_bucket",
    "read_bucket",
    "list_bucket",
    "read_database",
)
CLOSED_TO_OTHERS = {
    "write_topic": "TopicAuthorizationFailed",
    "read_offsets": "GroupAuthorizationFailed",
    "write_bucket": "AccessDenied",
    "read_bucket": "AccessDenied",
    "list_bucket": "AccessDenied",
    "read_database": "permission denied for database",
}
CLOSED_TO_ALL = {
    "change_journal": "permission denied for table journal",
    "make_table": "permission denied for schema",
    "use_inner_port": "CERTIFICATE_REQUIRED",
}
LOOPBACKS = ("7F", "01000000")
S3, S3_INNER = 8333, 18333
"""The second asks for a certificate, see `use_inner_port`."""


@pytest.fixture(scope="module", params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def found(deployed: Deployment, compose: Compose, service: str) -> dict[str, dict[str, str | None]]:
    answer: dict[str, dict[str, str | None]] = orjson.loads(
        compose("exec", "-T", f"{service}-worker", "python", "-", service, given=PROBE)
    )
    return answer


def test_a_service_uses_what_is_its_own(found: dict[str, dict[str, str | None]], service: str) -> None:
    assert {attempt: found[attempt][service] for attempt in OPEN_TO_ITSELF} == dict.fromkeys(OPEN_TO_ITSELF)
    assert all(refusal is None for refusal in found["read_topic"].values())


def test_nothing_of_another_service_is_open_to_it(found: dict[str, dict[str, str | None]], service: str) -> None:
    for attempt, refusal in CLOSED_TO_OTHERS.items():
        for other in set(SERVICES) - {service}:
            assert refusal in str(found[attempt][other]), (attempt, other)


def test_it_changes_no_record_makes_no_table_and_passes_no_inner_port(
    found: dict[str, dict[str, str | None]], service: str
) -> None:
    for attempt, refusal in CLOSED_TO_ALL.items():
        assert refusal in str(found[attempt][service]), attempt


@pytest.mark.parametrize(
    "process", [*SERVERS, *(f"{name}-{kind}" for name in SERVICES for kind in ("api", "worker")), GATEWAY]
)
def test_no_process_runs_as_root_or_sees_the_keys_of_all(deployed: Deployment, compose: Compose, process: str) -> None:
    status = compose("exec", "-T", process, "cat", "/proc/1/status")
    (users,) = re.findall(r"^Uid:\s+(.*)$", status, re.MULTILINE)
    assert "0" not in users.split()
    mounts = compose("exec", "-T", process, "ls", "/run/jiadi").split()
    assert not {"credentials.json", "issuer.pem"} & set(mounts)


def test_of_the_object_store_only_s3_is_open_to_other_containers(deployed: Deployment, compose: Compose) -> None:
    listing = compose("exec", "-T", "seaweedfs", "cat", "/proc/net/tcp", "/proc/net/tcp6")
    assert open_ports(listing) == {S3, S3_INNER}


def open_ports(listing: str) -> set[int]:
    """Ports of sockets that listen (state 0A) on more than loopback; addresses stand in the kernel's byte order."""
    sockets = [line.split() for line in listing.splitlines()]
    listening = [each[1].split(":") for each in sockets if each[3:4] == ["0A"]]
    return {int(port, 16) for address, port in listening if not address.endswith(LOOPBACKS)}
