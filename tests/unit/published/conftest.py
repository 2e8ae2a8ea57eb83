from datetime import date
from typing import Any
from uuid import UUID

import pytest

from published.asset_terms import (
    AssetClass,
    AssetForm,
    LifecycleState,
    OperationState,
    OwnerLevel,
    TitleState,
    UtilisationState,
)
from published.assets import AssetFormedV1, AssetFunding, AssetOwner, AssetSnapshot
from published.document_number import DocumentNumber
from published.event import Event, Meeting
from published.fund_terms import FundLevel, FundPurpose, LibraryBinding, ProjectFundingState, TrancheKind
from published.funds import (
    AllocationIssuedV1,
    AllocationSnapshot,
    FundCategoryChangedV1,
    FundCategorySnapshot,
    IndicatorLine,
    IndicatorReceivedV1,
    IndicatorSnapshot,
    ProjectFundingConfirmedV1,
    ProjectFundingSnapshot,
)
from published.money import parse_wan, parse_yuan
from published.origin import FigureStatus, RecordOrigin
from published.project_terms import AppraisalKind, OrganisationKind, ProjectState, RegionLevel, RegionScheme
from published.projects import (
    OfficialRegisteredV1,
    OfficialSnapshot,
    OrganisationRegisteredV1,
    OrganisationSnapshot,
    ProjectApprovedV1,
    ProjectDeclaredV1,
    ProjectSnapshot,
    RegionChangedV1,
    RegionSnapshot,
    SourceAmount,
)
from published.schemas.files import all_models
from published.shares import Bps
from tests.unit.published.sample import fixture_name, sample


def identifier(number: int) -> UUID:
    return UUID(int=number)


COUNTY_ID, PROJECT_ID, CATEGORY_ID, ALLOCATION_ID, COLLECTIVE_ID = map(identifier, range(1, 6))
IN_COUNTY: dict[str, Any] = {"region_id": COUNTY_ID, "region_code": "652822", "region_path": "/1/2f/"}
MEETING = Meeting(held_on=date(2020, 3, 10), reference="轮扶领纪〔2020〕4号")
SOURCES = (SourceAmount(fund_category_code="DEVELOPMENT", level=FundLevel.CENTRAL, amount=parse_yuan("800000.00")),)


@pytest.fixture
def region_changed() -> RegionChangedV1:
    return RegionChangedV1(
        region=RegionSnapshot(
            id=COUNTY_ID,
            version=2,
            code="652822",
            name="轮台县",
            pinyin="luntai xian",
            level=RegionLevel.COUNTY,
            scheme=RegionScheme.GB2260,
            parent_id=identifier(9),
            key="2f",
            path="/1/2f/",
            valid_from=None,
            valid_to=None,
            former_codes=("652899",),
            successor_ids=(),
            fictitious=False,
        )
    )


@pytest.fixture
def organisation_registered() -> OrganisationRegisteredV1:
    return OrganisationRegisteredV1(
        organisation=OrganisationSnapshot(
            id=COLLECTIVE_ID,
            version=1,
            **IN_COUNTY,
            name="轮台县示范村股份经济合作社",
            pinyin="luntai xian shifan cun gufen jingji hezuoshe",
            kind=OrganisationKind.VILLAGE_COLLECTIVE,
            credit_code=None,
        )
    )


@pytest.fixture
def official_registered() -> OfficialRegisteredV1:
    return OfficialRegisteredV1(
        official=OfficialSnapshot(
            id=identifier(6),
            version=1,
            **IN_COUNTY,
            organisation_id=COLLECTIVE_ID,
            duty="项目责任人",
        )
    )


@pytest.fixture
def project() -> ProjectSnapshot:
    return ProjectSnapshot(
        id=PROJECT_ID,
        version=3,
        **IN_COUNTY,
        code="P-000001",
        name="示范村羊舍",
        pinyin="shifan cun yangshe",
        category_code="INDUSTRY_LIVESTOCK",
        appraisal_kind=AppraisalKind.INDUSTRY,
        scope="新建标准化羊舍2栋",
        state=ProjectState.APPROVED,
        pack="xinjiang-2019",
        origin=RecordOrigin.COMMAND,
        planned_amount=parse_yuan("800000.00"),
        planned_funding=SOURCES,
        planned_start_on=date(2020, 4, 1),
        planned_end_on=None,
        implementer_id=COLLECTIVE_ID,
        line_department_id=None,
        household_count=42,
        people_count=160,
        approval=MEETING,
        plan_year=2020,
        entered_library_on=date(2020, 3, 10),
    )


@pytest.fixture
def project_declared(project: ProjectSnapshot) -> ProjectDeclaredV1:
    return ProjectDeclaredV1(project=project)


@pytest.fixture
def project_approved(project: ProjectSnapshot) -> ProjectApprovedV1:
    return ProjectApprovedV1(project=project, meeting=MEETING, plan_year=2020, amount_by_source=SOURCES)


@pytest.fixture
def fund_category_changed() -> FundCategoryChangedV1:
    return FundCategoryChangedV1(
        fund_category=FundCategorySnapshot(
            id=CATEGORY_ID,
            version=1,
            code="DEVELOPMENT",
            name="扶贫发展资金",
            parent_id=None,
            level=None,
            library_binding=LibraryBinding.MUST,
        )
    )


@pytest.fixture
def indicator_received() -> IndicatorReceivedV1:
    amount = parse_wan("2400")
    line = IndicatorLine(
        id=identifier(7),
        fund_category_id=CATEGORY_ID,
        fund_category_code="DEVELOPMENT",
        level=FundLevel.PROVINCE,
        amount=amount,
        figure_status=FigureStatus.DERIVED,
        figure_note="原文只给合计3686万元",
    )
    return IndicatorReceivedV1(
        indicator=IndicatorSnapshot(
            id=identifier(8),
            version=1,
            region_id=identifier(9),
            region_code="652800",
            region_path="/1/",
            document_number=DocumentNumber(issuer_code="新财扶", year=2020, number=12),
            title="奖励资金",
            fiscal_year=2020,
            tranche=TrancheKind.REWARD,
            received_on=None,
            issued_on=date(2020, 5, 22),
            total_amount=amount,
            lines=(line,),
            performance_target=None,
            origin=RecordOrigin.IMPORT,
            source="巴扶办发〔2020〕11号",
        )
    )


@pytest.fixture
def allocation_issued() -> AllocationIssuedV1:
    return AllocationIssuedV1(
        allocation=AllocationSnapshot(
            id=ALLOCATION_ID,
            version=1,
            **IN_COUNTY,
            line_id=None,
            indicator_id=None,
            fiscal_year=2020,
            fund_category_id=CATEGORY_ID,
            fund_category_code="DEVELOPMENT",
            level=None,
            own_budget=False,
            amount=parse_wan("4781"),
            issued_on=None,
            document_number=None,
            origin=RecordOrigin.IMPORT,
            source="巴扶办发〔2020〕11号",
            figure_status=FigureStatus.AS_PRINTED,
            figure_note=None,
        )
    )


@pytest.fixture
def project_funding_confirmed() -> ProjectFundingConfirmedV1:
    return ProjectFundingConfirmedV1(
        project_funding=ProjectFundingSnapshot(
            id=identifier(10),
            version=1,
            **IN_COUNTY,
            project_id=PROJECT_ID,
            allocation_id=ALLOCATION_ID,
            fund_category_id=CATEGORY_ID,
            fund_category_code="DEVELOPMENT",
            level=FundLevel.CENTRAL,
            amount=parse_yuan("800000.00"),
            paid_amount=parse_yuan("0"),
            purpose=FundPurpose.PRO_POOR,
            state=ProjectFundingState.CONFIRMED,
            bound_on=date(2020, 3, 26),
        ),
        approval=MEETING,
    )


@pytest.fixture
def asset_formed() -> AssetFormedV1:
    return AssetFormedV1(
        asset=AssetSnapshot(
            id=identifier(11),
            version=1,
            **IN_COUNTY,
            code="A-000001",
            name="示范村羊舍1号",
            pinyin="shifan cun yangshe 1 hao",
            asset_class=AssetClass.OPERATING,
            category_code="LIVESTOCK_SHED",
            form=AssetForm.FIXED,
            quantity="1200.00",
            unit="平方米",
            project_id=PROJECT_ID,
            formed_on=date(2020, 8, 5),
            in_service_on=None,
            original_value=parse_yuan("800000.00"),
            fundings=(
                AssetFunding(project_funding_id=identifier(10), other_source=None, amount=parse_yuan("800000.00")),
            ),
            owner_level=OwnerLevel.VILLAGE,
            owners=(AssetOwner(holder_id=COLLECTIVE_ID, share_bps=Bps(10_000)),),
            title_state=TitleState.REGISTERED,
            operation_state=OperationState.NOT_STARTED,
            utilisation_state=UtilisationState.UNKNOWN,
            lifecycle_state=LifecycleState.IN_SERVICE,
            origin=RecordOrigin.COMMAND,
        )
    )


@pytest.fixture
def every_event(request: pytest.FixtureRequest) -> list[Event]:
    """One event of each type of the catalogue: the fixture named after it, or one made from its annotations."""
    known = {name for name in globals() if not name.startswith("_")}
    return [
        request.getfixturevalue(name) if (name := fixture_name(model.type)) in known else sample(model)
        for model in all_models()
    ]
