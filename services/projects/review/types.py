"""Values that deliberations, appraisals and reviews show."""

from collections.abc import Mapping
from typing import Any

import strawberry

from chassis.graph.enums import enum_type
from chassis.graph.values import Actor, described
from published.review_terms import AppraisalBody, ReviewAspect

for _enum in (AppraisalBody, ReviewAspect):
    enum_type(_enum)


@strawberry.type(description="Result on one aspect [要点结论].")
class AspectResult:
    """What was looked at, and what was found."""

    aspect: ReviewAspect = described("Aspect [要点].")
    passed: bool = described("Fine [是否通过].")
    note: str | None = described("Note [说明].")


def aspect_results(row: Mapping[str, Any]) -> list[AspectResult]:
    """The results that a row keeps, as they were given."""
    return [
        AspectResult(aspect=ReviewAspect(each["aspect"]), passed=each["passed"], note=each["note"])
        for each in row["aspects"]
    ]


def appraisal_bodies(row: Mapping[str, Any]) -> list[AppraisalBody]:
    """Who appraised."""
    return [AppraisalBody(each) for each in row["bodies"]]


def reviewer(row: Mapping[str, Any]) -> Actor:
    """Who decided, as known then."""
    return Actor(subject=row["subject"], name=row["name"], role=row["role"])
