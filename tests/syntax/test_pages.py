"""Every code that is said while a file is read has a page, whose wrong example is wrong in just that way."""

from __future__ import annotations

import pytest

from feedcurate.text.codes import all_codes, page
from tests.syntax.pages import blocks, diagnostics

SYNTAX_CODES = [code for code in all_codes() if code < "E100"]


@pytest.mark.parametrize("code", SYNTAX_CODES)
def test_the_wrong_example_gives_the_code_and_nothing_else(code: str) -> None:
    """The first block of a page shows its mistake, alone."""
    wrong = [block for block in blocks(page(code)) if block.is_wrong]
    assert wrong
    assert [[found.code for found in diagnostics(block)] for block in wrong] == [[code]] * len(wrong)


@pytest.mark.parametrize("code", SYNTAX_CODES)
def test_what_to_write_instead_is_fine(code: str) -> None:
    """The other blocks of a page have no mistake."""
    right = [block for block in blocks(page(code)) if not block.is_wrong]
    assert right
    assert [diagnostics(block) for block in right] == [()] * len(right)
