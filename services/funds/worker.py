"""The worker process: `python -m services.funds.worker`."""

from chassis.worker import main
from services.funds.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
