"""Registering organisations and their named persons."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from chassis.errors import invalid
from chassis.pinyin import sort_key
from chassis.region import in_region
from chassis.uow import UnitOfWork
from published.project_terms import OrganisationKind
from services.projects.organisation.events import official_registered, organisation_registered
from services.projects.organisation.inputs import OfficialRegisterInput, OrganisationRegisterInput
from services.projects.organisation.models import Official, Organisation
from services.projects.organisation.rules import masked


def register_organisation(uow: UnitOfWork, cmd: OrganisationRegisterInput) -> UUID:
    """Enter an organisation into the register; its credit code is there at most once."""
    region = uow.region_in_force(cmd.region_code)
    uow.require("organisation.register", region)
    _require_acceptable_code(uow, cmd)
    individual = cmd.kind is OrganisationKind.INDIVIDUAL
    name = masked(cmd.name) if individual else cmd.name
    organisation = uow.add(
        Organisation(
            **in_region(region),
            name=name,
            name_sort=sort_key(name),
            full_name=cmd.name if individual else None,
            kind=cmd.kind,
            credit_code=cmd.credit_code,
        )
    )
    uow.record(organisation, organisation_registered, action="organisation.register")
    return organisation.id


def register_official(uow: UnitOfWork, cmd: OfficialRegisterInput) -> UUID:
    """Enter a named person of an organisation into the register."""
    field = ("input", "organisationId")
    organisation = uow.get(Organisation, cmd.organisation_id, field)
    uow.require("official.register", organisation)
    if organisation.kind is OrganisationKind.INDIVIDUAL:
        raise invalid("个人不能再登记人员,请选择单位", "An individual has no officials; choose an organisation", field)
    official = uow.add(
        Official(
            region_id=organisation.region_id,
            region_code=organisation.region_code,
            region_path=organisation.region_path,
            organisation_id=organisation.id,
            name=cmd.name,
            name_sort=sort_key(cmd.name),
            duty=cmd.duty,
        )
    )
    uow.record(official, official_registered, action="official.register")
    return official.id


def _require_acceptable_code(uow: UnitOfWork, cmd: OrganisationRegisterInput) -> None:
    if cmd.credit_code is None:
        return
    field = ("input", "creditCode")
    if cmd.kind is OrganisationKind.INDIVIDUAL:
        raise invalid(
            "个人没有统一社会信用代码,请删除或更正类型",
            "An individual has no credit code; remove it or correct the kind",
            field,
        )
    same = select(col(Organisation.name)).where(col(Organisation.credit_code) == cmd.credit_code)
    if (name := uow.session.scalar(same)) is not None:
        raise invalid(
            f"统一社会信用代码{cmd.credit_code}已登记为“{name}”,请直接选用该机构",
            f"The credit code {cmd.credit_code} is already registered, for {name}; use that organisation",
            field,
        )
