"""Filing, paying and disclosing distributions."""

from typing import TYPE_CHECKING

from chassis.graph.payload import command, mutation
from services.assets.payout import commands

if TYPE_CHECKING:
    from services.assets.distribution.graph import DistributionPayload


@mutation
class PayoutMutation:
    """Commands on distributions, from their filing on."""

    distribution_file: "DistributionPayload | None" = command(commands.file_distribution, "County files it [县级备案].")
    distribution_pay: "DistributionPayload | None" = command(commands.pay_distribution, "Record its payment [兑付].")
    distribution_disclose: "DistributionPayload | None" = command(
        commands.disclose_distribution, "Disclose the totals [公开]."
    )
