from datetime import timedelta

from rich.table import Table

from chassis.backlog import read_backlog
from cli.screen import ANSWERS
from cli.services import reachable_databases, running_layout, running_services
from deploy.embedded.child import PidFile
from deploy.embedded.databases import SERVICES
from deploy.embedded.layout import Layout
from deploy.embedded.processes import programs
from deploy.embedded.servers import EXISTING
from deploy.embedded.stack import Stack

# Part → the name of its address; the others are called alike.
ADDRESSED = {"seaweedfs": "s3", "gateway": "graphql"} | {f"{service}.api": service for service in SERVICES}


def status() -> None:
    """查看各部件是否运行、留痕与事件是否积压。Show which parts run and what waits to be sealed and told."""
    layout = running_layout()
    ANSWERS.print(_parts(layout))
    with reachable_databases():
        ANSWERS.print(_backlogs(layout))


def _parts(layout: Layout) -> Table:
    stack = Stack(layout, lambda _: None)
    addresses = stack.addresses
    table = Table("部件 part", "进程 pid", "地址 address")
    for name in [*EXISTING, *(program.name for program in programs(stack.wiring) if not program.is_job)]:
        pid = PidFile(layout.run / f"{name}.pid").pid()
        table.add_row(name, str(pid or "-"), addresses.get(ADDRESSED.get(name, name), ""))
    return table


def _backlogs(layout: Layout) -> Table:
    columns = (
        "服务 service",
        "待封存 unsealed",
        "最久 oldest",
        "待发送 not relayed",
        "待处理 parked",
        "漏办日期 missed",
    )
    table = Table(*columns)
    for service, settings in running_services(layout):
        waits = read_backlog(service, settings)
        table.add_row(
            service.name,
            str(waits.unsealed),
            _seconds(waits.oldest_unsealed),
            str(waits.unrelayed),
            str(waits.parked),
            str(waits.missed or "-"),
        )
    return table


def _seconds(age: timedelta | None) -> str:
    return "-" if age is None else f"{age.total_seconds():.1f} s"
