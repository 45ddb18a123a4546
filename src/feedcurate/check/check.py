"""Tree to program, in a fixed order; the one place that knows all parts of this room.

In: the source of the main file, and what the host says (the item class, signals, limits, a resolver). Out: the program,
or none, and every diagnostic of every file, sorted by place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from feedcurate.check.allow import apply_allowances
from feedcurate.check.claims import check_claims
from feedcurate.check.elaborate import Elaboration
from feedcurate.check.examples import check_examples
from feedcurate.check.infer import infer
from feedcurate.check.later import report_later
from feedcurate.check.let_graph import let_graph
from feedcurate.check.lets import define, home
from feedcurate.check.list_files import ListFiles
from feedcurate.check.lists import build_lists
from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say
from feedcurate.check.modules import Modules, load_modules
from feedcurate.check.packs import is_of_pack
from feedcurate.check.quotas import check_quotas
from feedcurate.check.replaced import changing_accounts, changing_sites, lists_apart, parts_of
from feedcurate.check.resolver import Resolver
from feedcurate.check.rules import check_rules
from feedcurate.check.scope import Scope, Space, subject_scope
from feedcurate.check.settings import check_overrides, check_settings
from feedcurate.check.signals import SIGNAL_KINDS
from feedcurate.check.warn import warn
from feedcurate.matching.automaton import Matcher
from feedcurate.model.derived import derived_of
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind
from feedcurate.program.examples import Example
from feedcurate.program.program import A, Program, RuleOf
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import Mode, Subject
from feedcurate.text.diagnostic import Diagnostic, has_errors
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source

_REGEXES = 256
"""All regular expressions together may take as much memory as this many of the largest."""


@frozen
class Checked:
    """What checking gives: the program where there is no error, all diagnostics, and the sources that were read."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]


def check(
    main: Source,
    *,
    key: str = "",
    item: type[Item] = Item,
    signals: Mapping[str, Kind] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Checked:
    """Check a rule file with everything it uses. `key` is the resolver's key for the main file itself."""
    report: list[Diagnostic] = []
    modules = load_modules(main, key, resolver, limits, report)
    e = Elaboration(infer, item, {}, limits, report, regex_room=_REGEXES * limits.regex_memory)
    e.signals = dict(_signals(e, modules, signals or {}))
    sets = [(n, s) for n, s in _statements(modules) if isinstance(n, nodes.Set)]
    declared = (s for space in modules.spaces for s in (*space.own.values(), *space.nameless))
    symbols = sorted(declared, key=lambda s: s.qualified)
    lists = [s for s in symbols if isinstance(s.node, nodes.List)]
    tested = list(_tested(modules))
    e.apart = lists_apart(e, tested, lists)
    build_lists(e, lists, ListFiles(modules.lists))
    settings = check_settings(e, sets)
    e.let_graph = let_graph(symbols, {}, item)
    overrides, modes = check_overrides(e, sets)
    if overrides:
        e.let_graph = let_graph(symbols, overrides, item)
        e.lets.clear()
    _check_lets(e)
    rules = check_rules(e, symbols, modes)
    quotas, order = check_quotas(e, _quotas(e, modules))
    claims = check_claims(e, tested)
    examples = tuple(sorted(check_examples(e, tested, parts_of(e, lists)), key=_title))
    report_later(e, _statements(modules))
    warn(e, rules, settings)
    indexes = {name: e.accounts_of(name) for name in sorted(e.named_accounts)}
    diagnostics = tuple(sorted(set(apply_allowances(report, _statements(modules))), key=_place))
    if has_errors(diagnostics):
        return Checked(None, diagnostics, modules.sources)
    accounts, sites = changing_accounts(e, examples), changing_sites(e, examples)
    matcher = Matcher(e.patterns.all())
    program = Program(
        exprs=e.table.exprs(),
        kinds=e.table.kinds(),
        rules=_running(rules.posts),
        account_rules=_running(rules.accounts),
        session_rules=_running(rules.sessions),
        draft_rules=_running(rules.drafts),
        quotas=quotas,
        order=order,
        settings=settings,
        topics=e.topics.all(),
        patterns=matcher.patterns,
        regexes=e.regexes.all(),
        account_sets=e.account_sets.all(),
        account_lists=tuple((name, index) for name, index in indexes.items() if index is not None),
        site_sets=e.site_sets.all(),
        signals=tuple(sorted(e.signals.items())),
        matcher=matcher,
        item=item,
        calls=dict(e.calls),
        digest=_digest(modules, item, e.signals),
        claims=claims,
        examples=examples,
        changing_accounts=accounts,
        changing_sites=sites,
    )
    return Checked(program, diagnostics, modules.sources)


def _title(example: Example) -> str:
    return example.title


def _running(rules: Iterable[RuleOf[A]]) -> tuple[RuleOf[A], ...]:
    return tuple(rule for rule in rules if rule.mode is not Mode.OFF)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    return (span.source.name, span.start, span.end, diagnostic.code, diagnostic.message)


def _statements(modules: Modules) -> Iterator[tuple[nodes.Statement, Space]]:
    for space in modules.spaces:
        for node in space.file.statements:
            yield node, space


def _tested(modules: Modules) -> Iterator[tuple[nodes.Statement, Space]]:
    """The same without the examples and claims of packs that are used: they are about a pack as it ships."""
    for node, space in _statements(modules):
        if not (isinstance(node, nodes.Example | nodes.Claim) and is_of_pack(space.folder)):
            yield node, space


def _signals(e: Elaboration, modules: Modules, host: Mapping[str, Kind]) -> Iterator[tuple[str, Kind]]:
    """The declared signals, the host's and the files'; a name of a field is taken."""
    yield from host.items()
    first: dict[str, nodes.Signal] = {}
    for node, _ in _statements(modules):
        if not isinstance(node, nodes.Signal):
            continue
        name, kind = node.name.id, SIGNAL_KINDS.get(node.type.id)
        if kind is None:
            e.report(say.unknown_signal_type(node.type.id, node.type.span, SIGNAL_KINDS))
        elif name in fields_of(e.item) or name in derived_of(e.item):
            e.report(say_names.name_taken(name, node.name.span))
        elif host.get(name, kind) != kind:
            e.report(say_names.declared_otherwise(name, node.type.span, str(host[name])))
        elif name in first and first[name].type != node.type:
            e.report(say_names.declared_twice(name, "", node.name.span, first[name].name.span))
        else:
            first.setdefault(name, node)
            yield name, kind


def _check_lets(e: Elaboration) -> None:
    """Check each definition in the subject it speaks of, so that one that nothing uses is checked too."""
    for circle in e.let_graph.circles:
        e.report(say_names.let_cycle([symbol.qualified for symbol in circle], circle[0].span))
    for symbol in e.let_graph.order:
        define(e, symbol, home(e, symbol))


def _quotas(e: Elaboration, modules: Modules) -> Iterator[tuple[nodes.Quota, Scope]]:
    for node, space in _statements(modules):
        if isinstance(node, nodes.Feed):
            scope = evolve(subject_scope(Subject.POST, e.item, space), label="feed line")
            for quota in node.quotas:
                yield quota, scope


def _digest(modules: Modules, item: type[Item], signals: Mapping[str, Kind]) -> str:
    """A hash of what is decided on: statements in any order and layout, list files, the item class and the signals."""
    digest = hashlib.sha256()
    parts = [f"{item.__module__}.{item.__qualname__}", *(f"{name}:{kind}" for name, kind in sorted(signals.items()))]
    parts += sorted(f"{space.prefix} {node!r}" for node, space in _statements(modules))
    parts += [f"{name}\n{source.text}" for name, source in sorted(modules.lists.items())]
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()
