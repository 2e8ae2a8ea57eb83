"""The migration job of projects: `python -m services.projects.migrate`."""

from chassis.migrate import main
from services.projects.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
