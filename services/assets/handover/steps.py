"""The step that hands an asset over; its rules speak about papers and upkeep, which only the input brings."""

from typing import Final

from chassis.steps import Step
from services.assets.asset.states import TITLE

STEPS: Final = (Step("assetHandOver", TITLE, "asset.hand_over"),)
