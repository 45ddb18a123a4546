"""What is wrong with a regular expression, and what to write instead.

In: the expression, and what RE2 said of it. Out: a `RegexProblem` with the place of the faulty part. The wording of the
`detail` and `instead` is all here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen


class RegexProblemKind(StrEnum):
    """Why an expression is refused."""

    LOOKAROUND = "look-around"
    BACKREFERENCE = "back-reference"
    INLINE_FLAGS = "inline flags"
    SYNTAX = "syntax"
    TOO_BIG = "too big"


@frozen
class RegexProblem:
    """What is wrong, where in the source (code points, half-open), and what to write instead."""

    kind: RegexProblemKind
    start: int
    end: int
    detail: str
    instead: str


_CONSTRUCT = re.compile(
    r"""
      \\Q .*? (?: \\E | \Z )                                             # quoted text
    | (?P<escape> \\ (?: k (?: <\w*>? | '\w*'? | \{\w*\}? ) | g \{? -?\w* \}? | [0-7]{1,3} | . ) )
    | \[ \^? \]? (?: \[: \^? \w* :\] | \\. | [^\]\\] )* \]?              # a class of characters
    | (?P<group> \( \? (?: P?<[=!] | P?<\w*> | P[=>] \w* | [aimnsuxJLUX^-]+ [:)] | :  | . )? )
    """,
    re.VERBOSE | re.DOTALL,
)
_LOOKAROUND = {"(?=": "look-ahead", "(?!": "look-ahead", "(?<=": "look-behind", "(?<!": "look-behind"}
_FLAGS = re.compile(r"\(\?([aimnsuxJLUX^-]+)[:)]")
_BACKREFERENCE = re.compile(r"\\[1-9]|\\[kg].*|\(\?P=\w*", re.DOTALL)

_INSTEAD_OF_FLAG = {
    "i": "write it after the last slash: `/…/i`",
    "m": "write `(?:^|\\n)` for the start of a line and `(?:\\n|$)` for its end",
    "s": "write `[\\s\\S]` for any character, line ends too",
    "U": "write `*?`, `+?` or `??` for the shortest match",
    "x": "leave white space and comments out of the expression",
}
_INSTEAD_OF_ESCAPE = {
    "\\C": "write `.` for one character",
    "\\G": "leave it out: every search starts at the beginning",
    "\\K": "leave it out: the whole match is shown",
    "\\N": "write `.` for any character but a line end",
    "\\R": "write `(?:\\r\\n|\\n|\\r)`",
    "\\X": "write `.` for one character",
    "\\Z": "write `\\z` for the end of the text",
    "\\e": "write `\\x1b`",
    "\\h": "write `[ \\t]`",
    "\\u": "write `\\x{1F600}`, with the number of the character in braces",
    "\\<": "write `\\b` for the edge of a word",
    "\\>": "write `\\b` for the edge of a word",
}
_PLAIN_ESCAPE = "write the sign itself, or `\\x{…}` with its number"
_SEE_RE2 = "see RE2's syntax: https://github.com/google/re2/wiki/Syntax"

_SHOWN = 40
"""How much of a faulty part is shown, in characters."""

_REFUSALS = {
    "bad repetition operator": (
        "`{0}` repeats a repetition",
        "put what is repeated in brackets, or leave one sign out",
    ),
    "invalid character class range": ("`{0}` is no class of characters", _SEE_RE2),
    "invalid escape sequence": ("`{0}` means nothing here", _PLAIN_ESCAPE),
    "invalid named capture group": ("`{0}` is no name for a group", "write `(?:…)`: names have no use here"),
    "invalid perl operator": ("`{0}` is not part of RE2's syntax", "write `(?:…)` for a group"),
    "missing )": ("a `(` has no `)`", "close it, or write `\\(` for the sign itself"),
    "missing ]": ("a `[` has no `]`", "close it, or write `\\[` for the sign itself"),
    "no argument for repetition operator": (
        "`{0}` has nothing to repeat",
        "write a `\\` before it for the sign itself",
    ),
    "trailing \\": ("a `\\` stands at the end", "write `\\\\` for the sign itself"),
    "unexpected )": ("a `)` has no `(`", "open it, or write `\\)` for the sign itself"),
}


def unsupported(source: str) -> RegexProblem | None:
    """What RE2 or the language does not have though other tools do; the first such thing."""
    for start, text in _constructs(source):
        problem = _of_construct(start, text)
        if problem is not None:
            return problem
    return None


def refused(source: str, message: str) -> RegexProblem:
    """What RE2's own message means."""
    reason, _, fragment = message.partition(": ")
    start = max(source.find(fragment), 0) if fragment else 0
    end = start + len(fragment) if fragment and source.startswith(fragment, start) else len(source)
    fragment = fragment if len(fragment) <= _SHOWN else fragment[: _SHOWN - 1] + "…"
    if reason.startswith("pattern too large") or (reason == "invalid repetition size" and not _is_reversed(fragment)):
        detail = f"`{fragment}` repeats too much" if fragment else "it is too big"
        return RegexProblem(RegexProblemKind.TOO_BIG, start, end, detail, "repeat less: at most 1,000 times in all")
    if reason == "invalid repetition size":
        return RegexProblem(
            RegexProblemKind.SYNTAX,
            start,
            end,
            f"`{fragment}` is the wrong way round",
            "write the smaller number first",
        )
    detail, instead = _REFUSALS.get(reason, (reason, _SEE_RE2))
    return RegexProblem(RegexProblemKind.SYNTAX, start, end, detail.format(fragment), instead)


def _constructs(source: str) -> Iterator[tuple[int, str]]:
    for match in _CONSTRUCT.finditer(source):
        if match.lastgroup is not None:
            yield match.start(), match[0]


def _of_construct(start: int, text: str) -> RegexProblem | None:
    end = start + len(text)
    if text in _LOOKAROUND:
        return RegexProblem(
            RegexProblemKind.LOOKAROUND,
            start,
            end,
            f"{_LOOKAROUND[text]} `{text}` is not part of RE2's syntax",
            "say it in the rule: `… and not post.text matches /…/`, or with `except` in a topic",
        )
    if _BACKREFERENCE.fullmatch(text):
        return RegexProblem(
            RegexProblemKind.BACKREFERENCE,
            start,
            end,
            f"back-reference `{text}` is not part of RE2's syntax",
            "write out what is repeated: `(?:ha){2,}`, `aa|bb|cc`",
        )
    flags = _FLAGS.fullmatch(text)
    if flags is not None:
        instead = dict.fromkeys(_INSTEAD_OF_FLAG[flag] for flag in flags[1] if flag in _INSTEAD_OF_FLAG)
        return RegexProblem(
            RegexProblemKind.INLINE_FLAGS,
            start,
            end,
            f"flags inside the expression (`{text}`) are not allowed",
            "; ".join(instead) or "leave them out: the only flag is `i`, after the last slash",
        )
    if text in _INSTEAD_OF_ESCAPE:
        return RegexProblem(RegexProblemKind.SYNTAX, start, end, f"`{text}` is not allowed", _INSTEAD_OF_ESCAPE[text])
    return None


def _is_reversed(repetition: str) -> bool:
    least, _, most = repetition.strip("{}").partition(",")
    return most.isdigit() and least.isdigit() and int(least) > int(most)
