from collections.abc import Mapping

from prometheus_client.parser import text_string_to_metric_families

from deploy.embedded.ports import LOOPBACK
from tests.harness.process import HTTP


class Metrics:
    """Samples of one scrape."""

    def __init__(self, text: str) -> None:
        found = [each for family in text_string_to_metric_families(text) for each in family.samples]
        self._samples = [(each.name, each.labels, each.value) for each in found]

    def value(self, name: str, **labels: str) -> float:
        """The sum over all samples that have these labels; 0 where there is none."""
        return sum(value for found, given, value in self._samples if found == name and _within(labels, given))

    @property
    def names(self) -> set[str]:
        return {name for name, _, _ in self._samples}


def scrape(port: int) -> Metrics:
    answer = HTTP.request("GET", f"http://{LOOPBACK}:{port}/metrics", timeout=10.0)
    assert answer.status == 200
    return Metrics(answer.data.decode())


def _within(wanted: Mapping[str, str], given: Mapping[str, str]) -> bool:
    return wanted.items() <= given.items()
