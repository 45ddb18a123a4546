"""The rules of all files, subject by subject.

In: the declared names of all files and the modes that are set in used files. Out: `Rules`, those with a mistake left
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import time

from attrs import frozen

from feedcurate.check.effects import account_effects, draft_effects, post_effects, session_effects
from feedcurate.check.elaborate import Elaboration
from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say
from feedcurate.check.scope import Scope, Symbol, subject_scope
from feedcurate.program.program import A, AccountRule, AnyRule, DraftRule, Moment, Rule, RuleOf, SessionRule
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Mode, Subject

_FIRST, _LAST = time.min, time.max


@frozen
class Rules:
    """The rules for each subject, sorted by name; off ones are here too."""

    posts: tuple[Rule, ...] = ()
    accounts: tuple[AccountRule, ...] = ()
    sessions: tuple[SessionRule, ...] = ()
    drafts: tuple[DraftRule, ...] = ()

    def __iter__(self) -> Iterator[AnyRule]:
        """All of them."""
        yield from self.posts
        yield from self.accounts
        yield from self.sessions
        yield from self.drafts


def check_rules(e: Elaboration, symbols: Iterable[Symbol], modes: Mapping[str, Mode]) -> Rules:
    """Check every rule among the symbols, which are sorted by name."""
    by_subject: dict[Subject, list[_Declared]] = {subject: [] for subject in Subject}
    for symbol in symbols:
        if isinstance(symbol.node, nodes.Rule):
            subject = _subject(e, symbol.node)
            if subject is not None:
                by_subject[subject].append(_Declared(symbol, symbol.node, subject))
    return Rules(
        tuple(_checked(e, by_subject[Subject.POST], modes, post_effects)),
        tuple(_checked(e, by_subject[Subject.ACCOUNT], modes, account_effects)),
        tuple(_checked(e, by_subject[Subject.SESSION], modes, session_effects)),
        tuple(_checked(e, by_subject[Subject.DRAFT], modes, draft_effects)),
    )


@frozen
class _Declared:
    """A rule as it was declared."""

    symbol: Symbol
    node: nodes.Rule
    subject: Subject


def _subject(e: Elaboration, node: nodes.Rule) -> Subject | None:
    if node.subject is None:
        return Subject.POST
    try:
        return Subject(node.subject.id)
    except ValueError:
        e.report(say_names.unknown_subject(node.subject.id, node.subject.span, (s.value for s in Subject)))
        return None


def _checked(
    e: Elaboration,
    rules: Iterable[_Declared],
    modes: Mapping[str, Mode],
    effects: Callable[[Elaboration, nodes.Rule, Scope], A],
) -> Iterator[RuleOf[A]]:
    for rule in rules:
        node, symbol = rule.node, rule.symbol
        scope = subject_scope(rule.subject, e.item, symbol.space)
        when = e.condition(node.when, scope)
        actions = effects(e, node, scope)
        start, end = _dates(e, node)
        if when is None:
            continue
        mode = node.mode if node.mode is Mode.OFF else modes.get(symbol.qualified, node.mode)
        title = None if node.title is None else node.title.value
        clause = e.clause_of(when, node.when)
        yield RuleOf(symbol.qualified, title, node.span, mode, when.id, clause, actions, start, end)


def _dates(e: Elaboration, node: nodes.Rule) -> tuple[Moment | None, Moment | None]:
    start, end = _moment(node.start), _moment(node.end)
    if start is not None or end is not None:
        e.zone_uses.append((node.start or node.end or node).span)
    if start is not None and end is not None and (start.date, start.clock or _FIRST) > (end.date, end.clock or _LAST):
        e.report(say.dates_reversed(node.end.span if node.end is not None else node.span))
    return start, end


def _moment(node: nodes.Moment | None) -> Moment | None:
    return None if node is None else Moment(node.date.value, None if node.clock is None else node.clock.value)
