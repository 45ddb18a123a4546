"""What is said of broken rule files stands beside their faulty lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from feedcurate.syntax.parse import parse
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Source
from tests.cases_runner import case_files, expected, said


def _read(source: Source) -> Sequence[Diagnostic]:
    return parse(source).diagnostics


# What is wrong with a file that another one uses is found by the checker only.
ALONE = [path for path in case_files() if 'use "used/' not in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
def test_reading_a_case_says_what_stands_beside_its_lines(path: Path) -> None:
    """Codes and underlined words are those of the comments; the checker's are not asked for here."""
    assert said(path, _read) == [one for one in expected(path) if one.code < "E100"]
