"""The worker process: `python -m services.assets.worker`."""

from chassis.worker import main
from services.assets.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
