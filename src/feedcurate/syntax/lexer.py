"""Text to tokens: total (whatever stands in a file is some token), one token at a time, as the parser asks for it.

In: a text, and before each token what the parser can take. Out: `Token`s, and the comments passed on the way.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from feedcurate.syntax.reserved import RESERVED
from feedcurate.syntax.tables import END, tables


class Token(NamedTuple):
    """A piece of the text: its terminal (or one of the kinds below), its characters and where they stand."""

    type: str
    text: str
    start: int
    end: int


class Remark(NamedTuple):
    """A comment: what stands behind its `--`, where that starts and where the comment ends."""

    text: str
    start: int
    end: int


# Kinds of tokens that no grammar takes: each is a mistake with a message of its own.
UNFINISHED_TEXT = "UNFINISHED_TEXT"
UNFINISHED_REGEX = "UNFINISHED_REGEX"
GLUED = "GLUED"
FOREIGN = "FOREIGN"
OTHER = "OTHER"

_SPACE = re.compile(r"\s*")
_COMMENT = re.compile(r"--[^\r\n]*")
_UNFINISHED_REGEX = re.compile(r"/[^\r\n]*")
_UNFINISHED_TEXT = r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+\\?'
_FOREIGN = r"={2,3}|!==|=>|=<|<=>|<>|->|:=|&&|\|\|"
"""Signs of other languages; they are tried before the signs of this one that they start with."""


class Lexer:
    """Reads one text; `position` may be moved, forwards or back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.remarks: list[Remark] = []
        self._after_dot = False
        self._pattern = _pattern()
        self._words = tables().words
        self._signs = tables().signs
        self._contextual = tables().contextual

    def move(self, position: int) -> None:
        """Read on from here; comments that would be read again are forgotten."""
        self.position = position
        self._after_dot = False
        while self.remarks and self.remarks[-1].start >= position:
            self.remarks.pop()

    def next(self, takes: Container[str]) -> Token:
        """The next token, where the parser can take these terminals."""
        text, start = self.text, self._skip()
        if start == len(text):
            return Token(END, "", start, start)
        token = self._contextual_token(start, takes) or self._plain_token(start, takes)
        self.position = token.end
        self._after_dot = token.type == "DOT"
        return token

    def _skip(self) -> int:
        """The start of the next token; comments on the way are kept."""
        text, position = self.text, self.position
        while True:
            space = _SPACE.match(text, position)
            start = space.end() if space else position
            apart = start > position or start == 0 or text[start - 1].isspace()
            comment = _COMMENT.match(text, start) if apart else None
            if comment is None:
                return start
            self.remarks.append(Remark(comment.group()[2:].rstrip(), start, comment.end()))
            position = comment.end()

    def _contextual_token(self, start: int, takes: Container[str]) -> Token | None:
        if self.text[start] == "/" and "REGEX" in takes:
            found = self._contextual["REGEX"].match(self.text, start)
            kind = "REGEX" if found else UNFINISHED_REGEX
            found = found or _UNFINISHED_REGEX.match(self.text, start)
            return Token(kind, found.group(), start, found.end()) if found else None
        for kind in ("SITE", "DID"):
            if (found := self._contextual[kind].match(self.text, start)) and kind in takes:
                return Token(kind, found.group(), start, found.end())
        return None

    def _plain_token(self, start: int, takes: Container[str]) -> Token:
        found = self._pattern.match(self.text, start)
        if found is None:  # a line end is white space, so the pattern's last alternative takes any character
            raise AssertionError("the lexer is total")
        kind, text = found.lastgroup or OTHER, found.group()
        if kind == "NAME":
            kind = self._word(text, takes)
        elif kind == "SIGN":
            kind = self._signs[text]
        return Token(kind, text, start, found.end())

    def _word(self, text: str, takes: Container[str]) -> str:
        if self._after_dot or text not in self._words:
            return "NAME"
        keyword = self._words[text]
        return keyword if text in RESERVED or keyword in takes else "NAME"


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for every token that does not depend on what the parser can take."""
    known = tables()
    signs = "|".join(re.escape(sign) for sign in sorted(known.signs, key=len, reverse=True))
    alternatives = {
        **known.patterns,
        UNFINISHED_TEXT: _UNFINISHED_TEXT,
        GLUED: "--",
        FOREIGN: _FOREIGN,
        "SIGN": signs,
        OTHER: ".",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in alternatives.items()))


def is_first_on_line(text: str, position: int) -> bool:
    """Whether only white space stands before a place on its line."""
    while position and text[position - 1] in " \t\r":
        position -= 1
    return position == 0 or text[position - 1] == "\n"
