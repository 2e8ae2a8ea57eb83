"""The worker of an example service as a process: python -m tests.integration.chassis.example.worker NAME."""

import sys
from pathlib import Path

from chassis.worker import main
from tests.integration.chassis.stage import services

if __name__ == "__main__":
    main(services(Path())[sys.argv[1]])
