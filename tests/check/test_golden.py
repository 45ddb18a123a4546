"""What people see of a broken rule file, as files to be read: tests/golden, one a case, written anew on demand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver
from feedcurate.ruleset import examine_text
from feedcurate.text.render import render
from tests.cases_runner import CASES, case_files, expected

GOLDEN = CASES.with_name("golden")
WRITE = os.environ.get("FEEDCURATE_GOLDEN") == "write"
BROKEN = [path for path in case_files() if expected(path)]


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.stem)
def test_a_case_is_shown_as_its_golden_file_has_it(case: Path) -> None:
    """Drawn without colour, every diagnostic of the case; `FEEDCURATE_GOLDEN=write` writes the file anew."""
    text = case.read_text(encoding="utf-8")
    drawn = render(examine_text(text, name=case.name, resolver=FolderResolver(CASES)).diagnostics)
    golden = GOLDEN / f"{case.stem}.txt"
    if WRITE:
        golden.write_text(drawn, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == drawn


def test_no_golden_file_is_left_over() -> None:
    """Each belongs to a case that is still there."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in BROKEN}
