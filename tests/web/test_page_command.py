"""`reportedly page`, from a record, so that no parser is needed."""

import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.errors import RecordError, UnreadableInput
from reportedly.model.wire import to_json

DIGEST = "sha256:" + "0" * 64


@pytest.fixture
def a_file(tmp_path, a_read):
    file = tmp_path / "reading.jsonl"
    file.write_text(to_json(a_read, rules_digest=DIGEST) + "\n", encoding="utf-8")
    return file


def run(*arguments):
    return CliRunner().invoke(app, ["page", *map(str, arguments)])


def test_a_record_becomes_a_page(a_file, tmp_path):
    page = tmp_path / "reading.html"
    assert run(a_file, "-o", page).exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_a_number_too_high_is_named(a_file):
    error = run(a_file, "--number", "2").exception
    assert isinstance(error, UnreadableInput)
    assert "no report number 2" in str(error)


def test_a_damaged_record_is_named(a_file):
    a_file.write_text('{"format":"reportedly/1","report":', encoding="utf-8")
    error = run(a_file).exception
    assert isinstance(error, RecordError)
    assert "reading.jsonl" in str(error)


def test_a_file_that_is_not_there_is_named(tmp_path):
    error = run(tmp_path / "none.txt").exception
    assert isinstance(error, UnreadableInput)
    assert "no such file" in str(error)
