"""The first container: `python -m deploy.compose.keys` makes every key once and gives each container its own.

Repeatable: keys that are there stay; what the containers are told is written anew.
"""

import json
import os
from pathlib import Path

from deploy.compose.certificate import own_certificate
from deploy.compose.mine import PORT
from deploy.compose.places import CREDENTIALS, JWKS, KAFKA, KAFKA_DATA, SECRETS, wiring
from deploy.embedded.issuer import DevelopmentIssuer
from deploy.embedded.kafka_settings import LOGGING, BrokerPlace, broker_settings, first_user
from deploy.embedded.kept import Credentials
from deploy.embedded.processes import Program, programs
from deploy.embedded.seaweedfs import identities

READABLE_TO_GROUP = 0o640
"""PostgreSQL and Kafka run as users of their own and get our group."""
CERTIFICATE_KEY, CERTIFICATE = "seaweedfs/own.key", "seaweedfs/own.crt"
BROKER = BrokerPlace(listen="0.0.0.0:9092", advertise=KAFKA, controller="127.0.0.1:9093", data=KAFKA_DATA)


def main() -> None:
    """Write the files of every volume."""
    keys = Credentials(CREDENTIALS)
    public_key = DevelopmentIssuer(SECRETS / "issuer").jwks_file.read_text()
    told = files(keys, public_key)
    if not (SECRETS / CERTIFICATE).exists():
        certificate, key = own_certificate("seaweedfs")
        told |= {CERTIFICATE_KEY: key, CERTIFICATE: certificate}
    for path, text in told.items():
        write(SECRETS / path, text)


def files(keys: Credentials, public_key: str) -> dict[str, str]:
    """Texts by `volume/name`; each volume is seen by those containers alone that need what is in it."""
    told = {
        "postgres/password": keys.get("postgres.superuser"),
        "kafka/server.properties": broker_settings(BROKER, keys),
        "kafka/log4j2.properties": LOGGING.read_text(),
        "kafka/first-user": first_user(keys),
        "kafka/cluster": keys.get("kafka.cluster")[:22],
        "seaweedfs/identities.json": identities(keys),
    }
    for program in programs(wiring(keys)):
        folder = volume(program)
        told[f"{folder}/{program.name}.json"] = json.dumps({"module": program.module, "settings": settings(program)})
        told[f"{folder}/{JWKS}"] = public_key
    return told


def volume(program: Program) -> str:
    """Only the job sees the volume with the owner's password."""
    service = program.name.partition(".")[0]
    return f"{service}-owner" if program.is_job else service


def settings(program: Program) -> dict[str, str]:
    """A worker answers probes too, from inside its container only."""
    asked_by_nobody = program.is_job or program.port is not None
    return dict(program.settings) if asked_by_nobody else {**program.settings, "JIADI_PORT": str(PORT)}


def write(path: Path, text: str) -> None:
    """Whole or not at all, closed to others."""
    written = path.with_name(f".{path.name}.new")
    written.touch()
    written.chmod(READABLE_TO_GROUP)
    written.write_text(text)
    written.rename(path)


if __name__ == "__main__":
    os.umask(0o027)
    main()
