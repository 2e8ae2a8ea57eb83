"""The worker process of projects: `python -m services.projects.worker`."""

from chassis.worker import main
from services.projects.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
