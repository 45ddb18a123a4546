"""Every code that the library can say has a page, and every page a code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import feedcurate
from feedcurate.text.codes import all_codes, page

_LITERAL = re.compile(r'"([EW][0-9]{3})"')


def _codes_in_source() -> set[str]:
    folder = Path(feedcurate.__file__).parent
    return {code for path in folder.rglob("*.py") for code in _LITERAL.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """What the source says and what is explained are the same codes."""
    assert set(all_codes()) == _codes_in_source()


def test_errors_are_listed_before_warnings() -> None:
    """Codes are sorted."""
    assert list(all_codes()) == sorted(all_codes())


@pytest.mark.parametrize("code", all_codes())
def test_a_page_starts_with_its_code_and_title(code: str) -> None:
    """The heading names the code, and the page says what to write instead."""
    found = page(code)
    assert found.text.startswith(f"# {code}: {found.title}\n\n")
    assert found.title
    assert "\n## What to write instead\n" in found.text


def test_a_code_is_found_in_small_letters_too() -> None:
    """`feedcurate help e010` is as good as `E010`."""
    assert page("e010") == page("E010")


def test_an_unknown_code_is_a_key_error() -> None:
    """There is no page for what is no code, nor for a path."""
    for wrong in ("E999", "../E010", ""):
        with pytest.raises(KeyError):
            page(wrong)
