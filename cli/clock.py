"""`jiadi clock`: what time it is for Jiadi, and another time for a trial run."""

import json
from datetime import date, datetime, time
from typing import Annotated

import typer

from chassis.clock import BUSINESS_ZONE, Clock, set_clock
from chassis.database import engine_of_one
from chassis.service import Service
from chassis.settings import ClockKind, ServiceSettings
from cli.home import ACCESS
from cli.screen import ANSWERS, fail, note
from cli.services import reachable_databases, running_layout, running_services
from deploy.embedded.layout import Layout

NOON = time(12)


def clock(
    moment: Annotated[
        str | None, typer.Argument(help="日期(当日正午)或时刻 A date (its noon) or a moment: 2020-01-06T09:30")
    ] = None,
) -> None:
    """查看或拨动试运行的时钟(全部服务一起)。Show or set the clock that a trial run's services go by."""
    layout = running_layout()
    wanted = None if moment is None else _parsed(moment)
    if wanted is not None:
        _require_movable(layout)
    with reachable_databases():
        for service, settings in running_services(layout, program="migrate"):
            if wanted is not None:
                _set(service, settings, wanted)
            ANSWERS.print(f"{service.name}: {_now(service, settings).isoformat(sep=' ', timespec='seconds')}")


def _parsed(text: str) -> datetime:
    """A moment without an offset is one in Asia/Shanghai."""
    try:
        if len(text) == len("2020-01-06"):
            return datetime.combine(date.fromisoformat(text), NOON, BUSINESS_ZONE)
        moment = datetime.fromisoformat(text)
    except ValueError:
        fail(
            f"“{text}”不是日期或时刻,请写成 2020-01-06 或 2020-01-06T09:30",
            f"'{text}' is no date and no moment; write 2020-01-06 or 2020-01-06T09:30",
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=BUSINESS_ZONE)


def _require_movable(layout: Layout) -> None:
    access = layout.home / ACCESS
    kind = json.loads(access.read_text())["clock"] if access.exists() else ClockKind.DB
    if kind != ClockKind.DB:
        fail(
            "本次启动用的是系统时钟,不能拨动;请停止后以 JIADI_CLOCK=db 重新启动",
            "This stack goes by the machine's clock; stop it and start it with JIADI_CLOCK=db to move time",
        )


def _set(service: Service, settings: ServiceSettings, moment: datetime) -> None:
    if moment < _now(service, settings):
        note(
            f"{service.name} 的时钟被拨回:封存时刻不会倒退,已办过的日期不会重办",
            f"The clock of {service.name} goes back: moments of seals stay, and dates worked off are not run again",
        )
    set_clock(settings.owner_url(), moment)


def _now(service: Service, settings: ServiceSettings) -> datetime:
    with engine_of_one(settings).connect() as connection:
        return Clock(settings.clock, service.tables.clock).now(connection).astimezone(BUSINESS_ZONE)
