"""What assets does by itself on every business date, in this order."""

from services.assets.income.jobs import watch_incomes
from services.assets.operation.jobs import begin_contracts, expire_contracts

JOBS = (expire_contracts, begin_contracts, watch_incomes)
