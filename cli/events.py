from typing import Annotated

import typer
from kafka.errors import KafkaError

from chassis.republish import republish
from cli.screen import ANSWERS, fail
from cli.services import reachable_databases, running_layout, running_services

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def events() -> None:
    """事件。What services tell each other."""


@app.command(name="republish")
def republish_events(
    service: Annotated[str, typer.Option(help="发出事件的服务 The service that told them")],
    since: Annotated[int, typer.Option(min=1, metavar="SEQ", help="从该序号起 From this seal on")] = 1,
) -> None:
    """按原编号重发已封存的事件,重复的不再处理。Send sealed events again; who had one does nothing."""
    for each, settings in running_services(running_layout(), service):
        try:
            with reachable_databases():
                count = republish(each, settings, since)
        except KafkaError as error:
            fail("Kafka 未全部收下,请稍后重新运行", f"Kafka did not take everything; run it again later: {error}")
        ANSWERS.print(f"{each.name}: 已重发 {count} 条 events sent again")
