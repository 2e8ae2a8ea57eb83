"""The step that gives an asset to an operator."""

from typing import Final

from chassis.steps import Step
from services.assets.asset.states import TITLE

ASSET_STEPS: Final = (Step("operationContractSign", TITLE, "contract.sign"),)
"""Among the steps of an asset; its rules speak about the contract, which only the input brings."""
