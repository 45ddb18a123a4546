"""The examples of the pages that explain codes, ready to be checked.

In: a page. Out: what checking each of its examples says. A block is written to a file where it has a title; what stands
behind `error` says how a test makes the mistake: `files=none` checks the block as a text, anything else is a limit. A
`fragment` is read only, being what a later version runs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from feedcurate.proof.warnings import plain_warnings, proved_warnings, written
from feedcurate.ruleset import examine, examine_text
from feedcurate.syntax.parse import parse
from feedcurate.text.codes import Page
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source

PROVED = "W301"
"""From this code on a page is about warnings that come after checking: what is plain to see, and what is proved."""

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Block:
    """One example: the words and options behind its language, and its text."""

    language: str
    words: frozenset[str]
    options: dict[str, str]
    text: str

    @property
    def shows_the_mistake(self) -> bool:
        """Whether the block is there to be wrong."""
        return bool(self.words & {"error", "warning"})


def blocks(page: Page) -> Iterator[Block]:
    """The examples of a page, in order."""
    for language, info, text in _BLOCK.findall(page.text):
        words = shlex.split(info)
        options = dict(word.split("=", 1) for word in words if "=" in word)
        yield Block(language, frozenset(word for word in words if "=" not in word), options, text)


def run(page: Page, folder: Path) -> Iterator[tuple[Block, tuple[Diagnostic, ...]]]:
    """Write the files of a page to a folder and check its rule files there, in order."""
    for block in blocks(page):
        title = block.options.get("title")
        if title is not None:
            (folder / title).write_text(block.text, encoding="utf-8")
        if block.language == "curate":
            yield block, _check(block, folder, proves=page.code >= PROVED)


def _check(block: Block, folder: Path, *, proves: bool) -> tuple[Diagnostic, ...]:
    if "fragment" in block.words:
        return parse(Source("page.curate", block.text)).diagnostics
    if block.options.get("files") == "none":
        return examine_text(block.text).diagnostics
    limits = Limits(**{name: int(value) for name, value in block.options.items() if value.isdigit()})
    path = folder / block.options.get("title", "page.curate")
    path.write_text(block.text, encoding="utf-8")
    examined = examine(path, limits=limits)
    if not proves or examined.ruleset is None:
        return examined.diagnostics
    rules = written(examined.ruleset, datetime.now(UTC))
    found = (*plain_warnings(rules), *proved_warnings(rules))
    return (*examined.diagnostics, *(one.diagnostic for one in found))
