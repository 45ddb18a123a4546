"""The fenced code blocks of a page. In: the Markdown. Out: its blocks, in order, with what their info strings say.

Blocks may be indented (in lists, notes and tabs), which is why this is no job for a CommonMark parser: to one, the
content of a note is an indented block, and its fences are text.
"""

from __future__ import annotations

import re
import shlex
from textwrap import dedent
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,})(?P<info>[^`]*)")


@frozen
class Block:
    """A fenced block: its language, the words after it, its `title`, its content, and the line that starts at."""

    language: str
    words: frozenset[str]
    title: str | None
    text: str
    line: int


def find_blocks(page: str) -> Iterator[Block]:
    """Yield every fenced block of a page; a fence that is never closed is a mistake in the page.

    Raises:
        ValueError: a fence is left open.
    """
    lines = page.splitlines()
    at = 0
    while at < len(lines):
        opening = FENCE.fullmatch(lines[at])
        at += 1
        if opening is None:
            continue
        start = at
        while at < len(lines) and lines[at].strip() != opening["fence"]:
            at += 1
        if at == len(lines):
            raise ValueError(f"line {start}: the code block that starts here is never closed")
        content = dedent("\n".join(lines[start:at]) + "\n")
        at += 1
        yield _block(opening["info"], content, start + 1)


def _block(info: str, text: str, line: int) -> Block:
    language, *rest = shlex.split(info) or [""]
    options = dict(word.split("=", 1) for word in rest if "=" in word)
    words = frozenset(word for word in rest if "=" not in word)
    return Block(language, words, options.get("title"), text, line)
