from deploy.embedded.processes import Bucket
from deploy.embedded.seaweedfs import SeaweedServer
from tests.harness.run import Run

ALLOWED_ORIGIN = "https://jiadi.example.cn"
"""The one origin whose pages may use the run's S3 server."""


class ObjectStore:
    """The run's S3 server; it starts when it is first asked for a bucket."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def bucket(self, service: str) -> Bucket:
        """The bucket of a service with the key that opens it and no other."""
        self._run.address("seaweedfs")
        return SeaweedServer(self._run.layout("seaweedfs")).bucket(service)
