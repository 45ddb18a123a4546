"""Values as they are written: numbers, durations, texts, and bare words beside something that says what they are.

In: literal nodes, and the kind of the other side where there is one. Out: constants.
"""

from __future__ import annotations

import re
from datetime import timedelta

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say_values
from feedcurate.check.operators import is_account
from feedcurate.check.scope import Scope
from feedcurate.model.identity import account_set, site_of
from feedcurate.model.kinds import DAYS, Enumeration, Kind, Simple
from feedcurate.program.expr import Const
from feedcurate.syntax import nodes

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_ACCOUNT_NAME = re.compile(r"@[^\s@/:]+(@[^\s@/:]+(:\d+)?)?")
_DID = re.compile(r"did:[a-z0-9]+:\S+")
LONGEST = timedelta(days=36525)
"""A hundred years, the longest duration there is."""

_UNITS = {
    nodes.Unit.SECOND: timedelta(seconds=1),
    nodes.Unit.MINUTE: timedelta(minutes=1),
    nodes.Unit.HOUR: timedelta(hours=1),
    nodes.Unit.DAY: timedelta(days=1),
    nodes.Unit.WEEK: timedelta(weeks=1),
}

Literal = (
    nodes.NumberLit | nodes.ShareLit | nodes.DurationLit | nodes.ClockLit | nodes.DateLit | nodes.TextLit
    | nodes.HashtagLit | nodes.AccountLit | nodes.SiteLit | nodes.RegexLit
)  # fmt: skip


def duration_of(node: nodes.DurationLit) -> timedelta:
    """The length of a written duration, at most `LONGEST` (parsing has refused longer ones)."""
    seconds = node.amount * _UNITS[node.unit].total_seconds()
    limit = LONGEST.total_seconds()
    return timedelta(seconds=max(-limit, min(limit, seconds)))


def infer_literal(e: Elaboration, node: Literal) -> Typed | None:
    """A literal on its own; an account's constant is a set of one entry."""
    match node:
        case nodes.NumberLit(value):
            return e.typed(Const(float(value), Simple.NUMBER), Simple.NUMBER)
        case nodes.ShareLit(percent):
            return e.typed(Const(percent / 100, Simple.SHARE), Simple.SHARE)
        case nodes.DurationLit():
            return e.typed(Const(duration_of(node), Simple.DURATION), Simple.DURATION)
        case nodes.ClockLit(value):
            return e.typed(Const(value, Simple.CLOCK), Simple.CLOCK)
        case nodes.DateLit(value):
            return e.typed(Const(value, Simple.DATE), Simple.DATE)
        case nodes.TextLit(value):
            return e.typed(Const(value, Simple.TEXT), Simple.TEXT)
        case nodes.HashtagLit(tag):
            return e.typed(Const(tag, Simple.HASHTAG), Simple.HASHTAG)
        case nodes.AccountLit(value) | nodes.SiteLit(value):
            e.report(say_names.not_a_value(value, "the name of something", node.span, "compare with it: `author = …`"))
            return None
        case nodes.RegexLit():
            e.report(
                say_names.not_a_value(node.span.text, "a pattern", node.span, "use it after `matches` or in a topic")
            )
            return None


def account_entry(e: Elaboration, node: nodes.AccountLit | nodes.TextLit) -> str | None:
    """A written account, or None with a report where it names none."""
    value = node.value
    ok = bool(_ACCOUNT_NAME.fullmatch(value) or _DID.fullmatch(value))
    if isinstance(node, nodes.TextLit) and not ok:
        ok = not re.search(r"\s", value) and "." in (site_of(value) or "")
    if not ok:
        e.report(say_values.not_an_account(value, node.span))
        return None
    return value


def account_const(e: Elaboration, node: nodes.AccountLit | nodes.TextLit) -> int | None:
    """The index of the set that holds one written account."""
    entry = account_entry(e, node)
    return None if entry is None else e.account_sets.add(account_set([entry]))


def site_entry(e: Elaboration, node: nodes.SiteLit | nodes.TextLit) -> str | None:
    """A written site in canonical form, or None with a report where it is none."""
    site = None if re.search(r"\s", node.value) else site_of(node.value)
    if site is None or ("." not in site.partition("/")[0] and not site.startswith("localhost")):
        e.report(say_values.not_a_site(node.value, node.span))
        return None
    return site


def is_word(node: nodes.Expr) -> bool:
    """Whether a node may be a value by name: a bare word or a text, which the other side gives its kind."""
    return isinstance(node, nodes.Name | nodes.TextLit)


def takes_word(node: nodes.Name | nodes.TextLit, kind: Kind, scope: Scope) -> bool:
    """Whether the other side's kind gives a word its meaning, so that it need not be a declared name or a text."""
    named = isinstance(node, nodes.Name)
    match kind:
        case Enumeration(_, values):
            return (node.id if isinstance(node, nodes.Name) else node.value) in values or not is_declared(node, scope)
        case Simple.LANGUAGE:
            return not is_declared(node, scope)
        case Simple.DAY:
            return isinstance(node, nodes.Name) and (node.id in DAYS or not is_declared(node, scope))
        case Simple.SITE | Simple.ADDRESS | Simple.HASHTAG:
            return not named
        case _:
            return is_account(kind) and not named


def is_declared(node: nodes.Name | nodes.TextLit, scope: Scope) -> bool:
    """Whether a word means something by itself where it stands."""
    return isinstance(node, nodes.Name) and (scope.find(node.id) is not None or scope.space.means_value(node.id))


def word_of(e: Elaboration, node: nodes.Name | nodes.TextLit, kind: Kind) -> Typed | None:
    """A word that the other side's kind takes, as a constant of that kind."""
    word = node.id if isinstance(node, nodes.Name) else node.value
    if isinstance(kind, Enumeration):
        return _enumeration(e, node, word, kind)
    if kind is Simple.DAY:
        return _day(e, node, word)
    if isinstance(node, nodes.TextLit):
        if kind is Simple.SITE:
            site = site_entry(e, node)
            return None if site is None else e.typed(Const(site, kind), kind)
        if is_account(kind):
            index = account_const(e, node)
            return None if index is None else e.typed(Const(index, kind), kind)
        if kind is Simple.HASHTAG:
            e.report(say.text_for_hashtag(word, node.span))
            return None
    if kind is Simple.LANGUAGE and not _LANGUAGE.fullmatch(word):
        hint = 'write its code, such as `en`, `de`, `"is"` or `"pt-BR"`'
        e.report(say_names.unknown_value(word, "a language", node.span, (), hint))
        return None
    return e.typed(Const(word, kind), kind)


def _enumeration(e: Elaboration, node: nodes.Name | nodes.TextLit, word: str, kind: Enumeration) -> Typed | None:
    if word in kind.values or kind.open:
        return e.typed(Const(word, kind), kind)
    e.report(say_names.unknown_value(word, f"`{kind.name}`", node.span, kind.values))
    return None


def _day(e: Elaboration, node: nodes.Name | nodes.TextLit, word: str) -> Typed | None:
    if isinstance(node, nodes.Name) and word in DAYS:
        return day_const(e, word)
    hint = "write it without quotes" if word in DAYS else ""
    e.report(say_names.unknown_value(word, "a day", node.span, DAYS, hint))
    return None


def day_const(e: Elaboration, word: str) -> Typed:
    """A day of the week by its word."""
    return e.typed(Const(DAYS.index(word), Simple.DAY), Simple.DAY)
