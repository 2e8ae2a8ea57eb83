"""What assets does by itself on every business date, in this order."""

from services.assets.detection.jobs import detect_idle, watch_plans
from services.assets.income.jobs import watch_incomes
from services.assets.operation.jobs import begin_contracts, expire_contracts
from services.assets.trial.jobs import mark_relapses

JOBS = (expire_contracts, begin_contracts, watch_incomes, detect_idle, watch_plans, mark_relapses)
