"""What to write instead of a condition that does not say which post is given.

In: the condition, as it is written. Out: a sentence of help, and the exception that carries one.
"""

from __future__ import annotations

from feedcurate.check.paths import find_symbol
from feedcurate.check.scope import Scope
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr

FORMS = "give a value with `=`, or a word with `is` or `has`: `post.likes = 10`, `post is repost`, `post has video`"
_ACCOUNTS = "name who it is: `by @name@host`, or `reposter = @name@host`"
ELEMENTS = "name what is there: `#tag in post.tags`, `any(post.media where media.kind = video)`"
_SITES = 'name one: `post.site = "example.com"`, `any(post.links where link.site = "example.com")`'
_SAYING = "put the words behind `saying`, or name one account: `post mentions @name@host`; leave out what is not there"
_DATE = "say how old it is: `post.age = 2 hours`; else it is written at the example's now, which `at …` sets"
_MEASURES = ("words", "shouting", "emoji", "reading_time", "contact_details")


class NotGivenError(Exception):
    """A detail that does not say what is given; its text is the help."""


def instead(node: nodes.Expr, scope: Scope) -> str:
    """The help for one condition."""
    match node:
        case nodes.Mentions() | nodes.Matches() | nodes.Not(nodes.Mentions() | nodes.Matches()):
            return _SAYING
        case nodes.Logic(nodes.LogicOp.OR) | nodes.Implies():
            return "give one of them; what else can be given is for another example"
        case nodes.In(left, right) | nodes.Not(nodes.In(left, right)):
            return _of_list(left, right, scope)
        case nodes.Compare(_, left) | nodes.Between(left) | nodes.Not(nodes.Compare(_, left)):
            return _of_value(left)
        case nodes.Name(word) if (symbol := scope.space.find(word)) is not None:
            return f"`{symbol.qualified}` can hold in many ways; give what makes it so"
        case nodes.Attribute() | nodes.Call():
            return _of_value(node)
        case _:
            return FORMS


def _of_list(left: nodes.Expr, right: nodes.Expr, scope: Scope) -> str:
    symbol = find_symbol(right, scope)
    if isinstance(right, nodes.Name) and right.id == "me":
        return "say that it is the reader's: `given post by me`"
    kind = symbol.node.kind if symbol is not None and isinstance(symbol.node, nodes.List) else None
    if kind is nodes.ListKind.ACCOUNTS:
        return _ACCOUNTS
    return _SITES if kind is nodes.ListKind.SITES else _of_value(left)


def _of_value(left: nodes.Expr) -> str:
    match left:
        case nodes.Name("now") | nodes.Attribute(nodes.Name("now")):
            return "say what time it is in a line of its own: `at 2026-05-01 23:10`"
        case nodes.Attribute(_, name) if name in _MEASURES:
            return "write a text that has it behind `saying`"
        case nodes.Attribute(nodes.Attribute() | nodes.Name("reposter" | "mention"), "age"):
            return "of ages, give `post.age` or `author.age`"
        case nodes.Attribute(_, "published" | "age") | nodes.Attribute(nodes.Attribute(_, "published")):
            return _DATE
        case nodes.Call("count"):
            return ELEMENTS
        case nodes.Attribute():
            return f"give one value: `{format_expr(left)} = …`"
        case _:
            return FORMS
