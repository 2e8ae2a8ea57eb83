import typer

app = typer.Typer(name="jiadi", no_args_is_help=True, add_completion=False)


@app.command()
def hello():
    print("x")
@app.command()
def hello2():
    print("x")
