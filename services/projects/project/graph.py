"""Projects as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import case
from sqlmodel import col
from strawberry import ID

from chassis.graph.aggregate import aggregate, by_enum, by_region_below, by_value, total
from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import built, children, column, pages, reference
from chassis.graph.filter_types import (
    DateFilterInput,
    MoneyFilterInput,
    RegionFilterInput,
    StringFilterInput,
    enum_filter,
)
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.history import history
from chassis.graph.node import adds_to, node, stub
from chassis.graph.ordering import by, by_desc, ordering
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import by_id, listed, query
from chassis.graph.scalars import DecimalText, Money
from chassis.graph.steps import what_blocks
from chassis.graph.values import Category, StateChange, StepCheck
from published.fund_terms import FundLevel
from published.origin import RecordOrigin
from published.project_terms import AppraisalKind, BenefitMode, ProjectState, ResponsibilitySlot
from services.projects.category.models import CATEGORIES
from services.projects.document.types import documents_of
from services.projects.project import commands, models
from services.projects.project.states import STAGES, PipelineStage
from services.projects.region.models import Region as RegionRow
from services.projects.replicas import FundCategory as FundCategoryReplica
from services.projects.steps import PROJECT_STEPS

if TYPE_CHECKING:
    from services.projects.document.graph import ProjectDocument
    from services.projects.organisation.graph import Official, Organisation
    from services.projects.plan.graph import AnnualPlan
    from services.projects.region.graph import Region

STAGE = case(*((col(models.Project.state).in_(states), stage.value) for stage, states in STAGES.items()))
"""Stage of a row's state."""


def _category(row: Mapping[str, Any]) -> Category:
    found = CATEGORIES[row["code"]]
    return Category(code=found.code, name=found.name, parent_code=found.parent_code)


async def _category_labels(_: ReadContext, codes: Sequence[str]) -> dict[str, str]:
    return {code: CATEGORIES[code].name for code in codes}


@enum_filter(ProjectState)
class ProjectStateFilterInput:
    """State."""


@enum_filter(PipelineStage)
class PipelineStageFilterInput:
    """Stage."""


@where_input
class ProjectWhereInput:
    """Which projects; all given conditions hold [项目条件]."""

    code: StringFilterInput | None = on(models.Project.code, "Code [编码].")
    name: StringFilterInput | None = on(models.Project.name, "Name [名称].")
    region: RegionFilterInput | None = on_region(models.Project, "Place [地点].")
    state: ProjectStateFilterInput | None = on(models.Project.state, "State [状态].")
    stage: PipelineStageFilterInput | None = on(STAGE, "Stage [阶段].")
    category_code: StringFilterInput | None = on(models.Project.category_code, "Category code [类别代码].")
    planned_amount: MoneyFilterInput | None = on(models.Project.planned_amount, "Planned, yuan [计划投资].")
    entered_library_on: DateFilterInput | None = on(
        models.Project.entered_library_on, "Entered the library [入库日期]."
    )


@ordering
class ProjectOrder:
    """Order [排序]."""

    CODE_ASC = by(models.Project.code, "Code [编码升序].")
    NAME_ASC = by(models.Project.name_sort, "Name in pinyin [名称升序].")
    PLANNED_AMOUNT_DESC = by_desc(models.Project.planned_amount, "Largest first [金额降序].")
    ENTERED_LIBRARY_ON_ASC = by(models.Project.entered_library_on, "Longest in the library first [入库日期升序].")


@stub
class FundCategory:
    """A category of money, of funds."""


@node(models.PlannedFunding)
class PlannedFunding:
    """Money planned from one source [计划资金]."""

    category: "FundCategory | None" = reference(
        models.PlannedFunding.fund_category_id, "Category of money [资金类别].", via=FundCategoryReplica
    )
    level: FundLevel = column("Level [资金级次].")
    amount: Money = column("Yuan [金额].")


@node(models.Responsibility)
class Responsibility:
    """Who answers for a project; never deleted [责任]."""

    slot: ResponsibilitySlot = column("Slot [责任类型].")
    organisation: "Organisation" = reference(models.Responsibility.organisation_id, "Organisation [单位].")
    official: "Official | None" = reference(models.Responsibility.official_id, "Person; null for the unit [人员].")
    starts_on: date = column("First day [起].")
    ends_on: date | None = column("Last day; null while it lasts [止].")


@node(models.PerformanceTarget)
class PerformanceTarget:
    """A target that a project sets itself [绩效目标]."""

    indicator: str = column("Indicator [指标].")
    target: DecimalText = column("Target value [目标值].")
    observed: DecimalText | None = column("Observed value [实际值].")
    unit: str = column("Unit [单位].")


@node(models.BenefitLink)
class BenefitLink:
    """A benefit promised to households [利益联结]."""

    mode: BenefitMode = column("Mode [联结方式].")
    party: "Organisation" = reference(models.BenefitLink.party_id, "Who owes it [承担主体].")
    household_count: int = column("Households [户数].")
    promised_amount: Money = column("Promised a year, yuan [承诺年金额].")


@node(models.Project, key=True)
class Project:
    """A project of a county library [项目]."""

    id: ID = column("Id [标识].")
    version: int = column("Version, for expectedVersion [版本].")
    code: str = column("Project code, never re-used [项目编码].")
    name: str = column("Name [项目名称].")
    region: "Region" = reference(models.Project.region_id, "Place [实施地点].")
    category: Category = built(_category, "Category [项目类别].", code=models.Project.category_code)
    appraisal_kind: AppraisalKind | None = column("Kind of appraisal; null only for an import [论证类别].")
    scope: str | None = column("What is built or done; null only for an import [建设内容].")
    state: ProjectState = column("State [项目状态].")
    stage: PipelineStage = column("Pipeline stage [项目阶段].", of=STAGE)
    pack: str = column("Rule pack it is judged under [规则包].")
    origin: RecordOrigin = column("How it came in [来源方式].")
    implementer: "Organisation | None" = reference(models.Project.implementer_id, "Owner who implements [实施单位].")
    line_department: "Organisation | None" = reference(
        models.Project.line_department_id, "Department in charge [行业主管部门]."
    )
    responsibilities: "list[Responsibility]" = children(
        models.Responsibility.project_id,
        "Unit, leader and person who answer for life [责任].",
        order=(models.Responsibility.place,),
    )
    planned_amount: Money = column("Sum of the planned funding, yuan [计划投资].")
    planned_funding: "list[PlannedFunding]" = children(
        models.PlannedFunding.project_id,
        "Planned money by source; adds up to plannedAmount [资金来源].",
        order=(models.PlannedFunding.place,),
    )
    planned_start_on: date | None = column("Planned start [计划开工].")
    planned_end_on: date | None = column("Planned end [计划完工].")
    entered_library_on: date | None = column("Entered the library [入库日期].")
    household_count: int | None = column("Households meant to benefit [受益户数].")
    people_count: int | None = column("People meant to benefit [受益人数].")
    targets: "list[PerformanceTarget]" = children(
        models.PerformanceTarget.project_id, "Performance targets [绩效目标].", order=(models.PerformanceTarget.place,)
    )
    benefit_links: "list[BenefitLink]" = children(
        models.BenefitLink.project_id, "Promised benefits [利益联结].", order=(models.BenefitLink.place,)
    )
    annual_plan: "AnnualPlan | None" = reference(models.Project.annual_plan_id, "Plan it stands in [年度计划].")
    documents: "list[ProjectDocument]" = documents_of(models.Project.id, "Files [电子件].")
    what_blocks: list[StepCheck] = what_blocks(models.Project, PROJECT_STEPS)
    history: list[StateChange] = history("Dated states, oldest first [状态历史].", one_axis=True)


@aggregate("Project", "Projects [数量].")
class ProjectAggregate:
    """Sums over all rows of a filter [汇总]."""

    planned_amount: Money = total(models.Project.planned_amount, "Planned, yuan [计划投资].")
    STATE = by_enum(models.Project.state, ProjectState, "State [状态].")
    STAGE = by_enum(STAGE, PipelineStage, "Stage [阶段].")
    CATEGORY = by_value(models.Project.category_code, "Category [类别].", _category_labels)
    REGION = by_region_below(models.Project, RegionRow, "Region directly below [下级区划].")


@connection("Project", aggregate="ProjectAggregate")
class ProjectConnection:
    """Projects."""


@adds_to("Region")
class RegionProjects:
    """What projects add to a region."""

    projects: "ProjectConnection" = pages(
        models.Project.region_path,
        "Projects in it and below [项目].",
        where="ProjectWhereInput",
        order=ProjectOrder,
        under=RegionRow.path,
    )


@adds_to("AnnualPlan")
class PlanProjects:
    """What projects add to an annual plan."""

    projects: "ProjectConnection" = pages(
        models.Project.annual_plan_id, "Projects [项目].", where="ProjectWhereInput", order=ProjectOrder
    )


@payload
class ProjectPayload:
    """Outcome [办理结果]."""

    project: "Project | None" = entity("Project after it; null when nothing was done [项目].")


@query
class ProjectQuery:
    """Reads of projects."""

    project: "Project | None" = by_id("A project by id [项目].")
    projects: "ProjectConnection | None" = listed(
        "Projects of the county libraries in your scope [项目库].", where="ProjectWhereInput", order=ProjectOrder
    )


@mutation
class ProjectMutation:
    """Commands on projects."""

    project_declare: "ProjectPayload | None" = command(commands.declare_project, "Village drafts a project [申报项目].")
    project_revise: "ProjectPayload | None" = command(
        commands.revise_project, "Change a draft or a returned project [修改完善]."
    )
    project_approve: "ProjectPayload | None" = command(
        commands.approve_project,
        "Leading group approves; the library is entered when the county notice closes [领导小组审定].",
    )
