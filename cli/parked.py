"""Events that wait because a handler could not take them: `jiadi events parked`."""

from typing import Annotated

import typer
from rich.table import Table

from chassis.database import engine_of_one
from chassis.delivery import Delivery
from chassis.parking import Parked, parked
from chassis.runtime import Runtime
from cli.screen import ANSWERS, fail
from cli.services import reachable_databases, reachable_services

app = typer.Typer(no_args_is_help=True, add_completion=False)

OnlyService = Annotated[str | None, typer.Option("--service", help="只看一个服务 One service only")]


@app.callback()
def waiting() -> None:
    """待处理的事件。Events that wait for the operator."""


@app.command(name="list")
def list_parked(service: OnlyService = None) -> None:
    """列出待处理的事件及原因。List what waits, and why."""
    table = Table("服务 service", "处理程序 handler", "对象 key", "来源 topic:partition:offset", "原因 reason")
    with reachable_databases():
        for each, settings in reachable_services(service):
            with engine_of_one(settings).connect() as connection:
                for event in parked(connection, each):
                    table.add_row(each.name, event.handler or "-", event.key or "-", _place(event), event.reason)
    ANSWERS.print(table)


@app.command(name="retry")
def retry_parked(service: OnlyService = None) -> None:
    """重新处理:同一对象的事件按原顺序办理。Handle again what waits, each key in its order."""
    with reachable_databases():
        left = sum(_retry(Runtime(each, settings)) for each, settings in reachable_services(service))
    if left:
        fail(f"仍有 {left} 个对象未能处理,原因见上", f"{left} keys still wait; the reasons stand above")


def _retry(runtime: Runtime) -> int:
    """Try each key once; how many still wait."""
    delivery, left = Delivery(runtime), 0
    with engine_of_one(runtime.settings).connect() as connection:
        keys = dict.fromkeys((event.handler, event.key) for event in parked(connection, runtime.service))
    for handler, key in keys:
        try:
            count = delivery.retry(handler, key)
            ANSWERS.print(f"{runtime.service.name} {handler or '-'} {key or '-'}: 已处理 {count} 条 events handled")
        except Exception as error:  # whatever the handler raises is the operator's to read
            left += 1
            ANSWERS.print(f"{runtime.service.name} {handler or '-'} {key or '-'}: {type(error).__name__}: {error}")
    runtime.close_writes()
    return left


def _place(event: Parked) -> str:
    return f"{event.topic}:{event.partition}:{event.offset}"
