"""Where the next statement starts, after one that could not be read.

In: a text and a place in it. Out: a place to read on from, found in one pass over the text.
"""

from __future__ import annotations

import re

from feedcurate.syntax.reserved import STARTERS

_WORDS = "|".join(sorted(STARTERS))
_START = re.compile(
    rf"""
      "[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"         # a text is passed over
    | --[^\n]*                                # a comment too
    | (?P<first> ^[ \t]* (?=(?:{_WORDS})\b) ) # at the start of a line, each of the words
    | (?<![\w.\#@"-]) (?P<inner> (?=          # inside a line, only with what must follow it
          (?:accounts|sites|topic)\s+\w+\s*(?::|from\b)
        | let\s+\w+\s*=
        | rule\s+\w+\s+(?:"|for\b|from\b|until\b|shadow\b|off\b|when\b)
        | (?:set|signal)\s+\w+(?:\.\w+)?\s*:
        | use\s+"
        | example\s+"
        | (?:always|never)\s+"
        | feed\s+(?:at|once|order)\b
      ) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_CARRIED_ON = re.compile(r"\b(?:given|by)[ \t]+\Z")
"""Words behind which, on one line, `accounts` and `feed` start no statement."""

_LOOK_BACK = 20
"""How far back such a word is looked for."""


def next_statement(text: str, position: int) -> int:
    """The first start of a statement at or behind a position, or the end of the text.

    Comments on the lines before it are kept with it.
    """
    for found in _START.finditer(text, position):
        if found.lastgroup is None:
            continue
        start = found.end()
        if found.lastgroup == "first" or not _CARRIED_ON.search(text[max(0, start - _LOOK_BACK) : start]):
            return _with_comments_before(text, start, position)
    return len(text)


def _with_comments_before(text: str, start: int, position: int) -> int:
    """The start of the first of the blank lines and comments that stand directly above a place."""
    line = text.rfind("\n", position, start) + 1
    while line > position:
        above = text.rfind("\n", position, line - 1) + 1
        if above <= position or not re.match(r"[ \t\r]*(?:--|\n)", text[above:line]):
            break
        line = above
    return line if position < line else start
