"""What contracts are filtered and ordered by, and how they link households."""

from typing import Any

import strawberry

from chassis.graph.connection import connection
from chassis.graph.enums import enum_type
from chassis.graph.filter_types import DateFilterInput, IDFilterInput, RegionFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.scalars import Money
from chassis.graph.values import described
from published.operation_terms import ContractState
from published.project_terms import BenefitMode
from services.assets.operation import models

enum_type(BenefitMode)


@strawberry.type(description="Linkage that shares gain with households [联农带农机制].")
class Linkage:
    """How households gain."""

    mode: BenefitMode = described("Mode [联结方式].")
    household_count: int = described("Households [户数].")
    promised_amount: Money = described("Promised a year, yuan [承诺年金额].")


def linkage(row: dict[str, Any]) -> Linkage | None:
    """From the three columns of a row; None where it names none."""
    if row["mode"] is None:
        return None
    return Linkage(
        mode=row["mode"], household_count=row["household_count"], promised_amount=Money(row["promised_amount"])
    )


@enum_filter(ContractState)
class ContractStateFilterInput:
    """State."""


@where_input
class OperationContractWhereInput:
    """Which contracts; all given conditions hold [合同条件]."""

    region: RegionFilterInput | None = on_region(models.OperationContract, "Where [区划].")
    state: ContractStateFilterInput | None = on(models.OperationContract.state, "State [状态].")
    operator_id: IDFilterInput | None = on(models.OperationContract.operator_id, "Operator [经营主体].")
    ends_on: DateFilterInput | None = on(models.OperationContract.ends_on, "Last day [截止日期].")


@ordering
class OperationContractOrder:
    """Order [排序]."""

    ENDS_ON_ASC = by(models.OperationContract.ends_on, "Ends first [截止日期升序].")
    ANNUAL_AMOUNT_DESC = by_desc(models.OperationContract.annual_amount, "Largest rent first [年租金降序].")


@connection("OperationContract")
class OperationContractConnection:
    """Contracts."""
