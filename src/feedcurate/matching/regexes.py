r"""Regular expressions, in RE2's syntax and by RE2 itself: linear in the text, whatever the expression.

In: an expression as a rule file has it between its slashes. Out: a `Regex` that searches texts, or a `RegexProblem`.

Expression and text are searched in NFC, everything else as written: addresses are kept, and case counts unless
`ignore_case`. `^` and `$` are the ends of the field, `.` is any character but a line end; `\b`, `\w`, `\d` and
`\s` are ASCII in RE2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import re2
import regex
from attrs import field, frozen

from feedcurate.matching.alignment import align_composed
from feedcurate.matching.normalise import composed
from feedcurate.matching.regex_problems import RegexProblem, RegexProblemKind, refused, unsupported

__all__ = ["Regex", "RegexProblem", "RegexProblemKind", "regular"]

LARGEST = 2 << 20
"""Bytes that an expression may take, compiled and while it searches; short of them RE2 gets slower, never wrong."""

_ITSELF = 5_000
_INSTRUCTION = 16
"""Bytes, measured with google-re2 1.1 on expressions of one to four thousand instructions."""

_SURROGATE = regex.compile(r"\p{Cs}")


@frozen
class Regex:
    """A compiled regular expression; equal where source and flag are."""

    source: str
    ignore_case: bool
    memory: int = field(eq=False, repr=False)
    """How many bytes it may take."""
    matches_empty: bool = field(eq=False)
    """Whether it matches a text without characters, and so every text."""
    _compiled: Any = field(eq=False, repr=False)

    @property
    def size(self) -> int:
        """About how many bytes it takes when it is not searching: what RE2 needs for itself and each instruction."""
        return _ITSELF + _INSTRUCTION * int(self._compiled.programsize + self._compiled.reverseprogramsize)

    def search(self, text: str) -> Iterator[tuple[int, int]]:
        """The matches from left to right, none inside another: code points, half-open, into the text as given.

        Matches of no length are among them, but for those where a match has just ended. Each match is a search of its
        own, so take only as many as are needed.
        """
        normal, alignment = align_composed(_encodable(text))
        last_end = -1
        for match in self._compiled.finditer(normal):
            start, end = match.span()
            if start < end or end != last_end:
                yield alignment.back(start, end)
            last_end = end

    def found(self, text: str) -> bool:
        """Whether it matches anywhere in the text."""
        return self._compiled.search(composed(_encodable(text))) is not None

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, bool, int]]:
        return regular, (self.source, self.ignore_case, self.memory)


def regular(source: str, ignore_case: bool, memory: int = LARGEST) -> Regex | RegexProblem:
    r"""The expression between the slashes, `\/` being one; a problem where RE2 or the language has no such thing.

    `memory` is how many bytes it may take, compiled and while it searches.
    """
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.never_capture = True
    options.max_mem = memory
    options.log_errors = False
    problem = unsupported(source)
    if problem is not None:
        return problem
    try:
        compiled = re2.compile(composed(_encodable(source)), options)
    except re2.error as error:
        return refused(source, error.args[0].decode("utf-8", "replace"))
    return Regex(source, ignore_case, memory, compiled.search("") is not None, compiled)


def _encodable(text: str) -> str:
    """The text with lone surrogates replaced, one for one: RE2 reads UTF-8, which has none."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
