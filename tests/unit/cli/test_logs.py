from pathlib import Path

from cli.logs import Tail


def test_the_last_lines_and_then_what_comes(tmp_path: Path) -> None:
    path = tmp_path / "kafka.log"
    path.write_text("one\ntwo\nthree\n")
    tail = Tail(path)
    assert tail.last(2) == "two\nthree\n"
    assert tail.more() == ""
    with path.open("a") as file:
        file.write("four\n")
    assert tail.more() == "four\n"
    assert tail.more() == ""


def test_a_log_that_was_set_aside_goes_on_in_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "kafka.log"
    path.write_text("one\ntwo\n")
    tail = Tail(path)
    tail.last(1)
    path.rename(tmp_path / "kafka.log.1")
    assert tail.more() == ""
    path.write_text("new\n")
    assert tail.more() == "new\n"


def test_no_lines_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "kafka.log"
    path.write_text("one\n")
    assert Tail(path).last(0) == ""
