import os
import sys
from typing import Annotated

import typer


def suite(
    context: typer.Context,
    docker: Annotated[bool, typer.Option("--docker", help="在容器中 In containers, by docker-compose.yml")] = False,
) -> None:
    """运行全部测试,其余参数交给 pytest。Run the tests; what follows is passed to pytest."""
    chosen = ["-rs", "tests/docker"] if docker else []
    os.environ |= {"JIADI_TEST_DOCKER": "1"} if docker else {}
    arguments = [sys.executable, "-m", "pytest", *chosen, *context.args]
    os.execv(sys.executable, arguments)  # noqa: S606 - becoming pytest, so that its exit code and signals are ours


def chaos(seeds: Annotated[int, typer.Option(min=1, help="随机种子数 How many seeds")] = 20) -> None:
    """在随机故障下反复走完全程,比对结果。Tell the thread under random faults and compare what is left."""
    os.environ["JIADI_CHAOS_SEEDS"] = str(seeds)
    arguments = [sys.executable, "-m", "pytest", "-q", "tests/chaos"]
    os.execv(sys.executable, arguments)  # noqa: S606 - becoming pytest, so that its exit code and signals are ours
