"""What assets does by itself on every business date, in this order."""

from services.assets.detection.jobs import detect_idle, watch_plans
from services.assets.trial.jobs import mark_relapses

JOBS = (detect_idle, watch_plans, mark_relapses)
