"""Value types that the subgraphs share, identical in each."""

from datetime import date, datetime
from typing import Any

import strawberry
from strawberry.federation import type as federated

from chassis.errors import ErrorCode, Fault
from chassis.graph.enums import enum_type
from published.document_number import DocumentNumber as Number
from published.labelled import Labelled
from rulebook.verdict import Kind, Outcome, Verdict

enum_type(ErrorCode)
enum_type(Outcome, "VerdictOutcome")
enum_type(Kind, "RuleKind")


class CountPrecision(Labelled):
    """How exact a count is [计数精度]."""

    EXACT = "EXACT", "Exactly this many", "精确"
    AT_LEAST = "AT_LEAST", "At least this many", "至少"


enum_type(CountPrecision)


def described(text: str) -> Any:
    """A field of a value type with its description."""
    return strawberry.field(description=text)


@federated(shareable=True, description="Official document number, unique as a whole [文号].")
class DocumentNumber:
    """A document number as GraphQL shows it."""

    issuer_code: str = described("Issuer code such as 新扶领办传 [发文代字].")
    year: int = described("Year [年份].")
    number: int = described("Number within issuer and year [序号].")
    text: str = described("Printed form such as 新扶领办传〔2019〕75号 [文号全称].")


def document_number(issuer_code: str | None, year: int | None, number: int | None) -> DocumentNumber | None:
    """The value from its three columns; None where the source gives no number."""
    if issuer_code is None or year is None or number is None:
        return None
    printed = Number(issuer_code=issuer_code, year=year, number=number).text
    return DocumentNumber(issuer_code=issuer_code, year=year, number=number, text=printed)


@federated(shareable=True, description="Where a rule is written [依据].")
class Citation:
    """Document and article."""

    document_number: DocumentNumber = described("Document [文号].")
    article: str = described("Article such as 二(三) [条款].")


@federated(shareable=True, description="What one rule says about one attempt or fact [规则判定].")
class RuleVerdict:
    """A verdict as GraphQL shows it."""

    rule_id: str = described("Catalogue id such as F-07 [规则编号].")
    kind: Kind = described("Kind [规则种类].")
    outcome: Outcome = described("Outcome [判定结果].")
    message: str = described("Message in Chinese [说明].")
    message_en: str = described("Message in English [英文说明].")
    measured: str | None = described("Measured value with its unit [实际值].")
    required: str | None = described("Required value with its unit [要求值].")
    citation: Citation | None = described("Document and article; null for an assumed number [依据].")
    pack: str = described("Rule pack that set it, such as xinjiang-2019 or default [规则包].")
    assumed: bool = described("Its number is assumed rather than cited [假定值].")


def rule_verdict(verdict: Verdict) -> RuleVerdict:
    """A verdict of the rulebook as GraphQL shows it."""
    cited = verdict.citation
    number = None if cited is None else cited.document
    return RuleVerdict(
        rule_id=verdict.rule_id,
        kind=verdict.kind,
        outcome=verdict.outcome,
        message=verdict.message,
        message_en=verdict.message_en,
        measured=verdict.measured,
        required=verdict.required,
        citation=None
        if cited is None or number is None
        else Citation(
            document_number=DocumentNumber(
                issuer_code=number.issuer_code, year=number.year, number=number.number, text=number.text
            ),
            article=cited.article,
        ),
        pack=verdict.pack,
        assumed=verdict.assumed,
    )


@federated(shareable=True, description="Why nothing was changed [错误].")
class UserError:
    """A refusal as GraphQL shows it."""

    code: ErrorCode = described("Stable code [错误代码].")
    field: list[str] | None = described('Path into the arguments, such as ["input","lines","0","amount"] [字段路径].')
    message: str = described("Message in Chinese [说明].")
    message_en: str = described("Message in English [英文说明].")


def user_error(fault: Fault) -> UserError:
    """A fault as GraphQL shows it."""
    return UserError(
        code=fault.code, field=list(fault.field) or None, message=fault.message, message_en=fault.message_en
    )


@strawberry.interface(description="What every command answers [办理结果].")
class MutationPayload:
    """Common part of all payloads."""

    verdicts: list[RuleVerdict] = described("Verdicts of this attempt, worst first [规则判定].")
    errors: list[UserError] = described("Empty on success [错误].")
    consistency_token: str | None = described(
        "Opaque; send it in the Jiadi-Consistency header and other services wait until they know this change "
        "[一致性令牌]."
    )


@federated(shareable=True, description="Who acted, as known at that time [经办人].")
class Actor:
    """The snapshot of who acted."""

    subject: str = described("Subject of the token [账号].")
    name: str = described("Name [姓名].")
    role: str = described("Role used [角色].")


@federated(shareable=True, description="One dated change of a state [状态变更].")
class StateChange:
    """A dated fact about a state."""

    axis: str | None = described("State machine that moved, such as title; null where there is only one [状态轴].")
    from_state: str | None = described("State before [原状态].")
    to_state: str = described("State after [新状态].")
    effective_on: date = described("Business date [生效日].")
    recorded_at: datetime = described("Moment recorded [记录时刻].")
    actor: Actor = described("Who [经办人].")
    reason: str | None = described("Why [理由].")
    verdicts: list[RuleVerdict] = described("Verdicts it was taken under [规则判定].")


@federated(shareable=True, description="A step that lies ahead and what stands in its way [下一步].")
class StepCheck:
    """A mutation that the present state allows."""

    mutation: str = described("Mutation that takes the step, such as projectStart [办理操作].")
    ready: bool = described("No rule blocks it [可办理].")
    permitted: bool = described("Your role may take it [有权限].")
    verdicts: list[RuleVerdict] = described("Verdicts known before any input [规则判定].")


@federated(shareable=True, description="A point on the map, WGS 84 [坐标].")
class GeoPoint:
    """Degrees north and east."""

    latitude: float = described("Degrees north [纬度].")
    longitude: float = described("Degrees east [经度].")


@federated(shareable=True, description="A node of a category tree [类别].")
class Category:
    """A node of a tree of categories that has no life of its own."""

    code: str = described("Code [类别代码].")
    name: str = described("Name [类别名称].")
    parent_code: str | None = described("Code of the node above [上级代码].")


@federated(shareable=True, description="Number of rows before paging [总数].")
class Count:
    """A count and how exact it is."""

    count: int = described("Rows; exact up to 10 000 [数量].")
    precision: CountPrecision = described("Exact or at least [精度].")


@federated(shareable=True, description="Where a page ends [分页信息].")
class PageInfo:
    """Cursors of a page and whether there is more."""

    start_cursor: str | None = described("Cursor of the first row [首游标].")
    end_cursor: str | None = described("Cursor of the last row; send as after [末游标].")
    has_next_page: bool = described("More rows follow [有下一页].")
    has_previous_page: bool = described("Rows precede [有上一页].")
