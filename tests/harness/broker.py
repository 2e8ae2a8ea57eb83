import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.embedded.topics import create_topics, delete_topics
from tests.harness.run import Run


def broker_address(run: Run) -> str:
    return os.environ.get("JIADI_KAFKA") or run.address("kafka")


@contextmanager
def prefixed_topics(bootstrap: str) -> Iterator[str]:
    prefix = f"test-{secrets.token_hex(6)}."
    create_topics(bootstrap, prefix)
    try:
        yield prefix
    finally:
        delete_topics(bootstrap, prefix)
