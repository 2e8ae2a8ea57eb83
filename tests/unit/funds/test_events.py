"""What funds tells, as it goes over the wire."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from published.canonical import canonical_bytes
from published.claim_terms import PaymentStage
from published.event import Event, Meeting
from published.fund_terms import FundLevel, FundPurpose, LibraryBinding, ProjectFundingState, TrancheKind
from published.origin import FigureStatus, RecordOrigin
from services.funds.allocation.events import allocation_issued
from services.funds.allocation.models import Allocation
from services.funds.binding.events import project_funding_confirmed, project_funding_paid
from services.funds.binding.models import ProjectFunding
from services.funds.category.events import fund_category_changed
from services.funds.category.models import FundCategory
from services.funds.claim.models import PaymentClaim, PaymentLine
from services.funds.claim.states import PaymentClaimState
from services.funds.indicator.events import indicator_received
from services.funds.indicator.models import IndicatorDocument, IndicatorLine
from services.funds.payment.events import payment_paid
from services.funds.payment.models import Payment

SNAPSHOTS = Path(__file__).parent / "events"


def number(last: int) -> UUID:
    return UUID(f"01920000-0000-7000-8000-{last:012d}")


PREFECTURE = {"region_id": number(1), "region_code": "652800", "region_path": "/1/2/"}
COUNTY = {"region_id": number(2), "region_code": "652822", "region_path": "/1/2/3/"}
VILLAGE = {"region_id": number(3), "region_code": "652822100201", "region_path": "/1/2/3/4/5/"}

CATEGORY = FundCategory(
    id=number(10), version=1, code="DEVELOPMENT", name="扶贫发展资金", parent_id=number(11),
    level=None, library_binding=LibraryBinding.MUST,
)  # fmt: skip
DOCUMENT = IndicatorDocument(
    id=number(20),
    version=1,
    **PREFECTURE,  # type: ignore[arg-type]
    issuer_code="新财扶",
    document_year=2020,
    document_serial=12,
    title="2020年财政专项扶贫资金",
    fiscal_year=2020,
    tranche=TrancheKind.ADDITIONAL,
    received_on=date(2020, 1, 6),
    total_amount=120_000_000,
    performance_target="产业带动120户",
    pack="xinjiang-2019",
)
LINE = IndicatorLine(
    id=number(21),
    document_id=number(20),
    **PREFECTURE,  # type: ignore[arg-type]
    position=0,
    category_id=number(10),
    level=FundLevel.CENTRAL,
    own_budget=False,
    amount=120_000_000,
    figure_status=FigureStatus.AS_PRINTED,
)
ALLOCATION = Allocation(
    id=number(30),
    version=1,
    **COUNTY,  # type: ignore[arg-type]
    issuer_region_id=number(1),
    issuer_region_code="652800",
    issuer_path="/1/2/",
    document_id=number(20),
    line_id=number(21),
    fiscal_year=2020,
    category_id=number(10),
    level=FundLevel.CENTRAL,
    own_budget=False,
    amount=80_000_000,
    issued_on=date(2020, 1, 9),
    issuer_code="巴财扶",
    document_year=2020,
    document_serial=3,
)
IMPORTED = Allocation(
    id=number(31),
    version=1,
    **COUNTY,  # type: ignore[arg-type]
    issuer_region_id=number(1),
    issuer_region_code="652800",
    issuer_path="/1/2/",
    fiscal_year=2020,
    category_id=number(10),
    own_budget=True,
    amount=873_000_000,
    origin=RecordOrigin.IMPORT,
    source="巴扶办发〔2020〕11号",
    figure_status=FigureStatus.DERIVED,
    figure_note="按合计推算",
)
FUNDING = ProjectFunding(
    id=number(40),
    version=1,
    **VILLAGE,  # type: ignore[arg-type]
    project_id=number(41),
    allocation_id=number(30),
    amount=80_000_000,
    purpose=FundPurpose.PRO_POOR,
    state=ProjectFundingState.CONFIRMED,
    bound_on=date(2020, 3, 26),
    pack="xinjiang-2019",
)
PAID = FUNDING.model_copy(update={"version": 2, "paid_amount": 77_600_000, "state": ProjectFundingState.PARTLY_PAID})
CLAIM = PaymentClaim(
    id=number(50),
    version=15,
    **VILLAGE,  # type: ignore[arg-type]
    project_id=number(41),
    stage=PaymentStage.FINAL,
    state=PaymentClaimState.PAID,
    amount=80_000_000,
    retention_amount=2_400_000,
    retention_share_bps=300,
    retention_due_on=date(2021, 8, 5),
    payee_id=number(52),
    payee_account="sealed",
    pack="xinjiang-2019",
    drafted_by="township_clerk",
)
LINE_PAID = PaymentLine(
    claim_id=number(50),
    position=0,
    funding_id=number(40),
    amount=80_000_000,
    retained_amount=2_400_000,
    paid_amount=77_600_000,
)
PAYMENT = Payment(
    id=number(51),
    version=1,
    **VILLAGE,  # type: ignore[arg-type]
    claim_id=number(50),
    amount=77_600_000,
    paid_on=date(2020, 8, 31),
    reference="国库2020083100017",
    treasury_path="/1/2/3/",
    payer_subject="county_treasury",
    payer_name="经办员",
    payer_role="COUNTY_TREASURY",
)
MEETING = Meeting(held_on=date(2020, 3, 10), reference="轮扶领纪〔2020〕4号")

TOLD: dict[str, Event] = {
    "fund_category_changed": fund_category_changed(CATEGORY),
    "indicator_received": indicator_received(DOCUMENT, [LINE], {number(10): "DEVELOPMENT"}),
    "allocation_issued": allocation_issued(ALLOCATION, "DEVELOPMENT"),
    "allocation_imported": allocation_issued(IMPORTED, "DEVELOPMENT"),
    "project_funding_confirmed": project_funding_confirmed(FUNDING, ALLOCATION, "DEVELOPMENT", MEETING),
    "project_funding_paid": project_funding_paid(PAID, ALLOCATION, "DEVELOPMENT"),
    "payment_paid": payment_paid(PAYMENT, CLAIM, [LINE_PAID]),
}


@pytest.mark.parametrize("name", TOLD)
def test_an_event_stays_as_it_is(name: str) -> None:
    """Others read it: a change here is additive or a new version."""
    kept = json.loads((SNAPSHOTS / f"{name}.json").read_text(encoding="utf-8"))
    assert json.loads(canonical_bytes(TOLD[name].data())) == kept


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("fund_category_changed", None),
        ("indicator_received", "652800"),
        ("allocation_issued", "652822"),
        ("project_funding_confirmed", "652822100201"),
        ("payment_paid", "652822100201"),
    ],
)
def test_it_lies_where_its_aggregate_lies(name: str, place: str | None) -> None:
    assert TOLD[name].snapshot.place == place
    assert TOLD[name].snapshot.version == 1


def test_a_payment_names_no_account_and_no_person() -> None:
    told = canonical_bytes(TOLD["payment_paid"].data()).decode()
    assert "sealed" not in told
    assert "经办员" not in told
