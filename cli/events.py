from typing import Annotated

import typer
from kafka.errors import KafkaError

from chassis.rebuild import OneOffHandlerError, rebuild
from chassis.republish import republish
from chassis.runtime import Runtime
from cli.parked import app as parked_app
from cli.screen import ANSWERS, fail
from cli.services import reachable_databases, reachable_services

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def events() -> None:
    """事件。What services tell each other."""


app.add_typer(parked_app, name="parked")


@app.command(name="rebuild")
def rebuild_replica(
    service: Annotated[str, typer.Option(help="重建副本的服务 The service that keeps the replica")],
    handler: Annotated[str, typer.Option(help="处理程序 The handler that fills it")],
) -> None:
    """从头重建一个副本,期间服务照常运行。Fill a replica again from the beginning; the service goes on working."""
    for each, settings in reachable_services(service, "migrate"):
        runtime = Runtime(each, settings)
        try:
            with reachable_databases():
                count = rebuild(runtime, handler)
        except KeyError:
            known = " ".join(one.name for one in each.handlers)
            fail(f"没有处理程序“{handler}”,可选:{known}", f"There is no handler '{handler}'; there are: {known}")
        except OneOffHandlerError:
            fail(
                f"处理程序“{handler}”不只维护副本,不能重来",
                f"The handler '{handler}' does more than keep a replica; it must not be run again",
            )
        ANSWERS.print(f"{each.name}.{handler}: 已重读 {count} 条 events read again")


@app.command(name="republish")
def republish_events(
    service: Annotated[str, typer.Option(help="发出事件的服务 The service that told them")],
    since: Annotated[int, typer.Option(min=1, metavar="SEQ", help="从该序号起 From this seal on")] = 1,
) -> None:
    """按原编号重发已封存的事件,重复的不再处理。Send sealed events again; who had one does nothing."""
    for each, settings in reachable_services(service):
        try:
            with reachable_databases():
                count = republish(each, settings, since)
        except KafkaError as error:
            fail("Kafka 未全部收下,请稍后重新运行", f"Kafka did not take everything; run it again later: {error}")
        ANSWERS.print(f"{each.name}: 已重发 {count} 条 events sent again")
