"""What is said of claims: outcomes where nobody may ask for them, and rules and labels that are not there.

In: the user's words and where they stand. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.suggest import did_you_mean, joined, nearest
from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span

_SHOWN = 5


def outcome_outside(text: str, span: Span) -> Diagnostic:
    """An outcome in a condition that is read before there is one."""
    help_ = "what becomes of a post is known only after all rules have spoken; only `always` and `never` claims ask it"
    return Diagnostic("E115", f"`{text}` is an outcome, not a value", span, help_)


def unknown_label(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A label that no rule gives."""
    known = tuple(candidates)
    help_ = _which(name, known) or f"no rule gives a label; add `label {name}` to one"
    return Diagnostic("E195", f"no rule gives the label `{name}`", span, help_, fix=_fix(span, name, known))


def unknown_rule(name: str, span: Span, candidates: Iterable[str], declared: Span | None) -> Diagnostic:
    """`fires` of something that is no rule."""
    known = tuple(candidates)
    help_ = _which(name, known) or "declare it: `rule … when … then …`"
    if declared is None:
        return Diagnostic("E196", f"there is no rule `{name}`", span, help_, "not known", fix=_fix(span, name, known))
    label = Label(declared, f"`{name}` is declared here")
    return Diagnostic("E196", f"`{name}` is not a rule", span, help_, labels=(label,))


def rule_of_another_subject(name: str, subject: str, span: Span, declared: Span) -> Diagnostic:
    """`fires` of a rule that is not about posts."""
    return Diagnostic(
        "E197",
        f"`{name}` is a rule for `{subject}`, and claims are about posts",
        span,
        "name a rule for posts; advice can be pinned down by an `example`",
        labels=(Label(declared, f"`{name}` is declared here"),),
    )


def two_meanings(name: str, span: Span, declared: Span) -> Diagnostic:
    """A `let` that is called like an outcome, in a claim."""
    return Diagnostic(
        "E198",
        f"`{name}` is an outcome and the name of a `let`",
        span,
        f"give the `let` another name, such as `is_{name}`",
        "which of them?",
        (Label(declared, "declared here"),),
    )


def quotas_play_no_part(name: str, span: Span) -> Diagnostic:
    """An outcome that depends on the other posts."""
    return Diagnostic(
        "E199",
        f"whether a post is `{name}` depends on the posts beside it, and a claim is about one post",
        span,
        "say it in an `example` with several posts; claims know "
        "`shown`, `collapsed`, `hidden`, `blocked`, `boosted` and `demoted`",
    )


def _which(name: str, known: tuple[str, ...]) -> str:
    """The nearest names, else all of a few."""
    if not 0 < len(known) <= _SHOWN:
        return did_you_mean(name, known)
    listed = joined((f"`{one}`" for one in known), "and")
    return did_you_mean(name, known) or f"there {'is' if len(known) == 1 else 'are'} {listed}"


def _fix(span: Span, word: str, candidates: Iterable[str]) -> Fix | None:
    found = nearest(word, candidates)
    return Fix(span, found[0]) if len(found) == 1 else None
