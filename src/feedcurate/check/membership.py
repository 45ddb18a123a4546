"""`in` and `not in`: named lists, the reader's accounts, ranges, sets and lists of the post.

In: `In` nodes. Out: membership tests.
"""

from __future__ import annotations

from collections.abc import Iterable

from feedcurate.check.compare import Side, equality, mismatch, side, within
from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.literals import account_entry, site_entry
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.operators import how_compared, is_account, same_kind
from feedcurate.check.paths import find_symbol, item_kind
from feedcurate.check.scope import Scope, Symbol, bare
from feedcurate.check.unknown import report_unknown
from feedcurate.model.identity import account_set, site_set
from feedcurate.model.item import Label
from feedcurate.model.kinds import Kind, ListOf, Simple, Structure
from feedcurate.program.expr import (
    Const,
    Expr,
    Get,
    InAccounts,
    InMe,
    InSites,
    Not,
    OneOf,
    Or,
    Quantified,
    Quantifier,
    Var,
)
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr

_LABEL_VALUE = Simple.TEXT


def infer_in(e: Elaboration, node: nodes.In, scope: Scope) -> Typed | None:
    """`left in right`."""
    typed = _inside(e, node, scope)
    if typed is None or not node.negated:
        return typed
    return e.typed(Not(typed.id), Simple.TRUTH)


def _inside(e: Elaboration, node: nodes.In, scope: Scope) -> Typed | None:
    right = node.right
    if isinstance(right, nodes.RangeLit):
        return within(e, node.left, right.low, right.high, node, scope)
    if isinstance(right, nodes.SetLit):
        return _in_set(e, node, right, scope)
    if bare(right) == "me":
        return _in_me(e, node, scope)
    symbol = find_symbol(right, scope)
    if symbol is not None and isinstance(symbol.node, nodes.List):
        return _in_named(e, node, symbol, symbol.node, scope)
    if symbol is None and isinstance(right, nodes.Name) and scope.find(right.id) is None:
        report_unknown(e, right, scope, f"accounts {right.id}: @name@host")
        return None
    container = e.infer(right, scope)
    if container is None:
        return None
    if isinstance(container.kind, ListOf):
        return _in_field(e, node, container, container.kind, scope)
    if container.kind is Simple.TEXT and isinstance(node.left, nodes.TextLit | nodes.HashtagLit):
        help_ = f"to find words in a text say `{format_expr(right)} mentions {format_expr(node.left)}`"
        e.report(say.not_a_collection(format_expr(right), "text", right.span, help_))
    else:
        e.report(say.not_a_collection(format_expr(right), str(container.kind), right.span))
    return None


def _in_me(e: Elaboration, node: nodes.In, scope: Scope) -> Typed | None:
    if scope.find("me") is None:
        e.report(say_names.out_of_scope("me", scope.label, node.right.span, scope.names()))
        return None
    left = side(e, node.left, scope)
    if left is None or not _is_account(e, left, "list of the reader's accounts"):
        return None
    return e.typed(InMe(left.typed.id), Simple.TRUTH)


def _is_account(e: Elaboration, left: Side, what: str) -> bool:
    if is_account(left.kind):
        return True
    e.report(say.cannot_be_in(str(left.kind), what, left.node.span, (), "only accounts are in it: `author in …`"))
    return False


def _in_named(e: Elaboration, node: nodes.In, symbol: Symbol, declared: nodes.List, scope: Scope) -> Typed | None:
    left = side(e, node.left, scope)
    if left is None:
        return None
    name = format_expr(node.right)
    match declared.kind:
        case nodes.ListKind.TOPIC:
            searched = format_expr(node.left) if item_kind(left.kind) or left.kind is Simple.TEXT else "post"
            help_ = f"say `{searched} mentions {name}`"
            e.report(say_names.wrong_list(name, "words", "accounts or sites", node.right.span, symbol.span, help_))
            return None
        case nodes.ListKind.ACCOUNTS:
            if not _is_account(e, left, "list of accounts"):
                return None
            return _in_accounts(e, left, e.accounts_of(symbol.qualified))
        case nodes.ListKind.SITES:
            if left.kind is not Simple.SITE:
                help_ = "lists of sites hold sites: `link.site in …`, `post.site in …`"
                e.report(say.cannot_be_in(str(left.kind), "list of sites", left.node.span, (), help_))
                return None
            return _in_sites(e, left, e.sites_of(symbol.qualified))


def _in_accounts(e: Elaboration, left: Side, accounts: int | None) -> Typed | None:
    return None if accounts is None else e.typed(InAccounts(left.typed.id, accounts), Simple.TRUTH)


def _in_sites(e: Elaboration, left: Side, sites: int | None) -> Typed | None:
    return None if sites is None else e.typed(InSites(left.typed.id, sites), Simple.TRUTH)


def _in_set(e: Elaboration, node: nodes.In, right: nodes.SetLit, scope: Scope) -> Typed | None:
    """`left in {a, b}`: one look-up where the elements are constants, else the `or` of equalities."""
    left = side(e, node.left, scope)
    if left is None:
        return None
    if is_account(left.kind):
        return _in_written_accounts(e, left, right, scope)
    if left.kind is Simple.SITE:
        return _in_written_sites(e, left, right, scope)
    found = [side(e, item, scope, left.kind) for item in right.items]
    items = [item for item in found if item is not None]
    if len(items) < len(found):
        return None
    for item in items:
        if not same_kind(left.kind, item.kind):
            mismatch(e, "in", left, item)
            return None
    how = how_compared(left.kind)
    if how is None:
        e.report(say.cannot_be_in(str(left.kind), "set", left.node.span, (left.label,)))
        return None
    constants = [e.table[item.typed.id] for item in items]
    if all(isinstance(constant, Const) for constant in constants):
        values = frozenset(constant.value for constant in constants if isinstance(constant, Const))
        return e.typed(OneOf(left.typed.id, values, how), Simple.TRUTH)
    return _any_equal(e, left, items)


def _any_equal(e: Elaboration, left: Side, items: list[Side]) -> Typed:
    equal = (equality(e, nodes.CompareOp.EQ, left, item) for item in items)
    ids = (e.table.add(expr, Simple.TRUTH) for expr in equal if expr is not None)
    return e.typed(Or(tuple(ids)), Simple.TRUTH)


def _in_written_accounts(e: Elaboration, left: Side, items: nodes.SetLit, scope: Scope) -> Typed | None:
    """`author in {@a@b, friends}`: the named lists as they are, and one list of the accounts written here."""
    sets: list[int | None] = []
    written: list[str | None] = []
    for item in items.items:
        if isinstance(item, nodes.AccountLit | nodes.TextLit):
            written.append(account_entry(e, item))
        else:
            named = _named(e, item, nodes.ListKind.ACCOUNTS, scope, "write accounts: `{@name@host, friends}`")
            sets.append(None if named is None else e.accounts_of(named.qualified))
    if None in sets or None in written:
        return None
    if written or not sets:
        sets.append(e.account_sets.add(account_set(entry for entry in written if entry is not None)))
    found = (InAccounts(left.typed.id, accounts) for accounts in sets if accounts is not None)
    return _any_of(e, found)


def _any_of(e: Elaboration, found: Iterable[Expr]) -> Typed:
    ids = tuple(dict.fromkeys(e.table.add(expr, Simple.TRUTH) for expr in found))
    return Typed(Simple.TRUTH, ids[0]) if len(ids) == 1 else e.typed(Or(ids), Simple.TRUTH)


def _named(e: Elaboration, item: nodes.Expr, kind: nodes.ListKind, scope: Scope, help_: str) -> Symbol | None:
    """The list of a kind that an element of a set names; reports what is none."""
    symbol = find_symbol(item, scope)
    if symbol is not None and isinstance(symbol.node, nodes.List) and symbol.node.kind is kind:
        return symbol
    if symbol is None and isinstance(item, nodes.Name) and scope.find(item.id) is None:
        report_unknown(e, item, scope)
        return None
    what = "account" if kind is nodes.ListKind.ACCOUNTS else "site"
    e.report(say.cannot_be_in(what, f"set with `{format_expr(item)}`", item.span, (), help_))
    return None


def _in_written_sites(e: Elaboration, left: Side, items: nodes.SetLit, scope: Scope) -> Typed | None:
    """`link.site in {"example.com", tabloids}`: the named lists as they are, and one list of the sites written here."""
    sets: list[int | None] = []
    written: list[str | None] = []
    for item in items.items:
        if isinstance(item, nodes.TextLit | nodes.SiteLit):
            written.append(site_entry(e, item))
        else:
            named = _named(e, item, nodes.ListKind.SITES, scope, 'write sites: `{"example.com", tabloids}`')
            sets.append(None if named is None else e.sites_of(named.qualified))
    if None in sets or None in written:
        return None
    if written or not sets:
        sets.append(e.site_sets.add(site_set(site for site in written if site is not None)))
    found = (InSites(left.typed.id, sites) for sites in sets if sites is not None)
    return _any_of(e, found)


def _in_field(e: Elaboration, node: nodes.In, container: Typed, kind: ListOf, scope: Scope) -> Typed | None:
    """`#tag in post.tags`, `nsfw in post.labels`, `@a@b in post.mentions`."""
    level = len(scope.elements)
    element, value = _element(e, kind, level)
    left = _label_word(e, node.left, kind, scope) or side(e, node.left, scope, value)
    if left is None:
        return None
    if not same_kind(left.kind, value):
        help_ = f"write the tag with its sign: `#{node.left.value}`" if (
            isinstance(node.left, nodes.TextLit) and value is Simple.HASHTAG
        ) else ""  # fmt: skip
        e.report(say.cannot_be_in(str(left.kind), str(kind), node.span, (left.label,), help_))
        return None
    where = equality(e, nodes.CompareOp.EQ, Side(node.right, element), left)
    if where is None:
        e.report(say.cannot_be_in(str(left.kind), str(kind), node.span, (left.label,)))
        return None
    return e.typed(Quantified(Quantifier.ANY, container.id, level, e.table.add(where, Simple.TRUTH)), Simple.TRUTH)


def _element(e: Elaboration, kind: ListOf, level: int) -> tuple[Typed, Kind]:
    """What of an element is compared, and its kind: a label's value, anything else itself."""
    whole = e.typed(Var(level), kind.element)
    if isinstance(kind.element, Structure) and issubclass(kind.element.cls, Label):
        return e.typed(Get(whole.id, "value"), _LABEL_VALUE), _LABEL_VALUE
    return whole, kind.element


def _label_word(e: Elaboration, node: nodes.Expr, kind: ListOf, scope: Scope) -> Side | None:
    """A bare word before `in post.labels` is a label's value."""
    is_label = isinstance(kind.element, Structure) and issubclass(kind.element.cls, Label)
    if not is_label or not isinstance(node, nodes.Name) or scope.find(node.id) or scope.space.means_value(node.id):
        return None
    return Side(node, e.typed(Const(node.id, _LABEL_VALUE), _LABEL_VALUE))
