"""What is said of examples: of what cannot be given, and of expectations that mean nothing.

In: the user's words and where they stand. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.suggest import did_you_mean, either, nearest
from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span

_SHOWN = 5


def unknown_expectation(word: str, about: str, span: Span, known: Iterable[str]) -> Diagnostic:
    """A word that says nothing of what it should be said of."""
    words = tuple(known)
    help_ = did_you_mean(word, words) or f"of {about}, expect {either(words)}"
    return Diagnostic("E210", f"`{word}` says nothing of {about}", span, help_, fix=_fix(span, word, words))


def nothing_given(what: str, span: Span) -> Diagnostic:
    """An expectation of a post or draft before there is one."""
    line = 'given post saying "…"' if what == "post" else 'given draft saying "…"'
    return Diagnostic("E211", f"no {what} is given before this line", span, f"write a line `{line}` above it")


def unknown_subject(word: str, span: Span) -> Diagnostic:
    """An expectation of something else than an account, a session or a draft."""
    known = ("account", "session", "draft")
    help_ = did_you_mean(word, known) or "say `account @name suggests …`, `session pauses` or `draft asks`"
    return Diagnostic("E210", f"nothing can be expected of `{word}`", span, help_, fix=_fix(span, word, known))


def whom(span: Span) -> Diagnostic:
    """`expect account suggests …` without the account."""
    return Diagnostic("E212", "this does not say which account", span, "say `expect account @name@host suggests …`")


def nobody(about: str, span: Span) -> Diagnostic:
    """An account where none belongs."""
    return Diagnostic("E212", f"there is one {about}, which has no name", span, f"say `expect {about} …` without it")


def needs_value(word: str, span: Span, known: Iterable[str]) -> Diagnostic:
    """`suggests` of nothing in particular."""
    return Diagnostic("E213", f"`{word}` does not say what", span, f"put {either(known)} behind it")


def unknown_advice(word: str, span: Span, known: Iterable[str]) -> Diagnostic:
    """`suggests` something that is no advice."""
    words = tuple(known)
    help_ = did_you_mean(word, words) or f"put {either(words)} behind `suggests`"
    return Diagnostic("E210", f"`{word}` is no advice about an account", span, help_, fix=_fix(span, word, words))


def no_value(word: str, value: str, span: Span, *, takes_text: bool) -> Diagnostic:
    """Something behind a word that takes nothing, or only a text."""
    help_ = f'a text in quotes may: `{word} "{value}"`' if takes_text else "leave it out"
    return Diagnostic("E213", f"`{value}` does not belong behind `{word}`", span, help_)


def unknown_rule(name: str, about: str, span: Span, candidates: Iterable[str], declared: Span | None) -> Diagnostic:
    """`by` something that is no rule, or a rule for something else."""
    known = tuple(candidates)
    rules = f"say `by {known[0]}`" if len(known) == 1 else f"a rule for {about}s is {either(known)}"
    help_ = did_you_mean(name, known) or (rules if 0 < len(known) <= _SHOWN else f"leave `by {name}` out")
    labels = () if declared is None else (Label(declared, f"`{name}` is declared here"),)
    return Diagnostic(
        "E214", f"`{name}` is no rule for {about}s", span, help_, labels=labels, fix=_fix(span, name, known)
    )


def no_reason(word: str, why: str, span: Span) -> Diagnostic:
    """`by RULE` of what no rule does."""
    return Diagnostic("E214", f"no rule is the reason for `{word}`", span, why)


def not_a_detail(text: str, span: Span, instead: str) -> Diagnostic:
    """A condition that many posts meet, so that it does not say which one is given."""
    return Diagnostic("E215", f"`{text}` does not say what is given", span, instead)


def given_twice(path: str, span: Span, first: Span) -> Diagnostic:
    """Two details that say different things of one field."""
    label = Label(first, "it is given here")
    return Diagnostic("E216", f"`{path}` is given twice", span, "keep one of them", labels=(label,))


def refused(what: str, path: str, why: str, span: Span) -> Diagnostic:
    """A value that no post or draft can have."""
    return Diagnostic("E216", f"no {what} can have this as its `{path}`", span, why)


def nobody_in(name: str, span: Span) -> Diagnostic:
    """`by` a list that holds nobody."""
    help_ = f"put somebody on it above: `given accounts {name}: @name@host`"
    return Diagnostic("E216", f"nobody is on `{name}`", span, help_)


def not_a_count(span: Span, most: int) -> Diagnostic:
    """A number of posts that is none, or too many."""
    help_ = f"give a whole number from 1 on; an example has room for {most:,} posts in all"
    return Diagnostic("E217", "this is no number of posts for an example", span, help_)


def one_over_time(span: Span) -> Diagnostic:
    """`given post … over 10 days`."""
    help_ = "say how many there are, as in `given 3 posts`, or how old the one is: `with post.age = 2 days`"
    return Diagnostic("E217", "one post does not spread over time", span, help_)


def negative_time(span: Span) -> Diagnostic:
    """A duration below zero."""
    return Diagnostic("E217", "no time is negative", span, "leave the `-` out")


def too_much_time(span: Span, days: int) -> Diagnostic:
    """More views than an example has room for."""
    return Diagnostic("E217", "this is too much time on views", span, f"an example has room for {days} days of them")


def unknown_window(word: str, span: Span) -> Diagnostic:
    """A window of time that is none."""
    known = ("today", "this week", "this session")
    help_ = did_you_mean(word, known) or "say `today`, `this week`, `this session`, or a duration such as `2 days`"
    return Diagnostic("E217", f"`{word}` is no window of time", span, help_, fix=_fix(span, word, known))


def expects_nothing(title: str, span: Span) -> Diagnostic:
    """An example without an expectation."""
    return Diagnostic(
        "E218", f"the example “{title}” expects nothing", span, "add a line such as `expect hidden` or `expect shown`"
    )


def same_title(title: str, span: Span, first: Span) -> Diagnostic:
    """Two examples with one title."""
    label = Label(first, "the other one")
    return Diagnostic("E219", f"two examples are called “{title}”", span, "give each its own title", labels=(label,))


def _fix(span: Span, word: str, candidates: Iterable[str]) -> Fix | None:
    found = nearest(word, candidates)
    return Fix(span, found[0]) if len(found) == 1 else None
