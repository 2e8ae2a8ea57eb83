"""Runs inside a worker's container, given to Python's standard input: what its own credentials get it elsewhere.

Prints as JSON, by attempt, the name of the error that refused it, or null where nothing did. The attempts on what is
its own must succeed: else a refusal would mean nothing.
"""

import io
import json
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from minio import Minio
from psycopg.conninfo import make_conninfo

ME = sys.argv[1]
OTHERS = [name for name in ("projects", "funds", "assets") if name != ME]
TOLD = json.loads(Path(f"/run/jiadi/{ME}.worker.json").read_text())["settings"]
ACCESS = {
    "bootstrap_servers": TOLD["JIADI_KAFKA"],
    "security_protocol": "SASL_PLAINTEXT",
    "sasl_mechanism": "SCRAM-SHA-512",
    "sasl_plain_username": TOLD["JIADI_KAFKA_USERNAME"],
    "sasl_plain_password": TOLD["JIADI_KAFKA_PASSWORD"],
}
INNER_PORT = ("seaweedfs", 18333)
HTTP2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0\4" + bytes(5)
STORE = Minio(
    TOLD["JIADI_S3_ENDPOINT"].removeprefix("http://"),
    access_key=TOLD["JIADI_S3_ACCESS_KEY"],
    secret_key=TOLD["JIADI_S3_SECRET_KEY"],
    secure=False,
)


def write_topic(service: str) -> None:
    """Nothing may ever read this: the message of one's own is unreadable and is parked by the neighbours."""
    producer = KafkaProducer(**ACCESS, enable_idempotence=True, max_block_ms=5000)
    try:
        producer.send(f"jiadi.{service}.v1", value=b"this is no event", partition=0).get(timeout=10)
    finally:
        producer.close(timeout=1)


def read_topic(service: str) -> None:
    consumer = KafkaConsumer(**ACCESS)
    consumer.end_offsets([TopicPartition(f"jiadi.{service}.v1", 0)])
    consumer.close()


def read_offsets(service: str) -> None:
    """Of the group in which a service's worker reads; who may read them may also move them."""
    consumer = KafkaConsumer(**ACCESS, group_id=f"jiadi.{service}", enable_auto_commit=False)
    try:
        consumer.committed(TopicPartition(f"jiadi.{ME}.v1", 0))
    finally:
        consumer.close(autocommit=False)


def write_bucket(service: str) -> None:
    STORE.put_object(bucket_name=f"jiadi-{service}", object_name="probe", data=io.BytesIO(b"x"), length=1)


def read_bucket(service: str) -> None:
    STORE.get_object(bucket_name=f"jiadi-{service}", object_name="probe").read()


def list_bucket(service: str) -> None:
    list(STORE.list_objects(bucket_name=f"jiadi-{service}"))


def read_database(service: str) -> None:
    psycopg.connect(make_conninfo(TOLD["JIADI_DATABASE_URL"], dbname=f"jiadi_{service}")).close()


def change_journal(service: str) -> None:
    with psycopg.connect(make_conninfo(TOLD["JIADI_DATABASE_URL"], dbname=f"jiadi_{service}")) as connection:
        connection.execute("DELETE FROM journal WHERE false")


def make_table(service: str) -> None:
    with psycopg.connect(make_conninfo(TOLD["JIADI_DATABASE_URL"], dbname=f"jiadi_{service}")) as connection:
        connection.execute("CREATE TABLE probe (id int)")


def use_inner_port(_: str) -> None:
    """Over TLS without a certificate, since the port answers nothing else."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    with context.wrap_socket(socket.create_connection(INNER_PORT, 5)) as asked:
        asked.sendall(HTTP2)
        asked.recv(64)


def outcome(attempt: Callable[[str], None], service: str) -> str | None:
    try:
        attempt(service)
    except Exception as refusal:
        return type(refusal).__name__ + ": " + str(refusal).strip().splitlines()[0]
    return None


ATTEMPTS = (
    write_topic,
    read_topic,
    read_offsets,
    write_bucket,
    read_bucket,
    list_bucket,
    read_database,
    change_journal,
    make_table,
    use_inner_port,
)
sys.stdout.write(
    json.dumps({each.__name__: {service: outcome(each, service) for service in (ME, *OTHERS)} for each in ATTEMPTS})
)
