"""The migration job: `python -m services.funds.migrate`."""

from chassis.migrate import main
from services.funds.service import SERVICE

if __name__ == "__main__":
    main(SERVICE)
