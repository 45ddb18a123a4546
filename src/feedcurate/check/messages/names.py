"""What is said of names: unknown, declared twice, of the wrong sort, out of scope.

In: the user's words and where they stand. Out: diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedcurate.check.messages.articles import a
from feedcurate.check.suggest import did_you_mean, either, joined, nearest
from feedcurate.text.diagnostic import Diagnostic, Fix, Label
from feedcurate.text.span import Span

_SHOWN = 5
"""How many names a message lists at most, where there may be thousands."""


def _fix(span: Span, word: str, candidates: Iterable[str]) -> Fix | None:
    found = nearest(word, candidates)
    return Fix(span, found[0]) if len(found) == 1 else None


def unknown_name(name: str, span: Span, candidates: Iterable[str], hint: str = "") -> Diagnostic:
    """A bare word that is nothing here."""
    known = tuple(candidates)
    help_ = hint or did_you_mean(name, known) or f"declare it with `let {name} = …`, `topic {name}: …` or another list"
    return Diagnostic("E101", f"nothing here is called `{name}`", span, help_, "not known", fix=_fix(span, name, known))


def unknown_field(name: str, owner: str, span: Span, candidates: Iterable[str], hint: str = "") -> Diagnostic:
    """A field that a structure does not have."""
    known = tuple(candidates)
    help_ = hint or did_you_mean(name, known) or f"{owner} has {joined((f'`{n}`' for n in known), 'and')}"
    return Diagnostic(
        "E102", f"{owner} has no field `{name}`", span, help_, "no such field", fix=_fix(span, name, known)
    )


def unknown_is_word(word: str, owner: str, span: Span, candidates: Iterable[str], hint: str = "") -> Diagnostic:
    """A word after `is` that does not describe the thing in front of it."""
    known = tuple(candidates)
    help_ = hint or did_you_mean(word, known) or f"after `{owner} is` may stand {either(known)}"
    return Diagnostic(
        "E103", f"`{word}` cannot follow `{owner} is`", span, help_, "not such a word", fix=_fix(span, word, known)
    )


def unknown_has_word(word: str, owner: str, span: Span, candidates: Iterable[str], hint: str = "") -> Diagnostic:
    """A word after `has` that the thing in front of it cannot have."""
    known = tuple(candidates)
    help_ = hint or did_you_mean(word, known) or f"after `{owner} has` may stand {either(known)}"
    return Diagnostic(
        "E104", f"`{word}` cannot follow `{owner} has`", span, help_, "not such a thing", fix=_fix(span, word, known)
    )


def wrong_list(name: str, is_kind: str, wanted: str, span: Span, declared: Span, help_: str) -> Diagnostic:
    """A list of another kind than the place asks for."""
    label = Label(declared, f"`{name}` is declared here")
    return Diagnostic("E105", f"`{name}` is a list of {is_kind}, not of {wanted}", span, help_, labels=(label,))


def unknown_setting(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A setting that does not exist."""
    known = tuple(candidates)
    help_ = did_you_mean(name, known) or f"the settings are {either(known)}"
    return Diagnostic("E106", f"there is no setting `{name}`", span, help_, fix=_fix(span, name, known))


def unknown_function(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A call of something that is no function."""
    known = tuple(candidates)
    help_ = did_you_mean(name, known) or f"there are {either(known)}"
    return Diagnostic("E107", f"there is no function `{name}`", span, help_, fix=_fix(span, name, known))


def unknown_value(name: str, what: str, span: Span, candidates: Iterable[str], hint: str = "") -> Diagnostic:
    """A word that is no value of an enumeration."""
    known = tuple(candidates)
    help_ = hint or did_you_mean(name, known) or f"it is one of {either(known)}"
    return Diagnostic("E108", f"`{name}` is not a value of {what}", span, help_, fix=_fix(span, name, known))


def out_of_scope(name: str, subject: str, span: Span, in_scope: Iterable[str], hint: str = "") -> Diagnostic:
    """A word that another subject knows, but this one does not."""
    help_ = hint or f"{a(subject)} knows {joined((f'`{n}`' for n in in_scope), 'and')}"
    return Diagnostic("E109", f"`{name}` is not known in {a(subject)}", span, help_, "not known here")


def declared_twice(name: str, what: str, span: Span, first: Span) -> Diagnostic:
    """A name that two statements declare; `what` is the list that both could be, if they could."""
    return Diagnostic(
        "E110",
        f"`{name}` is declared twice",
        span,
        f"rename one of them, or write both into one `{what}`" if what else "rename one of them",
        "again here",
        (Label(first, "first here"),),
    )


def declared_otherwise(name: str, span: Span, type_: str) -> Diagnostic:
    """A signal that the app declares with another type."""
    return Diagnostic(
        "E110",
        f"the app that reads this file declares `{name}` as {type_}",
        span,
        f"write `signal {name}: {type_}`",
        fix=Fix(span, type_),
    )


def name_taken(name: str, span: Span) -> Diagnostic:
    """A declared name that the language uses itself."""
    return Diagnostic(
        "E111", f"`{name}` already has a meaning of its own", span, f"choose another name, such as `my_{name}`"
    )


def let_cycle(names: Sequence[str], span: Span) -> Diagnostic:
    """A `let` that is made of itself."""
    made = "is made of itself" if len(names) == 1 else "are made of each other"
    return Diagnostic("E112", f"{_some(names)} {made}", span, "take a name out of its own definition")


def list_cycle(names: Sequence[str], span: Span) -> Diagnostic:
    """A list that contains itself."""
    contain = "list {} contains itself" if len(names) == 1 else "lists {} contain each other"
    return Diagnostic("E113", f"the {contain.format(_some(names))}", span, "take out the entry that leads back")


def _some(names: Sequence[str]) -> str:
    """Names in a sentence, the first few of many."""
    quoted = [f"`{name}`" for name in names[:_SHOWN]]
    return joined([*quoted, *([f"{len(names) - _SHOWN} others"] if len(names) > _SHOWN else [])], "and")


def unknown_subject(name: str, span: Span, candidates: Iterable[str]) -> Diagnostic:
    """A rule for something that rules are not about."""
    known = tuple(candidates)
    help_ = did_you_mean(name, known) or f"a rule is for {either(known)}"
    return Diagnostic("E114", f"there are no rules for `{name}`", span, help_, fix=_fix(span, name, known))


def not_a_value(name: str, what: str, span: Span, help_: str) -> Diagnostic:
    """A name of a list, rule or file where a value is needed."""
    return Diagnostic("E115", f"`{name}` is {what}, not a value", span, help_)


def let_not_here(name: str, part: str, subject: str, span: Span, declared: Span) -> Diagnostic:
    """A `let` used where one of its parts makes no sense."""
    return Diagnostic(
        "E116",
        f"`{name}` speaks of `{part}`, which is not known in {a(subject)}",
        span,
        f"write the condition out here in words that {a(subject)} knows",
        labels=(Label(declared, f"`{name}` is declared here"),),
    )


def lets_too_deep(name: str, span: Span, most: int) -> Diagnostic:
    """A condition that, with its `let`s written out, is nested too deep."""
    return Diagnostic(
        "E117", f"`{name}` is built of too many layers of `let` (over {most})", span, "build it of fewer layers"
    )
