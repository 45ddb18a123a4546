"""What is said of broken rule files, by reading and checking together, stands beside their faulty lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver
from feedcurate.ruleset import examine_text
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Source
from tests.cases_runner import CASES, case_files, expected, said


def _check(source: Source) -> Sequence[Diagnostic]:
    return examine_text(source.text, name=source.name, resolver=FolderResolver(CASES)).diagnostics


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_checking_a_case_says_what_stands_beside_its_lines(path: Path) -> None:
    """Codes and underlined words of the whole check are those of the comments, no more and no fewer."""
    assert said(path, _check) == expected(path)


def test_there_are_enough_cases() -> None:
    """At least forty of the files have something wrong in them."""
    assert sum(bool(expected(path)) for path in case_files()) >= 40
