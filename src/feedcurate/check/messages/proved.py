"""What is said of rules that are in order, and cannot be what their writer means.

In: the user's words and where they stand. Out: warnings, which `-- allow W301: reason` on the statement silences. Each
tells what was proved, or what is plain to see; `fix` is there where the change keeps what the file means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span


def never_fires(rule: str, span: Span, parts: Sequence[Span], fix: Fix | None) -> Diagnostic:
    """A rule whose condition no post, history or instant makes true; `parts` are those that exclude each other."""
    labels = tuple(Label(part, "this" if number == 0 else "and this exclude each other" if number == len(parts) - 1
                         else "and this") for number, part in enumerate(parts)) if len(parts) > 1 else ()  # fmt: skip
    return Diagnostic("W301", f"`{rule}` can never fire", span, "correct its condition, or remove it", "", labels, fix)


def always_true(text: str, span: Span, fix: Fix | None) -> Diagnostic:
    """A condition that everything makes true."""
    return Diagnostic(
        "W302",
        f"`{text}` is always true",
        span,
        "say `when always` if that is meant, or correct the condition",
        fix=fix,
    )


def shadowed(rule: str, span: Span, others: Iterable[tuple[str, Span]], fix: Fix | None) -> Diagnostic:
    """A rule that never decides anything, as wherever it fires others do as much."""
    labels = tuple(Label(place, f"`{other}` does as much") for other, place in others)
    return Diagnostic(
        "W303",
        f"`{rule}` never decides anything: wherever it fires, other rules do as much",
        span,
        "remove it, or narrow the other rules",
        "",
        labels,
        fix,
    )


def contradict(rule: str, span: Span, others: Sequence[tuple[str, Span]], post: str) -> Diagnostic:
    """A rule that keeps posts which others hide or collapse; `post` is one of them, in words."""
    named = ", ".join(f"`{other}`" for other, _ in others)
    labels = tuple(Label(place, "this would hide or collapse it") for _, place in others)
    return Diagnostic(
        "W304",
        f"`{rule}` keeps what {named} would hide or collapse",
        span,
        f"`keep` wins; narrow one of them if that is not meant. A post that shows it: {post}",
        "",
        labels,
    )


def no_influence(text: str, rule: str, span: Span, fix: Fix | None) -> Diagnostic:
    """A part of a condition without which the rule fires just as often."""
    return Diagnostic(
        "W305", f"`{text}` makes no difference to when `{rule}` fires", span, "leave it out, or correct it", fix=fix
    )


def duplicate(rule: str, span: Span, other: str, place: Span, fix: Fix | None) -> Diagnostic:
    """A rule that fires whenever another one does, and asks for the same."""
    return Diagnostic(
        "W306",
        f"`{rule}` fires exactly when `{other}` does, and asks for the same",
        span,
        "remove one of them",
        "",
        (Label(place, "the other one"),),
        fix,
    )


def covered_entry(text: str, span: Span, other: str, place: Span, fix: Fix | None) -> Diagnostic:
    """An entry of a topic that finds nothing that another one does not find."""
    return Diagnostic(
        "W307",
        f"`{text}` finds nothing that `{other}` does not find",
        span,
        "leave it out",
        "",
        (Label(place, "this finds it too"),),
        fix,
    )


def quotas_collide(text: str, span: Span, other: str, place: Span) -> Diagnostic:
    """Two quotas that no feed can both meet once it is long enough."""
    return Diagnostic(
        "W308",
        f"`{text}` cannot be met together with `{other}`",
        span,
        "change one of the numbers",
        "",
        (Label(place, "against this"),),
    )


def unused(what: str, name: str, span: Span, fix: Fix | None) -> Diagnostic:
    """A list, a topic or a `let` that nothing names."""
    return Diagnostic("W309", f"nothing uses the {what} `{name}`", span, "use it, or remove it", fix=fix)


def matches_everything(text: str, span: Span) -> Diagnostic:
    """A regular expression that is found in every text."""
    return Diagnostic(
        "W310",
        f"`{text}` matches the empty text, and so every text",
        span,
        "make a part of it obligatory: `+` in place of `*`, or without the `?`",
    )


def is_over(rule: str, until: str, span: Span) -> Diagnostic:
    """A rule whose last day has passed."""
    return Diagnostic("W311", f"`{rule}` ended on {until}", span, "remove it, or give it a later `until`")
