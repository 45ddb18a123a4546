"""The values at which the conditions of rule sets turn: what they compare with, look for and list.

In: rule sets. Out: a `Pool` of those values, those close to them, and a few everyday ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from feedcurate.engine.search import phrase_as_written
from feedcurate.model.identity import AccountSet
from feedcurate.model.kinds import Enumeration, Simple
from feedcurate.program.expr import Compare, Const, Derive, Expr, ExprId, Get, HabitOver, OneOf, Over, SignalOf, Within
from feedcurate.program.program import Program
from feedcurate.ruleset import Ruleset
from feedcurate.testing.pool import Pool
from feedcurate.testing.wording import beside, filled

STRANGER = ("handle", "stranger@else.example")
_FEW = Pool(
    texts=("hello", "A LOUD GOOD MORNING"),
    tags=("news",),
    sites=("ok.example",),
    people=(STRANGER,),
    languages=("en", "fr"),
)


def edges_of(rules: Iterable[Ruleset]) -> Pool:
    """The edges of all of some rule sets."""
    pool = _FEW
    for one in rules:
        pool |= _edges(one.program)
    return pool


def phrases(program: Program, patterns: Iterable[int]) -> list[str]:
    """Texts that mention some of the program's patterns, in their order, one each."""
    return sorted(filled(phrase_as_written(program.patterns[number])) for number in patterns)


def people(accounts: AccountSet) -> list[tuple[str, str]]:
    """An identifier for each entry of a list of accounts, sorted."""
    return sorted(
        [
            *(("id", one) for one in accounts.ids),
            *(("handle", one) for one in accounts.handles),
            *(("handle", f"{one}@any.example") for one in accounts.locals),
            *(("url", one if "://" in one else f"https://{one}") for one in accounts.addresses),
        ]
    )


def sites(entries: Iterable[str]) -> list[str]:
    """Sites that a list of sites covers, and some beside them."""
    return [form for entry in sorted(entries) for form in (entry, f"www.{entry}", f"{entry}/x", f"not-{entry}")]


def _edges(program: Program) -> Pool:
    # Phrases that only stand behind `except` are left out: by accident in a post they would undo what it is aimed at.
    entries = sorted({number for topic in program.topics for number in topic.entries.patterns})
    written = [phrase_as_written(program.patterns[number]) for number in entries]
    found: dict[str, list[Any]] = defaultdict(list)
    numbers: dict[str, list[float]] = defaultdict(list)
    spans: dict[str, list[timedelta]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for name, const in _constants(program):
        match const:
            case Const(bool()):
                pass
            case Const(float() | int() as number, Simple.NUMBER | Simple.SHARE):
                numbers[name].append(number)
            case Const(timedelta() as span):
                spans[""].append(span)
                spans[name].append(span)
            case Const(time() as clock):
                found["clocks"].append(clock)
            case Const(date() as day):
                found["dates"].append(day)
            case Const(str() as text, Simple.LANGUAGE):
                found["languages"] += [text, f"{text}-XX"]
            case Const(str() as text, Simple.SITE):
                found["sites"] += sites([text])
            case Const(str() as text, Simple.HASHTAG):
                found["tags"].append(text)
            case Const(str() as text, Enumeration()):
                words[name].append(text)
            case Const(str() as text):
                words[name].append(text)
                found["texts"].append(text)
            case _:
                pass
    windows = (node.window for node in program.exprs if isinstance(node, Over | HabitOver))
    spans[""] += [window for window in windows if isinstance(window, timedelta)]
    for rule in program.rules:
        found["dates"] += [moment.date for moment in (rule.start, rule.end) if moment is not None]
        found["clocks"] += [moment.clock for moment in (rule.start, rule.end) if moment is not None and moment.clock]
    texts = [text for phrase in written for text in (filled(phrase), filled(phrase, "s"), *beside(phrase))]
    return Pool(
        texts=(*texts, *found["texts"]),
        tags=(*(phrase[1:] for phrase in written if phrase.startswith("#")), *found["tags"]),
        sites=(*(site for one in program.site_sets for site in sites(one.sites)), *found["sites"]),
        people=tuple(person for one in (*program.account_sets, program.settings.me) for person in people(one)),
        languages=tuple(found["languages"]),
        numbers={name: tuple(values) for name, values in numbers.items()},
        words={name: tuple(values) for name, values in words.items()},
        spans={name: tuple(values) for name, values in spans.items()},
        clocks=tuple(found["clocks"]),
        dates=tuple(found["dates"]),
        signals=dict(program.signals),
    )


def _constants(program: Program) -> Iterator[tuple[str, Const]]:
    """What values are compared with, and the name of the field that they are compared with; `""` for none."""
    for node in program.exprs:
        match node:
            case Compare(_, left, right):
                yield from _beside(program, left, right)
                yield from _beside(program, right, left)
            case Within(operand, low, high):
                yield from _beside(program, operand, low)
                yield from _beside(program, operand, high)
            case OneOf(operand, values):
                kind = program.kinds[operand]
                yield from ((_name(program.exprs[operand]), Const(value, kind)) for value in sorted(values, key=str))
            case _:
                pass


def _beside(program: Program, measured: ExprId, limit: ExprId) -> Iterator[tuple[str, Const]]:
    node = program.exprs[limit]
    if isinstance(node, Const):
        yield _name(program.exprs[measured]), node


def _name(node: Expr) -> str:
    match node:
        case Get(_, name) | Derive(_, name) | SignalOf(name):
            return name
        case _:
            return ""
