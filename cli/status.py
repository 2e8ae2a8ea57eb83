from rich.table import Table

from cli.home import open_layout
from cli.screen import ANSWERS, note
from deploy.embedded.child import PidFile
from deploy.embedded.databases import SERVICES
from deploy.embedded.home_lock import HomeLock
from deploy.embedded.layout import Layout
from deploy.embedded.processes import programs
from deploy.embedded.servers import EXISTING
from deploy.embedded.stack import Stack

# Part → the name of its address; the others are called alike.
ADDRESSED = {"seaweedfs": "s3", "gateway": "graphql"} | {f"{service}.api": service for service in SERVICES}


def status() -> None:
    """查看各部件是否运行。Show which parts run."""
    layout = open_layout()
    if HomeLock(layout).pid_file.pid() is None:
        note("家底没有运行", "Jiadi is not running")
        raise SystemExit(3)
    stack = Stack(layout, print)
    ANSWERS.print(_parts(layout, stack))


def _parts(layout: Layout, stack: Stack) -> Table:
    table = Table("部件 part", "进程 pid", "地址 address")
    addresses = stack.addresses
    for name in [*EXISTING, *(program.name for program in programs(stack.wiring) if not program.is_job)]:
        pid = PidFile(layout.run / f"{name}.pid").pid()
        table.add_row(name, str(pid or "-"), addresses.get(ADDRESSED.get(name, name), ""))
    return table
