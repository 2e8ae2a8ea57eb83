"""Which bytes pass as which type."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.documents.types import TYPES, read_types
from tests.harness.files import package, paper, picture

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
SAMPLES = {
    "application/pdf": paper("样本"),
    "image/jpeg": bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(50),
    "image/png": picture("样本"),
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(30),
    "application/msword": OLD_OFFICE,
    "application/vnd.ms-excel": OLD_OFFICE,
    DOCX: package("[Content_Types].xml", "word/document.xml"),
    XLSX: package("[Content_Types].xml", "xl/workbook.xml"),
}
ALIKE = {"application/msword", "application/vnd.ms-excel"}
"""Their first bytes are the same; what is inside is for the program that opens them."""


def test_every_type_has_a_sample() -> None:
    assert SAMPLES.keys() == TYPES.keys()


@pytest.mark.parametrize("claimed", TYPES)
@pytest.mark.parametrize("real", SAMPLES)
def test_bytes_pass_as_their_own_type_only(claimed: str, real: str) -> None:
    same = claimed == real or {claimed, real} <= ALIKE
    assert TYPES[claimed].holds(io.BytesIO(SAMPLES[real])) is same


@pytest.mark.parametrize("claimed", TYPES)
@pytest.mark.parametrize("content", [b"", b"%", b"plain text", b"MZ\x90\0" + bytes(60), b"<svg xmlns='x'/>", bytes(20)])
def test_anything_else_passes_as_nothing(claimed: str, content: bytes) -> None:
    assert TYPES[claimed].holds(io.BytesIO(content)) is False


@given(st.binary(max_size=200))
def test_a_broken_package_is_refused_and_breaks_nothing(tail: bytes) -> None:
    assert TYPES[DOCX].holds(io.BytesIO(b"PK\x03\x04" + tail)) is False


def test_the_content_is_judged_from_its_start_wherever_the_file_stands() -> None:
    file = io.BytesIO(paper("位置"))
    file.seek(10)
    assert TYPES["application/pdf"].holds(file)


@pytest.mark.parametrize(
    ("name", "named"), [("a.pdf", True), ("a.PDF", True), ("a.pdf.exe", False), ("pdf", False), ("a.png", False)]
)
def test_a_name_ends_as_its_type_says(name: str, named: bool) -> None:
    assert TYPES["application/pdf"].names(name) is named


def test_a_type_is_recognised_as_itself_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "types.yaml"
    path.write_text("a/b:\n  endings: [ab]\nc/d:\n  endings: [cd]\n  recognised_as: [x/y]\n  part: p\n")
    types = read_types(path)
    assert (types["a/b"].recognised_as, types["a/b"].part) == (frozenset({"a/b"}), None)
    assert (types["c/d"].recognised_as, types["c/d"].part) == (frozenset({"x/y"}), "p")
