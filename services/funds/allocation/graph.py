"""Reads and commands of allocations."""

from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import listed, query
from services.funds.allocation import commands
from services.funds.allocation.types import Allocation, AllocationConnection, AllocationOrder


@payload
class AllocationPayload:
    """Outcome [办理结果]."""

    allocation: "Allocation | None" = entity("Allocation after it [资金分配].")


@query
class AllocationQuery:
    """Root fields."""

    allocations: "AllocationConnection | None" = listed(
        "Allocations to regions [资金分配表].", where="AllocationWhereInput", order=AllocationOrder
    )


@mutation
class AllocationMutation:
    """Commands."""

    allocation_issue: "AllocationPayload | None" = command(
        commands.issue_allocation, "Allocate part of a line to a region [分配下达]."
    )
