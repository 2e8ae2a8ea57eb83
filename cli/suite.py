import os
import sys

import typer


def test(context: typer.Context) -> None:
    """运行全部测试,其余参数交给 pytest。Run the tests; what follows is passed to pytest."""
    arguments = [sys.executable, "-m", "pytest", *context.args]
    os.execv(sys.executable, arguments)  # noqa: S606 - becoming pytest, so that its exit code and signals are ours
