"""Plans of how an idle asset is to be revived."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field

from chassis.columns import APPEND_ONLY, PathText, coded
from chassis.tables import new_id
from chassis.visibility import Visibility
from published.idle_terms import RevitalisationMode
from published.operation_terms import OperationMode
from published.project_terms import BenefitMode
from services.assets.base import Row


class RevitalisationPlan(Row, table=True):
    """A plan of one case, fen; the case names the one in force, those that were returned stay on record [盘活方案]."""

    __tablename__ = "revitalisation_plan"
    visibility: ClassVar[Visibility] = Visibility.OWN_SUBTREE
    label: ClassVar[tuple[str, str]] = ("盘活方案", "plan")
    __table_args__ = (
        CheckConstraint("budget_amount >= 0 AND expected_annual_amount >= 0", name="amounts"),
        CheckConstraint("num_nulls(linkage_mode, linkage_households, linkage_amount) IN (0, 3)", name="linkage"),
        {"info": APPEND_ONLY},
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    region_path: str = Field(sa_type=PathText)
    case_id: UUID = Field(foreign_key="idle_case.id", index=True)
    mode: RevitalisationMode = Field(sa_type=coded(RevitalisationMode))
    operator_id: UUID | None = None
    operation_mode: OperationMode | None = Field(default=None, sa_type=coded(OperationMode))
    linkage_mode: BenefitMode | None = Field(default=None, sa_type=coded(BenefitMode))
    linkage_households: int | None = None
    linkage_amount: int | None = Field(default=None, sa_type=BigInteger)
    budget_amount: int = Field(sa_type=BigInteger)
    expected_annual_amount: int = Field(sa_type=BigInteger)
    target_on: date
    summary: str
