"""What is said of things that run but are probably not meant.

In: the user's words and where they stand. Out: warnings, which `-- allow W201: reason` on the statement silences.
"""

from __future__ import annotations

import re

from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Span

_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$/]")
"""What has a meaning of its own in a regular expression, or ends it."""


def no_timezone(span: Span) -> Diagnostic:
    """A rule that leans on the reader's clock in a file that does not say where the reader is."""
    return Diagnostic(
        "W201",
        "this depends on the reader's clock, and no time zone is set",
        span,
        'add `set timezone: "Europe/Berlin"`; until then it is UTC',
    )


def lost_sign(text: str, span: Span) -> Diagnostic:
    """A sign beside a letter that matching does not see: `C++` finds `c`."""
    regex = _SPECIAL.sub(r"\\\g<0>", text)
    return Diagnostic(
        "W202",
        f"the signs in `{text}` are not looked at, only its words",
        span,
        f"where the signs matter, use a regular expression: `/{regex}/i`",
    )


def absent_under_not(path: str, lacks: str, asked: str, span: Span) -> Diagnostic:
    """A `not` over a part that most posts do not have: without it the answer is unknown, and the rule does not fire."""
    return Diagnostic(
        "W203",
        f"where a post {lacks}, `{path}` is not known, and the rule does not fire",
        span,
        f"say `{asked} and not …` if only those posts are meant, or `not {asked} or not …` for the others too",
    )


def me_not_set(span: Span) -> Diagnostic:
    """A use of `me` in a file that does not say who that is."""
    return Diagnostic(
        "W204",
        "`me` is used, but this file does not say who it is",
        span,
        "add `set me: @name@host`, or run with --me",
    )


def forgets_too_early(days: int, span: Span) -> Diagnostic:
    """A history that forgets what a window still looks at."""
    return Diagnostic(
        "W207",
        "the history forgets what a window still looks at",
        span,
        f"keep it for at least {days + 1} days, or shorten the window",
    )


def edge_of_ascii(edge: str, instead: str, span: Span) -> Diagnostic:
    r"""A `\b` beside a letter that it does not know as one: `/café\b/` finds no café."""
    return Diagnostic(
        "W208",
        f"`{edge}` does not mean the edge of a word: `\\b` knows the letters a to z only",
        span,
        f"write `{instead}`, or the word in quotes, which looks for whole words of every script",
    )


def allow_unknown(code: str, span: Span) -> Diagnostic:
    """`-- allow W999: …` for a warning that does not exist, or one that is an error."""
    return Diagnostic("W205", f"`{code}` is not a warning that can be allowed", span, "see `feedcurate help codes`")


def allow_without_reason(code: str, span: Span) -> Diagnostic:
    """`-- allow W201` that does not say why."""
    return Diagnostic("W206", f"this allows `{code}` without a reason", span, f"write `-- allow {code}: because …`")
