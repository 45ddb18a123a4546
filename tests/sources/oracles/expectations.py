"""The `Expect:` line of a feedparser file → the values it names.

In: `not bozo and entries[0]['title'] == 'Example'`, as documentation. Out: leaves. It is taken apart as a syntax tree
and never evaluated: what is no comparison of a plain path with a plain literal is passed over.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from attrs import evolve, frozen

from tests.sources.oracles.paths import Leaf, Step, leaves

_HEADER = re.compile(r"^\s*Header:\s*([\w-]+):\s*(.*?)\s*$", re.MULTILINE)
_EXPECT = re.compile(r"^\s*Expect:\s*(.*?)\s*(?:-->|^\s*\w+:|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?-->)", re.DOTALL)


@frozen
class Expectation:
    """What the first comment of a file says: the headers it is served with, and the values."""

    headers: dict[str, str]
    leaves: tuple[Leaf, ...]


def expectation(document: str) -> Expectation:
    """What a file says of itself."""
    comment = _COMMENT.search(document)
    said = comment[1] if comment else ""
    headers = {name.lower(): value for name, value in _HEADER.findall(said)}
    expect = _EXPECT.search(said)
    try:
        tree = ast.parse(expect[1].strip() if expect else "None", mode="eval")
    except SyntaxError:
        return Expectation(headers, ())
    return Expectation(headers, tuple(_with_siblings(tuple(_values(tree.body)))))


def _with_siblings(found: tuple[Leaf, ...]) -> Iterator[Leaf]:
    """A leaf's siblings may stand in other comparisons of the same line: `… == 'a' and … == 'b'`."""
    near: dict[tuple[Step, ...], dict[str, object]] = {}
    for leaf in found:
        for place, step in enumerate(leaf.steps):
            if isinstance(step, str):
                near.setdefault(leaf.steps[:place], {})[step] = leaf.value
    return (evolve(leaf, siblings=near.get(leaf.steps[:-1], {})) for leaf in found)


def _values(node: ast.expr) -> Iterator[Leaf]:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            for part in parts:
                yield from _values(part)
        case ast.Compare(left=first, ops=ops, comparators=[*middle, last]) if all(isinstance(o, ast.Eq) for o in ops):
            for side in (first, *middle):
                steps, value = _steps(side), _literal(last)
                if steps is not None and value is not NotImplemented:
                    yield from leaves(value, steps)


def _steps(node: ast.expr) -> tuple[Step, ...] | None:
    """`entries[0].get('x')` and the like as its steps; None for anything else."""
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() | int() as step)):
            before = _steps(inner)
        case ast.Attribute(value=inner, attr=step):
            before = _steps(inner)
        case ast.Call(func=ast.Attribute(value=inner, attr="get"), args=[ast.Constant(value=str() as step)]):
            before = _steps(inner)
        case _:
            return None
    return None if before is None else (*before, step)


def _literal(node: ast.expr) -> object:
    """A literal, also one that is put together of texts; NotImplemented for anything else."""
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            first, second = _literal(left), _literal(right)
            return first + second if isinstance(first, str) and isinstance(second, str) else NotImplemented
    try:
        return ast.literal_eval(node)
    except ValueError:
        return NotImplemented
