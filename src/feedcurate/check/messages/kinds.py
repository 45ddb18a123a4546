"""What is said of kinds: values compared, added, searched or counted that do not go together.

In: the user's words, kinds and where they stand. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.messages.articles import a
from feedcurate.check.suggest import either
from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span


def not_a_condition(text: str, kind: str, span: Span, help_: str = "") -> Diagnostic:
    """A value where something that is true or false is needed."""
    return Diagnostic(
        "E120",
        f"`{text}` is {a(kind)}, not a condition",
        span,
        help_ or "compare it with something, such as `= …` or `> …`",
        "neither true nor false",
    )


def cannot_compare(op: str, left: str, right: str, span: Span, labels: Iterable[Label], help_: str = "") -> Diagnostic:
    """Two kinds that never equal each other."""
    return Diagnostic(
        "E121",
        f"`{op}` cannot compare {a(left)} with {a(right)}",
        span,
        help_ or f"write {a(left)} on both sides",
        labels=tuple(labels),
    )


def text_for_hashtag(text: str, span: Span) -> Diagnostic:
    """A text beside a hashtag; every text can be written as one, so this is a slip."""
    return Diagnostic("E121", f'`"{text}"` is a text, and the other side is a hashtag', span, f"say `#{text}`")


def unit_missing(text: str, span: Span) -> Diagnostic:
    """A bare number where a duration is needed."""
    minutes = f"{text} minute" if text == "1" else f"{text} minutes"
    return Diagnostic(
        "E122",
        f"`{text}` has no unit",
        span,
        f"say `{minutes}`, or whichever of seconds, minutes, hours, days and weeks you mean",
        "a duration is needed",
        fix=Fix(span, minutes),
    )


def share_and_number(text: str, kind: str, instead: str, span: Span) -> Diagnostic:
    """A share beside a number: `30%` is not `0.3`."""
    return Diagnostic(
        "E123",
        f"`{text}` is {a(kind)}, and the other side is {a('number' if kind == 'share' else 'share')}",
        span,
        f"say `{instead}`",
        fix=Fix(span, instead),
    )


def cannot_calculate(op: str, left: str, right: str, span: Span, help_: str) -> Diagnostic:
    """Arithmetic on kinds that have none."""
    return Diagnostic("E124", f"`{op}` cannot join {a(left)} and {a(right)}", span, help_)


def not_ordered(op: str, kind: str, span: Span) -> Diagnostic:
    """A size comparison of things that have no size."""
    return Diagnostic(
        "E125", f"{a(kind)} has no order, so `{op}` says nothing of it", span, "use `=`, `!=` or `in {…}` instead"
    )


def not_a_collection(text: str, kind: str, span: Span, help_: str = "") -> Diagnostic:
    """Something after `in` that contains nothing."""
    return Diagnostic(
        "E126",
        f"`{text}` is {a(kind)}; nothing can be in it",
        span,
        help_ or "after `in` stands a list's name, a range `10..20` or a set `{a, b}`",
    )


def cannot_be_in(left: str, right: str, span: Span, labels: Iterable[Label], help_: str = "") -> Diagnostic:
    """A value that can never be an element of what stands after `in`."""
    return Diagnostic(
        "E127",
        f"{a(left)} is never in {a(right)}",
        span,
        help_ or "compare it with elements of its own kind",
        labels=tuple(labels),
    )


def cannot_mention(text: str, kind: str, span: Span, help_: str) -> Diagnostic:
    """Something in front of `mentions` that has no words."""
    return Diagnostic("E128", f"`{text}` is {a(kind)}, which has no words to search", span, help_)


def cannot_be_mentioned(text: str, kind: str, span: Span, help_: str = "") -> Diagnostic:
    """Something after `mentions` that is no word."""
    return Diagnostic(
        "E129",
        f"`{text}` is {a(kind)}, which cannot be mentioned",
        span,
        help_ or "after `mentions` stands a topic, a text, a hashtag, an account or a set of them",
    )


def cannot_match(text: str, kind: str, span: Span) -> Diagnostic:
    """Something in front of `matches` that is no text."""
    return Diagnostic(
        "E130", f"`{text}` is {a(kind)}; a regular expression searches text", span, "name a text, such as `post.text`"
    )


def not_a_regex(text: str, span: Span) -> Diagnostic:
    """Something after `matches` that is no regular expression."""
    return Diagnostic(
        "E131",
        f"`{text}` is not a regular expression",
        span,
        "write it between slashes, `/…/`, or use `mentions` for words",
    )


def no_is_words(text: str, kind: str, span: Span) -> Diagnostic:
    """Something in front of `is` that has no flags."""
    return Diagnostic("E132", f"`{text}` is {a(kind)}; `is` says nothing of it", span, f"compare it: `{text} = …`")


def no_has_words(text: str, kind: str, span: Span) -> Diagnostic:
    """Something in front of `has` that has no parts."""
    return Diagnostic(
        "E133", f"`{text}` is {a(kind)}, which has no parts", span, "ask the whole: `post has …`, `author has …`"
    )


def not_a_list(text: str, kind: str, function: str, span: Span) -> Diagnostic:
    """Something to count or quantify that is no list."""
    return Diagnostic(
        "E134",
        f"`{function}` needs a list, and `{text}` is {a(kind)}",
        span,
        "name a list of the post, such as `post.media`, `post.links` or `post.tags`",
    )


def where_needed(function: str, element: str, span: Span) -> Diagnostic:
    """`any` or `all` without a condition."""
    return Diagnostic(
        "E135", f"`{function}` needs a `where`", span, f"say `{function}(… where {element}…)`, or use `has` or `count`"
    )


def window_needed(function: str, span: Span) -> Diagnostic:
    """An aggregate over time that does not say over which."""
    return Diagnostic(
        "E136",
        f"`{function}` needs to know over which time",
        span,
        "add a window: `14 days`, `today`, `this week` or `this session`",
    )


def window_not_fixed(text: str, span: Span) -> Diagnostic:
    """A window whose length depends on what is looked at."""
    return Diagnostic(
        "E188", f"the length of the window `{text}` is not fixed", span, "write a duration, such as `14 days`"
    )


def not_of_an_account(function: str, span: Span) -> Diagnostic:
    """A function of accounts in a rule about something else."""
    return Diagnostic(
        "E189",
        f"`{function}` is about an account",
        span,
        "use it in a `rule … for account`, where it means that account",
    )


def windows_nest(function: str, span: Span) -> Diagnostic:
    """Something over time inside the `where` of something over time."""
    return Diagnostic(
        "E191",
        f"`{function}` looks back over time inside a `where` that does",
        span,
        "what is counted is decided once, by itself; join the two with `and` outside the `where`",
    )


def wrong_arguments(function: str, span: Span, usage: str) -> Diagnostic:
    """A call with too many, too few or misplaced parts."""
    return Diagnostic("E137", f"`{function}` is not used like this", span, f"write `{usage}`")


def ends_differ(low: str, high: str, span: Span) -> Diagnostic:
    """A range from one kind to another, or of a kind that has no ranges."""
    return Diagnostic(
        "E138",
        f"a range cannot go from {a(low)} to {a(high)}",
        span,
        "write two numbers, shares, durations, dates, instants, clocks or days",
    )


def bare_alternative(text: str, before: str, span: Span, instead: str) -> Diagnostic:
    """`mentions "a" or "b"`: the second text is not a condition."""
    return Diagnostic("E139", f"`{text}` alone is not a condition", span, f"say `{before} {instead}`")


def unknown_stream(name: str, span: Span, streams: Iterable[str]) -> Diagnostic:
    """Something counted over time that is not recorded."""
    return Diagnostic("E119", f"`{name}` is not something that is counted over time", span, f"count {either(streams)}")


def range_reversed(low: str, high: str, span: Span) -> Diagnostic:
    """A range whose first end is the larger one; only clocks and days go round."""
    return Diagnostic(
        "E187", f"`{low}` is more than `{high}`", span, "write the smaller end first; only clocks and days go round"
    )
