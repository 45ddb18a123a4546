"""The pages that explain the codes of diagnostics: what is wrong, and what to write instead.

In: `text/pages/*.md`, one file a code, shipped with the package and read when asked for. Out: `Page`s.
"""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

_PAGES = Path(__file__).with_name("pages")


@frozen
class Page:
    """The explanation of one code; `text` is Markdown, its first line the heading."""

    code: str
    title: str
    text: str


def all_codes() -> tuple[str, ...]:
    """Every code that has a page, errors before warnings."""
    return tuple(sorted(page.stem for page in _PAGES.glob("*.md")))


def page(code: str) -> Page:
    """The page of a code, in capitals or not.

    Raises:
        KeyError: there is no such code.
    """
    wanted = code.upper()
    if wanted not in all_codes():
        raise KeyError(code)
    text = (_PAGES / f"{wanted}.md").read_text(encoding="utf-8")
    heading = text.partition("\n")[0]
    return Page(wanted, heading.removeprefix(f"# {wanted}: "), text)
