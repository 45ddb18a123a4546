"""In or out of a list: accounts and sites of the rule file, and the elements of a post's own lists.

In: a question on membership or on a list's elements. Out: attempts, each with one list changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from feedcurate.engine.interpret import Elements
from feedcurate.engine.nearest.attempt import Attempt, Question, Sort
from feedcurate.engine.nearest.edits import Case, put
from feedcurate.engine.paths import shortened, singular
from feedcurate.engine.wording import in_words
from feedcurate.model.account import Account
from feedcurate.model.identity import AccountSet, SiteSet, account_address
from feedcurate.model.kinds import ListOf
from feedcurate.program.expr import ExprId, InAccounts, InSites, Quantified, Quantifier
from feedcurate.program.program import Program

_WHO = {"author": "the author", "reposter": "the reposter"}


def of_accounts(question: Question, node: InAccounts, want: bool) -> Iterator[Attempt]:
    """`author in close`: the account put on the list, or taken off it."""
    account = question.value(node.operand)
    if account is None:
        return
    program = question.case.judge.program
    known = _identifiers(account)
    old = program.account_sets[node.accounts]
    new = old | _first(known) if want else _less(old, known)
    case = _with_program(question, evolve(program, account_sets=_with(program.account_sets, node.accounts, new)))
    yield from question.attempt(_in_or_out(question, node.operand, want), case, Sort.MEMBER)


def of_sites(question: Question, node: InSites, want: bool) -> Iterator[Attempt]:
    """`link.site in tabloids`: the site put on the list, or taken off it."""
    site = question.value(node.operand)
    if site is None:
        return
    program = question.case.judge.program
    old = program.site_sets[node.sites].sites
    new = old | {site} if want else frozenset(entry for entry in old if not SiteSet(frozenset({entry})).has(site))
    sets = _with(program.site_sets, node.sites, SiteSet(new))
    case = _with_program(question, evolve(program, site_sets=sets))
    yield from question.attempt(_in_or_out(question, node.operand, want), case, Sort.MEMBER)


def of_elements(question: Question, node: Quantified, want: bool) -> Iterator[Attempt]:
    """`any(post.links where …)` without the elements that made it true, `all(…)` without those that made it false."""
    asked = {Quantifier.ANY: False, Quantifier.ALL: True}
    every = question.value(node.operand)
    if every is None or asked.get(node.quantifier) is not want:
        return
    kept: list[Any] = []
    gone: list[Any] = []
    for element in every:
        fits = node.where is not None and question.reading.value(node.where, _inside(node, element)) is want
        (kept if fits else gone).append(element)
    case = put(question.case, question.reading, node.operand, tuple(kept))
    yield from question.attempt(_without(question, node, gone), case, Sort.MEMBER, len(gone))


def of_count(question: Question, node: Quantified, most: float) -> Iterator[Attempt]:
    """`count(post.tags) > 10` with as many elements fewer as it takes."""
    every = question.value(node.operand)
    if every is None or most < 0:
        return
    room, kept = most, []
    for element in every:
        counts = node.where is None or question.reading.value(node.where, _inside(node, element)) is True
        if not counts or room >= 1:
            kept.append(element)
            room -= counts
    case = put(question.case, question.reading, node.operand, tuple(kept))
    yield from question.attempt(question.turned(False), case, Sort.MEMBER, len(every) - len(kept))


def _inside(node: Quantified, element: Any) -> Elements:
    """The elements that a `where` sees; the expressions asked about here stand in no other list."""
    return (*[None] * node.level, element)


def _without(question: Question, node: Quantified, elements: list[Any]) -> str:
    program, zone = question.case.judge.program, question.case.judge.context.zone
    kind = program.kinds[node.operand]
    words = [f"`{shortened(in_words(e, kind.element, zone))}`" for e in elements if isinstance(kind, ListOf)]
    return f"without the {singular(program, node)} {', '.join(words[:3])}{', …' if len(words) > 3 else ''}"


def _in_or_out(question: Question, operand: ExprId, want: bool) -> str:
    """The clause's own name of the list, where it is written as `x in NAME`."""
    path = question.path(operand) or "it"
    before, sign, name = question.clause.text.rpartition(" in ")
    if not sign or " " in name.strip("{}") or not before:
        return question.turned(want)
    return f"if {_WHO.get(path, path)} were {'' if want else 'not '}in {name}"


def _with_program(question: Question, program: Program) -> Case:
    return evolve(question.case, judge=evolve(question.case.judge, program=program))


def _with(sets: tuple[Any, ...], at: int, new: Any) -> tuple[Any, ...]:
    return (*sets[:at], new, *sets[at + 1 :])


def _identifiers(account: Account) -> AccountSet:
    """Every entry of a list that this account could match."""
    ids = frozenset[str]() if account.id is None else frozenset({account.id, account.id.casefold()})
    handle = account.handle
    handles = frozenset[str]() if handle is None else frozenset({handle})
    local = frozenset[str]() if handle is None else frozenset({handle.partition("@")[0]})
    urls = frozenset[str]() if account.url is None else frozenset({account_address(account.url)})
    return AccountSet(ids, handles, local, urls)


def _first(known: AccountSet) -> AccountSet:
    return AccountSet(known.ids, known.handles, frozenset(), known.addresses)


def _less(old: AccountSet, known: AccountSet) -> AccountSet:
    return AccountSet(
        old.ids - known.ids, old.handles - known.handles, old.locals - known.locals, old.addresses - known.addresses
    )
