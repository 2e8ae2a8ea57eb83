"""Organisations and their named persons as GraphQL shows them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from strawberry import ID

from chassis.graph.connection import connection
from chassis.graph.context import ReadContext
from chassis.graph.declare import batched, children, column, reference
from chassis.graph.filter_types import RegionFilterInput, StringFilterInput, enum_filter
from chassis.graph.filters import on, on_region, where_input
from chassis.graph.node import node
from chassis.graph.ordering import by, ordering
from chassis.graph.payload import command, entity, mutation, payload
from chassis.graph.query import listed, query
from published.project_terms import OrganisationKind
from services.projects.organisation import commands, models

if TYPE_CHECKING:
    from services.projects.region.graph import Region


async def _names(ctx: ReadContext, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [_name(ctx, row) for row in rows]


def _name(ctx: ReadContext, row: Mapping[str, Any]) -> str:
    """The whole name of an individual only where a role needs it, the one that everybody may read otherwise."""
    whole, shown = row["whole"], str(row["shown"])
    needs_it = whole is not None and ctx.principal.role_for("organisation.see_name", row["path"]) is not None
    return str(whole) if needs_it else shown


@enum_filter(OrganisationKind)
class OrganisationKindFilterInput:
    """Kind."""


@where_input
class OrganisationWhereInput:
    """Which organisations; all given conditions hold [机构条件]."""

    name: StringFilterInput | None = on(models.Organisation.name, "Name; of an individual as masked [名称].")
    kind: OrganisationKindFilterInput | None = on(models.Organisation.kind, "Kind [类型].")
    region: RegionFilterInput | None = on_region(models.Organisation, "Seat [所在区划].")


@ordering
class OrganisationOrder:
    """Order [排序]."""

    NAME_ASC = by(models.Organisation.name_sort, "By name in pinyin [名称升序].")


@node(models.Organisation, key=True)
class Organisation:
    """A body that owns, operates, pays or answers [组织机构]."""

    id: ID = column("Id [标识].")
    version: int = column("Version [版本].")
    name: str = batched(
        _names,
        "Name; of an individual masked outside the roles that need it [名称].",
        shown=models.Organisation.name,
        whole=models.Organisation.full_name,
        path=models.Organisation.region_path,
    )
    kind: OrganisationKind = column("Kind [类型].")
    credit_code: str | None = column("Unified credit code, check digit verified [统一社会信用代码].")
    region: "Region" = reference(models.Organisation.region_id, "Seat [所在区划].")
    officials: "list[Official]" = children(
        models.Official.organisation_id, "Named persons [人员].", order=(models.Official.name_sort,)
    )


@node(models.Official, key=True)
class Official:
    """A named person who answers for something [责任人]."""

    id: ID = column("Id [标识].")
    name: str = column("Name [姓名].")
    duty: str = column("Duty [职务].")
    organisation: "Organisation" = reference(models.Official.organisation_id, "Organisation [机构].")


@connection("Organisation")
class OrganisationConnection:
    """Organisations."""


@payload
class OrganisationPayload:
    """Outcome [办理结果]."""

    organisation: "Organisation | None" = entity("Organisation after it [机构].")


@payload
class OfficialPayload:
    """Outcome [办理结果]."""

    official: "Official | None" = entity("Person after it [人员].")


@query
class OrganisationQuery:
    """Reads of organisations."""

    organisations: "OrganisationConnection | None" = listed(
        "Organisations [组织机构].", where="OrganisationWhereInput", order=OrganisationOrder
    )


@mutation
class OrganisationMutation:
    """Commands on organisations."""

    organisation_register: "OrganisationPayload | None" = command(
        commands.register_organisation, "Register an organisation [登记机构]."
    )
    official_register: "OfficialPayload | None" = command(
        commands.register_official, "Register a named person of an organisation [登记人员]."
    )
