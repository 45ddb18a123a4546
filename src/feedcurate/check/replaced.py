"""The lists that examples replace, and what they are made of.

In: the statements and the declared lists. Out: which lists have to stand apart, what an example puts in their place,
and how they lean on each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import Factory, define, evolve

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.list_files import ListFiles
from feedcurate.check.lists import WHAT, account_entries, lists_in, site_entries, topic_of
from feedcurate.check.messages import examples as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.paths import find_symbol
from feedcurate.check.scope import Scope, Space, Symbol, subject_scope
from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.program.examples import Entries, Example, L, Listed
from feedcurate.program.program import Topic
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import ListKind
from feedcurate.syntax.printer import format_expr

_NO_FILES = ListFiles({})


def lists_apart(
    e: Elaboration, statements: Iterable[tuple[nodes.Statement, Space]], symbols: Iterable[Symbol]
) -> frozenset[str]:
    """The lists that an example replaces, and all that these are in."""
    found: set[str] = set()
    for node, space in statements:
        if isinstance(node, nodes.Example):
            lines = (line for line in node.lines if isinstance(line, nodes.GivenList))
            named = (find_symbol(line.name, _scope(e, space)) for line in lines)
            found |= {symbol.qualified for symbol in named if symbol is not None}
    if not found:
        return frozenset()
    above: dict[str, list[str]] = {}
    for symbol in symbols:
        for part in lists_in(symbol):
            above.setdefault(part.qualified, []).append(symbol.qualified)
    waiting = list(found)
    while waiting:
        new = [name for name in above.get(waiting.pop(), ()) if name not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def _scope(e: Elaboration, space: Space) -> Scope:
    return subject_scope(nodes.Subject.POST, e.item, space)


@define
class Replaced:
    """What one example puts in the place of lists, by their names."""

    accounts: dict[str, Entries[AccountSet]] = Factory(dict)
    sites: dict[str, Entries[SiteSet]] = Factory(dict)
    topics: dict[str, Topic] = Factory(dict)
    lines: dict[str, nodes.GivenList] = Factory(dict)
    parts: dict[str, tuple[str, ...]] = Factory(dict)

    def take(self, e: Elaboration, line: nodes.GivenList, space: Space) -> None:
        """One `given` line; reports a list that is not there, is of another kind, or is replaced already."""
        symbol = find_symbol(line.name, _scope(e, space))
        name = format_expr(line.name)
        if symbol is None or not isinstance(symbol.node, nodes.List):
            if not space.is_broken(name):
                known = lists_of(e, space, line.kind)
                e.report(say_names.unknown_name(name, line.name.span, known, "" if known else "declare the list first"))
        elif symbol.node.kind is not line.kind:
            help_ = f"say `given {symbol.node.kind.value} {name}: …`"
            kinds = (WHAT[symbol.node.kind], WHAT[line.kind])
            e.report(say_names.wrong_list(name, *kinds, line.name.span, symbol.span, help_))
        elif symbol.qualified in self.lines:
            e.report(say.given_twice(name, line.name.span, self.lines[symbol.qualified].name.span))
        else:
            self._put(e, line, evolve(symbol, node=_as_list(symbol.node, line), space=space))

    def _put(self, e: Elaboration, line: nodes.GivenList, symbol: Symbol) -> None:
        name = symbol.qualified
        self.lines[name] = line
        self.parts[name] = tuple(part.qualified for part in lists_in(symbol))
        match line.kind:
            case ListKind.ACCOUNTS:
                self.accounts[name] = account_entries(e, symbol, _NO_FILES)
            case ListKind.SITES:
                self.sites[name] = site_entries(e, symbol, _NO_FILES)
            case ListKind.TOPIC:
                self.topics[name] = topic_of(e, symbol, _NO_FILES)

    def accounts_in(self, e: Elaboration, name: str) -> AccountSet | None:
        """Who is on a list, with all that is replaced in it; None where there is no such list."""
        if name not in e.named_accounts:
            return None
        found, waiting, seen = AccountSet(), [name], {name}
        while waiting:
            one = waiting.pop()
            entries = (
                self.accounts.get(one)
                or e.entries_of_accounts.get(one)
                or Entries(e.named_accounts.get(one, AccountSet()))
            )
            found |= entries.own
            waiting += [part for part in entries.lists if part not in seen]
            seen.update(entries.lists)
        return found

    def report_circles(self, e: Elaboration, parts: Mapping[str, Sequence[str]]) -> None:
        """Report lists that contain themselves once these are replaced. `parts`: what each list apart is made of."""
        for name, line in self.lines.items():
            if self._leads_back(name, parts):
                e.report(say_names.list_cycle([name], line.name.span))

    def _leads_back(self, name: str, parts: Mapping[str, Sequence[str]]) -> bool:
        """Whether a list is in one that it is made of. All between the two are lists apart."""
        waiting, seen = list(self.parts[name]), set[str]()
        while waiting:
            part = waiting.pop()
            if part == name:
                return True
            if part not in seen:
                seen.add(part)
                waiting.extend(self.parts.get(part, parts.get(part, ())))
        return False


def _as_list(declared: nodes.List, line: nodes.GivenList) -> nodes.List:
    return evolve(declared, entries=line.entries, file=None, exceptions=())


def parts_of(e: Elaboration, symbols: Iterable[Symbol]) -> dict[str, tuple[str, ...]]:
    """What each list apart is made of."""
    apart = (symbol for symbol in symbols if symbol.qualified in e.apart)
    return {symbol.qualified: tuple(part.qualified for part in lists_in(symbol)) for symbol in apart}


def lists_of(e: Elaboration, space: Space, kind: ListKind) -> tuple[str, ...]:
    """The lists of a kind that can be named in a file."""
    return e.known(_named(space, kind))


def _named(space: Space, kind: ListKind) -> Iterator[str]:
    yield from sorted(name for name in space.names() if _is_list(space.find(name), kind))


def _is_list(symbol: Symbol | None, kind: ListKind) -> bool:
    return symbol is not None and isinstance(symbol.node, nodes.List) and symbol.node.kind is kind


def changing_accounts(e: Elaboration, examples: Iterable[Example]) -> dict[str, Listed[AccountSet]]:
    """The lists of accounts apart, and those in them or in what replaces them."""
    replaced = (entries for example in examples for _, entries in example.accounts)
    return _changing(e.entries_of_accounts, replaced, e.named_accounts, e.accounts_of)


def changing_sites(e: Elaboration, examples: Iterable[Example]) -> dict[str, Listed[SiteSet]]:
    """The lists of sites apart, and those in them or in what replaces them."""
    replaced = (entries for example in examples for _, entries in example.sites)
    return _changing(e.entries_of_sites, replaced, e.named_sites, e.sites_of)


def _changing(
    apart: Mapping[str, Entries[L]],
    replaced: Iterable[Entries[L]],
    whole: Mapping[str, L],
    index: Callable[[str], int | None],
) -> dict[str, Listed[L]]:
    """Lists that are not apart are there as a whole."""
    parts = {name for one in (*apart.values(), *replaced) for name in one.lists}
    found = {name: apart[name] if name in apart else Entries(whole[name]) for name in sorted(apart.keys() | parts)}
    return {name: Listed(at, one) for name, one in found.items() if (at := index(name)) is not None}
