import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer


def suite(
    context: typer.Context,
    docker: Annotated[bool, typer.Option("--docker", help="在容器中 In containers, by docker-compose.yml")] = False,
) -> None:
    """运行全部测试,其余参数交给 pytest。Run the tests; what follows is passed to pytest."""
    if docker:
        os.environ["JIADI_TEST_DOCKER"] = "1"
        _become_pytest(["-rs", "tests/docker", *context.args])
    _become_pytest(context.args)


def chaos(seeds: Annotated[int, typer.Option(min=1, help="随机种子数 How many seeds")] = 20) -> None:
    """在随机故障下反复走完全程,比对结果。Tell the thread under random faults and compare what is left."""
    os.environ["JIADI_CHAOS_SEEDS"] = str(seeds)
    _become_pytest(["-n", "2", "tests/chaos/test_chaos.py"])


def _become_pytest(arguments: Sequence[str]) -> None:
    """So that its exit code and signals are ours."""
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606 - nothing of it comes from outside
