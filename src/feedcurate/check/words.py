"""`mentions` and `matches`: words and regular expressions in a post or a text.

In: `Mentions` and `Matches` nodes. Out: searches for topics (a written text or set is a topic without a name).
"""

from __future__ import annotations

from attrs import evolve

from feedcurate.check.elaborate import Elaboration, Typed
from feedcurate.check.literals import account_const
from feedcurate.check.messages import kinds as say
from feedcurate.check.messages import names as say_names
from feedcurate.check.operators import is_account
from feedcurate.check.paths import find_symbol, item_kind
from feedcurate.check.patterns import add_hashtag, add_phrase, add_regex
from feedcurate.check.scope import Scope, bare
from feedcurate.check.unknown import report_unknown
from feedcurate.model.draft import Draft
from feedcurate.model.kinds import Kind, ListOf, Simple, Structure
from feedcurate.program.expr import Expr, ExprId, Matches, Mentions, MentionsAccount, Or
from feedcurate.program.expr import Scope as Where
from feedcurate.program.program import Topic, Words
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr


def infer_mentions(e: Elaboration, node: nodes.Mentions, scope: Scope) -> Typed | None:
    """`left mentions right`."""
    left = e.infer(node.left, scope)
    where = None if left is None else _where(e, node.left, left.kind, "mentions")
    items = node.right.items if isinstance(node.right, nodes.SetLit) else (node.right,)
    search = _Search(e, left, where)
    complete = [search.add(item, scope) for item in items]
    if left is None or where is None or not all(complete):
        return None
    return search.typed(left.id, where)


class _Search:
    """What a `mentions` looks for, gathered item by item."""

    def __init__(self, e: Elaboration, left: Typed | None, where: Where | None) -> None:
        self.e = e
        self.in_post = where is not Where.TEXT or left is None
        self.topic = Topic("", Words())
        self.accounts: list[int | None] = []

    def add(self, item: nodes.Expr, scope: Scope) -> bool:
        """Add one thing to look for; False where it is a mistake, which is then reported."""
        match item:
            case nodes.TextLit():
                return self._pattern(add_phrase(self.e, item.value, item.span))
            case nodes.HashtagLit():
                return self._pattern(add_hashtag(self.e, item.tag))
            case nodes.AccountLit():
                return self._account(item, account_const(self.e, item))
            case nodes.RegexLit():
                text = format_expr(item)
                self.e.report(say.cannot_be_mentioned(text, "pattern", item.span, f"say `matches {text}`"))
                return False
            case nodes.Name() | nodes.Attribute():
                return self._named(item, scope)
            case _:
                self.e.report(say.cannot_be_mentioned(format_expr(item), "value", item.span))
                return False

    def _pattern(self, pattern: int | None) -> bool:
        if pattern is not None:
            words = evolve(self.topic.entries, patterns=self.topic.entries.patterns | {pattern})
            self.topic = evolve(self.topic, entries=words)
        return pattern is not None

    def _account(self, item: nodes.Expr, accounts: int | None) -> bool:
        if not self.in_post:
            help_ = "accounts are named by a whole post: `post mentions …`"
            self.e.report(say.cannot_be_mentioned(format_expr(item), "account", item.span, help_))
            return False
        self.accounts.append(accounts)
        return True

    def _named(self, item: nodes.Name | nodes.Attribute, scope: Scope) -> bool:
        if bare(item) == "me" and scope.find("me") is not None:
            return self._account(item, None)
        symbol = find_symbol(item, scope)
        if symbol is None and isinstance(item, nodes.Name) and scope.find(item.id) is None:
            report_unknown(self.e, item, scope, f'topic {item.id}: "…"')
            return False
        if symbol is None or not isinstance(symbol.node, nodes.List):
            typed = self.e.infer(item, scope)
            if typed is not None:
                self.e.report(say.cannot_be_mentioned(format_expr(item), str(typed.kind), item.span))
            return False
        match symbol.node.kind:
            case nodes.ListKind.TOPIC:
                topic = self.e.named_topics.get(symbol.qualified)
                if topic is not None:
                    self.topic = evolve(self.topic, includes=self.topic.includes | {topic})
                return topic is not None
            case nodes.ListKind.ACCOUNTS:
                accounts = self.e.accounts_of(symbol.qualified)
                return accounts is not None and self._account(item, accounts)
            case nodes.ListKind.SITES:
                help_ = f"look at the links: `any(post.links where link.site in {format_expr(item)})`"
                self.e.report(say_names.wrong_list(format_expr(item), "sites", "words", item.span, symbol.span, help_))
                return False

    def typed(self, target: ExprId, where: Where) -> Typed:
        """The search as an expression: the words as one topic, the accounts beside it."""
        parts: list[Expr] = [MentionsAccount(target, accounts) for accounts in dict.fromkeys(self.accounts)]
        includes, words = self.topic.includes, self.topic.entries
        if words == Words() and len(includes) == 1:
            parts.append(Mentions(target, where, next(iter(includes))))
        elif includes or words != Words():
            parts.append(Mentions(target, where, self.e.topics.add(self.topic)))
        if len(parts) == 1:
            return self.e.typed(parts[0], Simple.TRUTH)
        return self.e.typed(Or(tuple(self.e.table.add(part, Simple.TRUTH) for part in parts)), Simple.TRUTH)


def infer_matches(e: Elaboration, node: nodes.Matches, scope: Scope) -> Typed | None:
    """`left matches /re/`."""
    left = e.infer(node.left, scope)
    where = None if left is None else _where(e, node.left, left.kind, "matches")
    if not isinstance(node.right, nodes.RegexLit):
        e.report(say.not_a_regex(format_expr(node.right), node.right.span))
        return None
    regex = add_regex(e, node.right)
    if left is None or where is None or regex is None:
        return None
    return e.typed(Matches(left.id, where, regex), Simple.TRUTH)


def _where(e: Elaboration, node: nodes.Expr, kind: Kind, verb: str) -> Where | None:
    """Whether words are looked for in a whole post or in a text; reports what has none."""
    if item_kind(kind) or (isinstance(kind, Structure) and issubclass(kind.cls, Draft)):
        return Where.POST
    if kind is Simple.TEXT:
        return Where.TEXT
    text = format_expr(node)
    if verb == "matches":
        e.report(say.cannot_match(text, str(kind), node.span))
        return None
    help_ = "say `post mentions …`, or name a text such as `post.title` or `author.bio`"
    if isinstance(kind, ListOf):
        help_ = f"say `… in {text}`, or ask the elements: `any({text} where …)`"
    elif is_account(kind):
        help_ = f"name a text of it: `{text}.bio mentions …` or `{text}.name mentions …`"
    elif kind in (Simple.ADDRESS, Simple.SITE):
        help_ = "compare it with `=` or ask `in`"
    e.report(say.cannot_mention(text, str(kind), node.span, help_))
    return None
