"""A worker of an example service as a process: python -m tests.integration.chassis.example.worker NAME [jobs]."""

import sys
from dataclasses import replace
from pathlib import Path

from chassis.worker import main
from tests.integration.chassis.example.jobs import JOBS
from tests.integration.chassis.stage import services

if __name__ == "__main__":
    service = services(Path())[sys.argv[1]]
    main(replace(service, jobs=JOBS) if sys.argv[2:] == ["jobs"] else service)
