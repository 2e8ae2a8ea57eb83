pytest_plugins = ["tests.harness.plugin", "tests.chaos.report"]
