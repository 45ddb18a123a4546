"""Every code that is said while a file is checked has a page, whose wrong example is wrong in just that way."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedcurate.text.codes import all_codes, page
from feedcurate.text.diagnostic import Severity
from tests.check.pages import blocks, run

CODES = [code for code in all_codes() if code >= "E100"]


@pytest.mark.parametrize("code", [code for code in CODES if code != "E167"])
def test_the_wrong_example_gives_the_code_and_nothing_else(code: str, tmp_path: Path) -> None:
    """The wrong block of a page shows its mistake, alone."""
    wrong = [found for block, found in run(page(code), tmp_path) if block.shows_the_mistake]
    assert [[diagnostic.code for diagnostic in found] for found in wrong] == [[code]]


@pytest.mark.parametrize("code", CODES)
def test_what_to_write_instead_is_fine(code: str, tmp_path: Path) -> None:
    """The other blocks of a page are clean, without even a warning."""
    right = [found for block, found in run(page(code), tmp_path) if not block.shows_the_mistake]
    assert right
    assert right == [()] * len(right)


@pytest.mark.parametrize("code", CODES)
def test_a_wrong_block_says_how_bad_it_is(code: str) -> None:
    """An error stops a file and a warning does not; the block of a page says which of them it shows."""
    severity = Severity.WARNING if code.startswith("W") else Severity.ERROR
    shown = {word for block in blocks(page(code)) for word in block.words & {"error", "warning"}}
    assert shown == ({severity.value} if code != "E167" else set())


def test_a_rule_file_that_is_not_there_is_shown_by_an_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of E167 loads a file that is not there, and then the one that was meant."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks(page("E167")):
        if block.language == "python":
            exec(block.text, names)  # noqa: S102 (a page of our own)
        else:
            (tmp_path / block.options["title"]).write_text(block.text, encoding="utf-8")
    assert names["codes"] == ["E167"]
    assert "rules" in names
