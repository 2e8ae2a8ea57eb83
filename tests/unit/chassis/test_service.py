from dataclasses import replace
from pathlib import Path

import pytest

from chassis.auth import Identity, Permissions, Principal, Scope, system_principal
from chassis.errors import Fault
from chassis.region import EVERYWHERE, Place
from tests.integration.chassis.example import listener, teller
from tests.integration.chassis.example.jobs import count_organisations


def test_a_service_knows_what_it_reads_and_who_handles_it() -> None:
    service = listener.service(Path())
    assert service.neighbours == ("projects",)
    assert service.topic("test.") == "test.jiadi.funds.v1"
    handlers = service.handlers_of("jiadi.organisation.registered.v1")
    assert [handler.name for handler in handlers] == ["keep_organisation", "count_tellings"]
    assert service.handlers_of("jiadi.asset.formed.v1") == ()


def test_two_handlers_of_one_name_are_refused() -> None:
    service = teller.service(Path())
    with pytest.raises(ValueError, match="keep_region"):
        replace(service, handlers=(listener.keep_region, listener.keep_region))


def test_two_jobs_of_one_name_are_refused() -> None:
    service = teller.service(Path())
    with pytest.raises(ValueError, match=r"two jobs of projects .*organisations\.count"):
        replace(service, jobs=(count_organisations, count_organisations))


def test_our_own_jobs_may_do_everything_everywhere() -> None:
    assert system_principal("seed", Permissions({})).require("anything.at_all", EVERYWHERE) == "SYSTEM"


def test_a_token_that_calls_its_role_system_may_do_nothing() -> None:
    pretender = Principal(Identity("x", "某人"), (Scope("SYSTEM", "/"),), Permissions({}))
    with pytest.raises(Fault, match="FORBIDDEN"):
        pretender.require("anything.at_all", Place("/1/"))
