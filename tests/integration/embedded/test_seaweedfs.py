import io
from itertools import permutations

import pytest
from minio import Minio
from minio.error import S3Error

from deploy.embedded.databases import SERVICES
from deploy.embedded.processes import Bucket
from tests.harness.object_store import ObjectStore

PAPER = "移交清册".encode()


def test_a_service_gets_back_what_it_put(object_store: ObjectStore) -> None:
    bucket = object_store.bucket("assets")
    client = _client(bucket)
    client.put_object(bucket_name=bucket.name, object_name="paper", data=io.BytesIO(PAPER), length=len(PAPER))
    assert client.get_object(bucket_name=bucket.name, object_name="paper").read() == PAPER


@pytest.mark.parametrize(("service", "owner"), list(permutations(SERVICES, 2)))
def test_the_bucket_of_another_service_is_closed(object_store: ObjectStore, service: str, owner: str) -> None:
    theirs, intruder = object_store.bucket(owner), _client(object_store.bucket(service))
    _client(theirs).put_object(bucket_name=theirs.name, object_name="paper", data=io.BytesIO(b"x"), length=1)
    for attempt in (
        lambda: intruder.get_object(bucket_name=theirs.name, object_name="paper"),
        lambda: intruder.put_object(bucket_name=theirs.name, object_name="paper", data=io.BytesIO(b"y"), length=1),
        lambda: intruder.remove_object(bucket_name=theirs.name, object_name="paper"),
        lambda: list(intruder.list_objects(bucket_name=theirs.name)),
    ):
        with pytest.raises(S3Error, match="AccessDenied"):
            attempt()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_makes_no_bucket(object_store: ObjectStore, service: str) -> None:
    with pytest.raises(S3Error, match="AccessDenied"):
        _client(object_store.bucket(service)).make_bucket(bucket_name="elsewhere")


def _client(bucket: Bucket) -> Minio:
    host = bucket.endpoint.removeprefix("http://")
    return Minio(host, access_key=bucket.access_key, secret_key=bucket.secret_key, secure=False)
