"""The migration job: `python -m services.assets.migrate`."""

from chassis.migrate import main
from services.assets.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
