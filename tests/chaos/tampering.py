"""What befalls a service's events: told again, mixed with nonsense, read again from the beginning.

Everything is done with the worker's own settings, so as the one user who may. Where the worker lives in a container,
this file is given to a Python there: it imports no other test, and prints how many messages it was about.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from kafka import TopicPartition

from chassis.consumer import group_of
from chassis.kafka import PARTITIONS, consumer, producer
from chassis.republish import republish
from chassis.settings import ServiceSettings
from cli.inventory import service
from deploy.compose.mine import MINE
from deploy.compose.run import merged
from published.catalogue import topic_of


def repeat(name: str, settings: ServiceSettings) -> int:
    """Send old events after newer ones: duplicates, and out of order."""
    return republish(service(name), settings)


def poison(name: str, settings: ServiceSettings, partition: int) -> int:
    """Put what nobody can read among a service's events."""
    sender = producer(settings)
    try:
        sender.send(topic_of(name, settings.topic_prefix), b"this is no event", partition=partition).get(timeout=20)
    finally:
        sender.close(timeout=5)
    return 1


def rewind(name: str, settings: ServiceSettings) -> int:
    """Put the offsets of a service back to the beginning; its worker must be down."""
    source = consumer(settings, group_of(service(name)))
    try:
        topics = [topic_of(each, settings.topic_prefix) for each in service(name).neighbours]
        partitions = [TopicPartition(topic, number) for topic in topics for number in range(PARTITIONS)]
        source.assign(partitions)
        known = sum(source.committed(partition) or 0 for partition in partitions)
        source.seek_to_beginning(*partitions)
        for partition in partitions:
            source.position(partition)
        source.commit()
    finally:
        source.close(autocommit=False)
    return known


WORKS: dict[str, Callable[..., int]] = {each.__name__: each for each in (repeat, poison, rewind)}


def in_container(work: str, name: str, *numbers: str) -> int:
    """As `deploy.compose.run` would start the worker of this container."""
    told: dict[str, Any] = json.loads((MINE / f"{name}.worker.json").read_text())
    environment = merged(told["settings"], os.environ)
    os.environ.clear()
    os.environ.update(environment)
    return WORKS[work](name, ServiceSettings(), *map(int, numbers))


if __name__ == "__main__":
    sys.stdout.write(f"{in_container(*sys.argv[1:])}\n")
