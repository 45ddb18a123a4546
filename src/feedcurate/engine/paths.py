"""How the expressions that name a value are written: `post.likes`, `author.followed`, `media.alt`.

In: expressions of a program. Out: their paths, and the paths that a condition looks at.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from feedcurate.engine.wording import in_words
from feedcurate.model.fields import fields_of
from feedcurate.model.kinds import ListOf, Simple, Structure
from feedcurate.program.expr import Derive, ExprId, Get, HabitOver, Over, Quantified, Root, SignalOf, Var, children
from feedcurate.program.program import Program

LONGEST = 80
"""How many characters of a value an explanation shows."""


def path_of(program: Program, expr: ExprId, elements: tuple[str, ...] = ()) -> str | None:
    """The path of an expression that is one; `elements` are the names of the enclosing lists' elements, by level."""
    match program.exprs[expr]:
        case Root(start):
            return start.value
        case Var(level):
            return elements[level] if level < len(elements) else None
        case Get(base, name) | Derive(base, name):
            of = path_of(program, base, elements)
            return None if of is None else f"{of}.{name}"
        case SignalOf(name):
            return f"post.{name}"
        case Over() | HabitOver():
            return program.calls[expr]
        case _:
            return None


def paths_in(program: Program, expr: ExprId) -> dict[str, ExprId]:
    """The longest paths that an expression is made of, by their words; those of lists' elements are left out.

    A whole post is no value that can be shown, so `post` alone is left out too.
    """
    found: dict[str, ExprId] = {}
    waiting = [expr]
    while waiting:
        current = waiting.pop()
        path = path_of(program, current)
        if path is not None:
            if path != "post":
                found[path] = current
            continue
        node = program.exprs[current]
        if isinstance(node, Quantified):
            waiting.append(node.operand)
        else:
            waiting.extend(reversed(children(node)))
    return found


def singular(program: Program, quantified: Quantified) -> str:
    """How an element of a list is named."""
    kind = program.kinds[quantified.operand]
    return kind.singular if isinstance(kind, ListOf) else "element"


def value_in_words(program: Program, expr: ExprId, value: Any, zone: tzinfo) -> str:
    """A value of an expression as a person reads it; a structure that is not there is `none`, not `unknown`."""
    if value is None and _absent_when_none(program, expr):
        return "none"
    if isinstance(value, float) and program.kinds[expr] is Simple.NUMBER and expr in program.calls:
        return f"{value:.4g}" if not value.is_integer() else in_words(value, Simple.NUMBER, zone)
    return in_words(value, program.kinds[expr], zone)


def shortened(text: str) -> str:
    """A text of at most `LONGEST` characters, with an ellipsis where it went on."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _absent_when_none(program: Program, expr: ExprId) -> bool:
    node = program.exprs[expr]
    if not isinstance(node, Get):
        return False
    kind = program.kinds[node.base]
    return isinstance(kind, Structure) and fields_of(kind.cls)[node.field].absent_when_none
