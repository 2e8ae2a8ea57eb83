"""The `jiadi` command. Each command lives in the file of its name; this one lists them."""

import typer

from cli import audit, control, events, logs, status, suite, token, up

app = typer.Typer(
    name="jiadi",
    help="家底:扶贫项目、资金、资产一本账。Jiadi keeps projects, funds and assets in order.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(up.up)
app.command()(control.down)
app.command()(status.status)
app.command()(logs.logs)
app.command()(control.reset)
app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(suite.test)
app.command()(token.token)
app.add_typer(audit.app, name="audit")
app.add_typer(events.app, name="events")
