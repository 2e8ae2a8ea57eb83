"""The step that makes a registered asset somebody's, and what is known of it before any input."""

from typing import Final

from chassis.steps import Step
from services.assets.asset.states import TITLE
from services.assets.rights.commands import judge_owned

STEPS: Final = (
    Step("assetConfirmTitle", TITLE, "asset.confirm_title", lambda uow, asset: judge_owned(uow, asset, uow.today)),
)
