"""What people see of a broken rule file, as files to be read: tests/golden, one a case, written anew on demand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver
from feedcurate.ruleset import examine_text
from feedcurate.text.render import render
from tests.cases_runner import CASES

GOLDEN = CASES.with_name("golden")
WRITE = os.environ.get("FEEDCURATE_GOLDEN") == "write"
FILES = sorted(GOLDEN.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_case_is_shown_as_its_golden_file_has_it(path: Path) -> None:
    """Drawn without colour, every diagnostic of the case; `FEEDCURATE_GOLDEN=write` writes the file anew."""
    case = CASES / f"{path.stem}.curate"
    text = case.read_text(encoding="utf-8")
    drawn = render(examine_text(text, name=case.name, resolver=FolderResolver(CASES)).diagnostics)
    if WRITE:
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawn


def test_there_are_golden_files() -> None:
    """A folder without files would test nothing."""
    assert len(FILES) >= 10
