from pathlib import Path

from gateway.compose import breaking_changes, stale

BEFORE = "type Query { a: Int b(x: Int): [String!]! } enum E { ONE TWO }"


def test_additions_break_nobody() -> None:
    assert (
        breaking_changes(
            BEFORE, "type Query { a: Int b(x: Int, y: Int = 1): [String!]! c: Int } enum E { ONE TWO THREE }"
        )
        == []
    )


def test_what_clients_lose_is_told() -> None:
    told = breaking_changes(BEFORE, "type Query { b(x: Int, y: Int!): [String!] } enum E { ONE }")
    assert len(told) == 4
    assert any("Query.a" in line for line in told)
    assert any("E.TWO" in line for line in told)


def test_a_file_is_fresh_only_if_every_byte_is(tmp_path: Path) -> None:
    (tmp_path / "api.graphql").write_text("type Query { a: Int }\n")
    assert stale(tmp_path, {"api.graphql": "type Query { a: Int }\n"}) == []
    assert stale(tmp_path, {"api.graphql": "type Query { a: Int }", "missing.graphql": "x"}) == [
        "api.graphql",
        "missing.graphql",
    ]
