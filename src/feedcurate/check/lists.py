"""Named lists: accounts, sites and topics, written in the file, read from a file, or made of each other.

In: the `List` statements of all files. Out: the sets and topics of the program, by qualified name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from attrs import evolve

from feedcurate.check.elaborate import Elaboration
from feedcurate.check.list_files import ListFiles
from feedcurate.check.literals import account_entry, site_entry
from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say
from feedcurate.check.order import groups, is_circle
from feedcurate.check.patterns import add_hashtag, add_phrase, add_regex
from feedcurate.check.scope import Space, Symbol, bare
from feedcurate.model.identity import AccountSet, SiteSet, account_set, site_set
from feedcurate.program.examples import Entries
from feedcurate.program.program import Topic, Words
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr

_ENTRY_HELP = {
    nodes.ListKind.ACCOUNTS: 'write `@name@host`, a DID, or the address in quotes: `"https://…"`',
    nodes.ListKind.SITES: "write a domain, with a path where wanted: `example.com`",
    nodes.ListKind.TOPIC: 'write words in quotes, a #hashtag, or a regular expression: `"summer body"`',
}

WHAT = {nodes.ListKind.ACCOUNTS: "accounts", nodes.ListKind.SITES: "sites", nodes.ListKind.TOPIC: "words"}
"""What a list of each kind holds."""


_FILES = 4
"""All lists of accounts and sites together may hold as many entries as this many of the largest list files."""


def build_lists(e: Elaboration, symbols: Iterable[Symbol], files: ListFiles) -> None:
    """Fill the elaboration's named lists, each after the lists it contains; reports what is wrong with them."""
    room = _FILES * e.limits.file_entries
    for symbol in _in_order(e, symbols):
        match _list(symbol).kind:
            case nodes.ListKind.ACCOUNTS:
                accounts = e.named_accounts[symbol.qualified] = _accounts(e, symbol, files)
                room -= sum(map(len, (accounts.ids, accounts.handles, accounts.locals, accounts.addresses)))
            case nodes.ListKind.SITES:
                sites = e.named_sites[symbol.qualified] = _sites(e, symbol, files)
                room -= len(sites.sites)
            case nodes.ListKind.TOPIC:
                e.named_topics[symbol.qualified] = e.topics.add(topic_of(e, symbol, files))
        if room < 0:
            e.report(say.lists_too_large(symbol.qualified, _FILES * e.limits.file_entries, symbol.span))
            return


def _list(symbol: Symbol) -> nodes.List:
    if not isinstance(symbol.node, nodes.List):
        raise TypeError(symbol.qualified)
    return symbol.node


def _in_order(e: Elaboration, symbols: Iterable[Symbol]) -> list[Symbol]:
    """Lists after the lists they contain; one that contains itself is reported and then taken as it stands."""
    by_name = {symbol.qualified: symbol for symbol in symbols}
    graph = {name: [part.qualified for part in lists_in(symbol)] for name, symbol in by_name.items()}
    order: list[Symbol] = []
    for group in groups(graph):
        if is_circle(group, graph):
            e.report(say_names.list_cycle(group, by_name[group[0]].span))
        order.extend(by_name[name] for name in group)
    return order


def lists_in(symbol: Symbol) -> list[Symbol]:
    """The lists that a list is made of."""
    node = _list(symbol)
    found = (entry_symbol(entry, symbol.space) for entry in (*node.entries, *node.exceptions))
    return [named for named in found if named is not None and isinstance(named.node, nodes.List)]


def _value(entry: nodes.Entry, space: Space) -> nodes.EntryValue:
    """What an entry is; in a list of sites, `pack.name` looks like a site and is a list of the file `pack`."""
    if isinstance(entry.value, nodes.SiteLit):
        alias, dot, name = entry.value.value.partition(".")
        if dot and "." not in name and space.find_alias(alias) is not None:
            return nodes.Attribute(nodes.Name(alias, span=entry.span), name, span=entry.span)
    return entry.value


def entry_symbol(entry: nodes.Entry, space: Space) -> Symbol | None:
    """The list that an entry names, where it names one."""
    match _value(entry, space):
        case nodes.Name(word):
            return space.find(word)
        case nodes.Attribute(value, name) if (alias := bare(value)) is not None:
            other = space.find_alias(alias)
            return None if other is None else other.find(name)
        case _:
            return None


def _named(e: Elaboration, entry: nodes.Entry, symbol: Symbol) -> Symbol | None:
    """The list of the same kind that a bare entry names; reports anything else."""
    value = _value(entry, symbol.space)
    node, text = _list(symbol), format_expr(value) if isinstance(value, nodes.Name | nodes.Attribute) else ""
    named = entry_symbol(entry, symbol.space)
    if named is None and symbol.space.is_broken(text):
        return None
    if named is None or not isinstance(named.node, nodes.List):
        lists = e.known(n for n in symbol.space.names() if _is_list(symbol.space.find(n), node.kind))
        e.report(say_names.unknown_name(text, entry.span, lists, "" if lists else _ENTRY_HELP[node.kind]))
        return None
    if named.node.kind is not node.kind:
        e.report(
            say_names.wrong_list(
                text, WHAT[named.node.kind], WHAT[node.kind], entry.span, named.span, _ENTRY_HELP[node.kind]
            )
        )
        return None
    return named


def _is_list(symbol: Symbol | None, kind: nodes.ListKind) -> bool:
    return symbol is not None and isinstance(symbol.node, nodes.List) and symbol.node.kind is kind


def _accounts(e: Elaboration, symbol: Symbol, files: ListFiles) -> AccountSet:
    found = account_entries(e, symbol, files)
    if symbol.qualified in e.apart:
        e.entries_of_accounts[symbol.qualified] = found
    return reduce(or_, (e.named_accounts.get(name, AccountSet()) for name in found.lists), found.own)


def account_entries(e: Elaboration, symbol: Symbol, files: ListFiles) -> Entries[AccountSet]:
    """What a list of accounts is made of."""
    written, lists = list(files.accounts(e, symbol)), list[str]()
    for entry in _list(symbol).entries:
        match entry.value:
            case nodes.AccountLit() | nodes.TextLit() as value:
                text = account_entry(e, value)
                written.extend([] if text is None else [text])
            case nodes.Name() | nodes.Attribute():
                named = _named(e, entry, symbol)
                lists.extend([] if named is None else [named.qualified])
    return Entries(account_set(written), tuple(lists))


def _sites(e: Elaboration, symbol: Symbol, files: ListFiles) -> SiteSet:
    found = site_entries(e, symbol, files)
    if symbol.qualified in e.apart:
        e.entries_of_sites[symbol.qualified] = found
    return reduce(or_, (e.named_sites.get(name, SiteSet()) for name in found.lists), found.own)


def site_entries(e: Elaboration, symbol: Symbol, files: ListFiles) -> Entries[SiteSet]:
    """What a list of sites is made of."""
    written, lists = list(files.sites(e, symbol)), list[str]()
    for entry in _list(symbol).entries:
        match _value(entry, symbol.space):
            case nodes.SiteLit() | nodes.TextLit() as value:
                text = site_entry(e, value)
                written.extend([] if text is None else [text])
            case nodes.Name() | nodes.Attribute():
                named = _named(e, entry, symbol)
                lists.extend([] if named is None else [named.qualified])
    return Entries(site_set(written), tuple(lists))


def topic_of(e: Elaboration, symbol: Symbol, files: ListFiles) -> Topic:
    """A topic with its entries, its exceptions and the topics in it."""
    node = _list(symbol)
    topic = _entries(e, symbol, node.entries, Topic(symbol.qualified, files.words(e, symbol)))
    exceptions = _entries(e, symbol, node.exceptions, Topic("", Words()))
    return evolve(topic, exceptions=exceptions.entries, excluded=exceptions.includes)


def _entries(e: Elaboration, symbol: Symbol, entries: Sequence[nodes.Entry], topic: Topic) -> Topic:
    """A topic with the entries added to its own words and included topics."""
    patterns, regexes, includes = set(topic.entries.patterns), set(topic.entries.regexes), set(topic.includes)
    for entry in entries:
        found: int | None
        match entry.value:
            case nodes.TextLit(value):
                found = add_phrase(e, value, entry.span)
                patterns |= set() if found is None else {found}
            case nodes.HashtagLit(tag):
                found = add_hashtag(e, tag)
                patterns |= set() if found is None else {found}
            case nodes.RegexLit() as regex:
                found = add_regex(e, regex)
                regexes |= set() if found is None else {found}
            case nodes.LikeLit():
                e.later.append(entry.span)
            case nodes.Name() | nodes.Attribute():
                named = _named(e, entry, symbol)
                if named is not None and named.qualified in e.named_topics:
                    includes.add(e.named_topics[named.qualified])
    return evolve(topic, entries=Words(frozenset(patterns), frozenset(regexes)), includes=frozenset(includes))
