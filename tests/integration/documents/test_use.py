"""Files as the papers of something: through the letters of funds, which take scans."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from chassis.errors import Fault
from chassis.journal import Origin
from chassis.scope import resolve
from chassis.tables import new_id
from chassis.uow import UnitOfWork
from published.document_terms import FundDocumentKind
from services.funds.document.commands import attach, attach_one, papers_of
from services.funds.document.models import DocumentUse, FundDocument
from tests.harness.files import announced, create, paper, upload
from tests.harness.regions import placed
from tests.harness.subgraph import Subgraph

FINANCE, COUNTY_FINANCE = "prefecture_finance", "county_finance"
PREFECTURE, COUNTY = "652800", "652822"
RECEIVE = """mutation($input: IndicatorDocumentReceiveInput!, $key: String!) {
  indicatorDocumentReceive(input: $input, idempotencyKey: $key) {
    indicatorDocument { id documents { id fileName } } errors { code field message messageEn } } }"""
SCANS = "query($id: ID!) { indicatorDocument(id: $id) { documents { id downloadUrl } } }"
KEPT = """SELECT (SELECT count(*) FROM indicator_document), (SELECT count(*) FROM document_use),
  (SELECT count(*) FROM journal)"""
FIELD = ("input", "documentIds")
_NUMBERS = count(1)


def letter(*documents: str, region: str = COUNTY) -> dict[str, Any]:
    return {
        "documentNumber": {"issuerCode": "新财扶", "year": 2020, "number": next(_NUMBERS)},
        "title": "2020年财政专项扶贫资金",
        "regionCode": region,
        "fiscalYear": 2020,
        "tranche": "ADDITIONAL",
        "receivedOn": "2020-01-06",
        "performanceTarget": "产业带动120户",
        "lines": [{"categoryCode": "DEVELOPMENT", "level": "CENTRAL", "amount": "100.00"}],
        "documentIds": list(documents),
    }


def receive(funds: Subgraph, *documents: str, persona: str = FINANCE, region: str = COUNTY) -> dict[str, Any]:
    return funds.run(RECEIVE, letter(*documents, region=region), persona)


def scan(funds: Subgraph, text: str, persona: str = FINANCE) -> str:
    return upload(funds, "INDICATOR_DOCUMENT", persona, paper(text))


def place_of(funds: Subgraph, identifier: str) -> str:
    ((code,),) = funds.rows("SELECT region_code FROM fund_document WHERE id = %(id)s", {"id": identifier})
    return str(code)


def test_scans_are_shown_with_the_letter_in_the_order_of_their_announcement(funds: Subgraph) -> None:
    first, second = scan(funds, "第一页"), scan(funds, "第二页")
    payload = receive(funds, second, first)
    assert payload["errors"] == []
    assert [each["id"] for each in payload["indicatorDocument"]["documents"]] == [first, second]


def test_a_file_lies_with_its_maker_and_then_with_its_first_subject(funds: Subgraph) -> None:
    one = scan(funds, "跟着走")
    assert place_of(funds, one) == PREFECTURE
    first = receive(funds, one, region=COUNTY)["indicatorDocument"]["id"]
    assert place_of(funds, one) == COUNTY
    second = receive(funds, one, region=PREFECTURE)["indicatorDocument"]["id"]
    assert place_of(funds, one) == COUNTY
    uses = funds.rows("SELECT owner_id FROM document_use WHERE document_id = %(id)s", {"id": one})
    assert {str(owner) for (owner,) in uses} == {first, second}
    moves = funds.rows(
        "SELECT before->>'region_code', after->>'region_code', after->>'first_owner_id' FROM journal"
        " WHERE action = 'document.attach' AND entity_id = %(id)s",
        {"id": one},
    )
    assert moves == [(PREFECTURE, COUNTY, first)]


def test_only_visible_files_of_a_visible_letter_are_shown(funds: Subgraph) -> None:
    shared = scan(funds, "两级都用")
    of_prefecture = receive(funds, shared, region=PREFECTURE)["indicatorDocument"]["id"]
    of_county = receive(funds, shared, region=COUNTY)["indicatorDocument"]["id"]
    own = receive(funds, scan(funds, "县里的", COUNTY_FINANCE), persona=COUNTY_FINANCE)["indicatorDocument"]["id"]
    seen = {
        letter: funds.post(SCANS, {"id": letter}, COUNTY_FINANCE)["data"]["indicatorDocument"]
        for letter in (of_prefecture, of_county, own)
    }
    assert seen[of_prefecture] is None
    assert seen[of_county] == {"documents": []}, "the prefecture's file stays the prefecture's"
    assert [each["downloadUrl"] is None for each in seen[own]["documents"]] == [False]


def test_each_file_must_be_there_complete_and_of_the_kind(funds: Subgraph) -> None:
    good = scan(funds, "好的")
    waiting = create(funds, announced(paper("未传"), kind="INDICATOR_DOCUMENT"), FINANCE)["document"]["id"]
    voucher = upload(funds, "PAYMENT_VOUCHER", FINANCE, paper("凭证"))
    foreign = scan(funds, "外地的", "stranger")
    before = funds.rows(KEPT)
    wrong = {waiting: "INVALID_INPUT", voucher: "INVALID_INPUT", foreign: "NOT_FOUND", str(new_id()): "NOT_FOUND"}
    for identifier, code in wrong.items():
        (error,) = receive(funds, good, identifier)["errors"]
        assert (error["code"], error["field"]) == (code, [*FIELD, "1"])
    (error,) = receive(funds, good, good)["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", list(FIELD))
    assert funds.rows(KEPT) == before


def test_a_letter_takes_no_more_than_twenty_scans(funds: Subgraph) -> None:
    (error,) = receive(funds, *(str(new_id()) for _ in range(21)))["errors"]
    assert (error["code"], error["field"]) == ("INVALID_INPUT", list(FIELD))


@contextmanager
def at_work(funds: Subgraph, persona: str) -> Iterator[UnitOfWork]:
    """A command's unit of work, never committed."""
    runtime = funds.runtime
    with runtime.session() as session:
        identity = runtime.verifier.identity(f"Bearer {funds.tokens.token(persona)}")
        origin = Origin(runtime.clock.now(session), "of-the-test")
        uow = runtime.unit(session, resolve(session, runtime.service, identity), origin)
        uow.require("document.create", SimpleNamespace(**placed(PREFECTURE)))
        yield uow


def test_papers_are_the_kinds_of_what_is_attached_to_the_aggregate_or_its_part(funds: Subgraph) -> None:
    owner = SimpleNamespace(id=new_id(), **placed(COUNTY))
    part = SimpleNamespace(id=new_id())
    one, other = UUID(scan(funds, "材料")), UUID(upload(funds, "CLAIM_PAPER", FINANCE, paper("发票")))
    with at_work(funds, FINANCE) as uow:
        assert papers_of(uow, owner.id) == frozenset()
        attach(uow, owner, [one], FIELD)
        attach(uow, owner, [one], FIELD)
        attach_one(uow, part, other, ("input", "slip"), {FundDocumentKind.CLAIM_PAPER}, subject=owner)
        assert papers_of(uow, owner.id) == {FundDocumentKind.INDICATOR_DOCUMENT}
        assert papers_of(uow, part.id) == {FundDocumentKind.CLAIM_PAPER}
        assert uow.get(FundDocument, other).region_code == COUNTY
        uow.finish()


def test_the_one_file_of_a_field_is_refused_at_that_field(funds: Subgraph) -> None:
    owner = SimpleNamespace(id=new_id(), **placed(COUNTY))
    one = UUID(scan(funds, "不是凭证"))
    with at_work(funds, FINANCE) as uow, pytest.raises(Fault) as refused:
        attach_one(uow, owner, one, ("input", "voucherId"), {FundDocumentKind.PAYMENT_VOUCHER})
    assert refused.value.field == ("input", "voucherId")
    assert "支付凭证" in refused.value.message
    assert "PAYMENT_VOUCHER" in refused.value.message_en


def test_a_use_is_never_taken_back(funds: Subgraph) -> None:
    receive(funds, scan(funds, "不撤"))
    with funds.runtime.session() as session, pytest.raises(Exception, match="permission denied"):
        session.execute(DocumentUse.__table__.delete())  # type: ignore[attr-defined]
