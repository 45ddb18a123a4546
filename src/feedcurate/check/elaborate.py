"""What the checker carries through one program: the tables it fills and the diagnostics it gathers.

In: nothing. Out: `Elaboration`, handed to every function of this room that turns a part of the tree into
expressions, and `Typed`, what such a function returns: an expression's kind and id, or None where a mistake in it has
already been reported (whoever gets None says nothing further).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from attrs import Factory, define, frozen

from feedcurate.check.let_graph import LetGraph
from feedcurate.check.messages import kinds as say
from feedcurate.check.scope import Scope
from feedcurate.check.table import ExprTable, Interner
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.regexes import Regex
from feedcurate.model.identity import AccountSet, SiteSet
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Simple
from feedcurate.program.examples import Entries
from feedcurate.program.expr import Expr, ExprId
from feedcurate.program.program import Clause, Connective, Topic
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import Limits
from feedcurate.text.span import Span

_MANY = 50
_MOST_NAMES = 2_000


@frozen
class Typed:
    """A checked expression. `clause` is there for conditions made of others; an atom's is made when asked for."""

    kind: Kind
    id: ExprId
    clause: Clause | None = None


@define
class Elaboration:
    """The state of checking one program; `dispatch` is `infer.infer`, handed in so that its parts need not know it."""

    dispatch: Callable[[Elaboration, nodes.Expr, Scope], Typed | None]
    item: type[Item]
    signals: Mapping[str, Kind]
    limits: Limits
    diagnostics: list[Diagnostic] = Factory(list)
    table: ExprTable = Factory(ExprTable)
    patterns: Interner[Pattern] = Factory(Interner)
    regexes: Interner[Regex] = Factory(Interner)
    account_sets: Interner[AccountSet] = Factory(Interner)
    site_sets: Interner[SiteSet] = Factory(Interner)
    topics: Interner[Topic] = Factory(Interner)
    named_accounts: dict[str, AccountSet] = Factory(dict)
    named_sites: dict[str, SiteSet] = Factory(dict)
    named_topics: dict[str, int] = Factory(dict)
    apart: frozenset[str] = frozenset()
    """The lists that an example replaces, and those that they are in: none shares its place with another."""
    entries_of_accounts: dict[str, Entries[AccountSet]] = Factory(dict)
    """What those of accounts are made of."""
    entries_of_sites: dict[str, Entries[SiteSet]] = Factory(dict)
    """What those of sites are made of."""
    lets: dict[tuple[str, str], Typed | None] = Factory(dict)
    open_lets: set[tuple[str, str]] = Factory(set)
    """Those that are being checked: a use of one of them inside itself is a circle."""
    let_graph: LetGraph = Factory(LetGraph)
    later: list[Span] = Factory(list)
    zone_uses: list[Span] = Factory(list)
    calls: dict[ExprId, str] = Factory(dict)
    """How what looks back over time is written; of two ways of writing the same, the smaller text."""
    settings: set[str] = Factory(set)
    """The settings that the files make, be they right or wrong."""
    keep_history_span: Span | None = None
    regex_room: int = 0
    """How many bytes of regular expressions may still come."""
    _clauses: int = 0

    def report(self, diagnostic: Diagnostic) -> None:
        """Note a mistake."""
        self.diagnostics.append(diagnostic)

    def known(self, names: Iterable[str]) -> tuple[str, ...]:
        """What a misspelt name may have meant; nothing once so much is wrong that looking would take too long."""
        return tuple(islice(names, _MOST_NAMES)) if len(self.diagnostics) < _MANY else ()

    def infer(self, node: nodes.Expr, scope: Scope) -> Typed | None:
        """The checked form of any expression, or None with its mistakes reported."""
        return self.dispatch(self, node, scope)

    def accounts_of(self, name: str) -> int | None:
        """The index of a named list of accounts; None where there is none."""
        accounts = self.named_accounts.get(name)
        return None if accounts is None else self.account_sets.add(accounts, name if name in self.apart else "")

    def sites_of(self, name: str) -> int | None:
        """The index of a named list of sites; None where there is none."""
        sites = self.named_sites.get(name)
        return None if sites is None else self.site_sets.add(sites, name if name in self.apart else "")

    def condition(self, node: nodes.Expr, scope: Scope) -> Typed | None:
        """The checked form of an expression that has to be true or false."""
        typed = self.infer(node, scope)
        if typed is not None and typed.kind is not Simple.TRUTH:
            self.report(say.not_a_condition(format_expr(node), str(typed.kind), node.span))
            return None
        return typed

    def typed(self, expr: Expr, kind: Kind) -> Typed:
        """A checked expression, entered in the table."""
        return Typed(kind, self.table.add(expr, kind))

    def clause(
        self, typed: Typed, node: nodes.Expr, connective: Connective | None = None, parts: tuple[Clause, ...] = ()
    ) -> Clause:
        """A new clause of a condition."""
        self._clauses += 1
        return Clause(self._clauses, typed.id, format_expr(node), node.span, connective, parts)

    def clause_of(self, typed: Typed, node: nodes.Expr) -> Clause:
        """The clause of a condition: the one it brings, or a new atom."""
        return typed.clause or self.clause(typed, node)
