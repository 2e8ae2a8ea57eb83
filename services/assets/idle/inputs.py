"""What the field check, the handling and the end of an idle case are given."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.inputs import BusinessDate, CommandInput, PlainDate
from published.idle_terms import IdleFinding, IdleReason
from published.invalid_value import InvalidValueError

MOST_TEXT = 10_000
MOST_CASES = 100

Words = Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]


class CaseInput(CommandInput):
    """A case and the version seen."""

    id: UUID = Field(description="Case [闲置个案].")
    expected_version: int = Field(description="Version seen [版本].")


class IdleCaseConfirmInput(CaseInput):
    """A field check [实地核实]."""

    checked_on: BusinessDate = Field(description="Date [核实日期].")
    finding: IdleFinding = Field(description="Finding [核实结论].")
    reason: IdleReason = Field(description="Reason [闲置原因].")
    condition: Words = Field(description="Condition in words [现状].")
    photo_ids: list[UUID] = Field(default_factory=list, description="Photos [照片].")


class IdleCaseDismissInput(CaseInput):
    """Dismissal [排除]."""

    reason: Words = Field(description="Evidence of use, in words [理由].")
    until: PlainDate = Field(description="Not asked again until [免扰截止].")
    photo_ids: list[UUID] = Field(default_factory=list, description="Photos [照片].")


class IdleCaseTargetInput(CaseInput):
    """A case and the version you saw [闲置个案]."""


def _each_case_once(cases: list[IdleCaseTargetInput]) -> list[IdleCaseTargetInput]:
    if len({case.id for case in cases}) < len(cases):
        raise InvalidValueError(
            "同一个案只能填写一次,请去掉重复的个案。", "A case is given twice; leave out what repeats."
        )
    return cases


class IdleCaseAssignInput(CommandInput):
    """Cases for one person; all or none [派单]."""

    cases: Annotated[list[IdleCaseTargetInput], AfterValidator(_each_case_once)] = Field(
        min_length=1, max_length=MOST_CASES, description="Cases [闲置个案]."
    )
    assignee_id: UUID = Field(description="Person [责任人].")
    due_on: PlainDate = Field(description="Due on [期限].")
