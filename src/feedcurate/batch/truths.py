"""Conditions over a chunk: in which rows each is true, and in which false.

In: what was worked out of a program, and a chunk. Out: sets of rows.

Every distinct condition is answered once. A rule needs to know where it is true; only what stands under a `not` needs
to know where it is false. What columns answer costs the same for every row and is answered for all of them; what the
reference has to answer comes last, and is asked only of rows where it still matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import Factory, define, field, frozen

from feedcurate.batch.asking import Asked, Reference
from feedcurate.batch.bits import Bits, Rows, all_of, none_of, packed
from feedcurate.batch.chunk import Chunk, valid
from feedcurate.batch.leaves import AGE, MEASURES, Expression, Fixed, Flag, Leaf, Member, Ranked, There, Words
from feedcurate.batch.measured import measures
from feedcurate.batch.people import Members, People
from feedcurate.batch.quantities import Ranks, ranked
from feedcurate.batch.reads import Path
from feedcurate.batch.scanning import Pairs, Scanner
from feedcurate.batch.seen import Seen, seen_at, text_at
from feedcurate.batch.topics import Topics, Truth, Wanted, topics_in, wanted_topics
from feedcurate.program.expr import And, ExprId, Not, Or, Scope, children
from feedcurate.program.program import Program


@frozen(eq=False)
class Prepared:
    """What is worked out of a program once. `free[i]`: columns alone answer expression i."""

    program: Program
    leaves: Mapping[ExprId, Leaf]
    free: Sequence[bool]
    ordered: Mapping[ExprId, Sequence[ExprId]]
    """The operands of every and and or, those that columns answer first."""
    reference: Reference
    people: People
    scanner: Scanner
    constants: Mapping[tuple[Path, str | None], Sequence[float]]
    topics: Mapping[tuple[Path, Scope], Wanted]


def prepared(program: Program, leaves: Mapping[ExprId, Leaf], reference: Reference, people: People) -> Prepared:
    """What every chunk needs to know of a program."""
    free: list[bool] = []
    ordered: dict[ExprId, Sequence[ExprId]] = {}
    for number, expr in enumerate(program.exprs):
        joins = isinstance(expr, And | Or | Not)
        free.append(number in leaves or (joins and all(free[child] for child in children(expr))))
        if isinstance(expr, And | Or):
            ordered[number] = sorted(expr.operands, key=lambda one: not free[one])
    constants: dict[tuple[Path, str | None], list[float]] = {}
    topics: dict[tuple[Path, Scope], set[int]] = {}
    for leaf in leaves.values():
        if isinstance(leaf, Ranked) and leaf.constant is not None:
            constants.setdefault((leaf.path, leaf.derived), []).append(leaf.constant)
        elif isinstance(leaf, Words):
            topics.setdefault((leaf.path, leaf.scope), set()).add(leaf.topic)
    places = {place: wanted_topics(program, asked) for place, asked in topics.items()}
    return Prepared(
        program, leaves, tuple(free), ordered, reference, people, Scanner(program.matcher), constants, places
    )


@define(eq=False)
class Truths:
    """The conditions of a program over one chunk."""

    prepared: Prepared
    chunk: Chunk
    asked: Asked = field(default=Factory(lambda self: Asked(self.chunk, self.prepared.reference), takes_self=True))
    everyone: Bits = field(default=Factory(lambda self: all_of(self.chunk.size), takes_self=True))
    _joined: dict[tuple[ExprId, bool], Bits] = Factory(dict)
    _leaves: dict[ExprId, Truth] = Factory(dict)
    _ranks: dict[tuple[Path, str | None], Ranks | None] = Factory(dict)
    _members: dict[Path, Members] = Factory(dict)
    _texts: dict[tuple[Path, Scope], list[tuple[list[str | None], Rows]]] = Factory(dict)
    _topics: dict[tuple[Path, Scope], Topics] = Factory(dict)

    def rows(self, expr: ExprId, truth: bool = True, among: Bits | None = None) -> Bits:
        """The rows of `among` (all, without it) in which a condition has a truth."""
        if self.prepared.free[expr]:
            found = self._joined.get((expr, truth))
            if found is None:
                found = self._joined[expr, truth] = self._work_out(expr, truth, self.everyone)
            return found if among is None else found & among
        return self._work_out(expr, truth, self.everyone if among is None else among)

    def _work_out(self, expr: ExprId, truth: bool, among: Bits) -> Bits:
        node = self.prepared.program.exprs[expr]
        match node:
            case Not(operand):
                return self.rows(operand, not truth, among)
            case And() | Or():
                operands = self.prepared.ordered[expr]
                every = isinstance(node, And) is truth
                return self._every(operands, truth, among) if every else self._any(operands, truth, among)
            case _:
                found = self._leaf(expr, among)
                return (found.true if truth else found.false) & among

    def _every(self, operands: Iterable[ExprId], truth: bool, among: Bits) -> Bits:
        for operand in operands:
            if not self.prepared.free[operand] and not among.any():
                break
            among = self.rows(operand, truth, among)
        return among

    def _any(self, operands: Iterable[ExprId], truth: bool, among: Bits) -> Bits:
        found = none_of(self.chunk.size)
        for operand in operands:
            found |= self.rows(operand, truth, among if self.prepared.free[operand] else among & ~found)
        return found

    def _leaf(self, expr: ExprId, among: Bits) -> Truth:
        leaf = self.prepared.leaves.get(expr)
        if leaf is None:
            return self.asked.truth(expr, among)
        found = self._leaves.get(expr)
        if found is None:
            found = self._leaves[expr] = self._answer(leaf)
        return found

    def _answer(self, leaf: Leaf) -> Truth:
        nowhere = none_of(self.chunk.size)
        match leaf:
            case Fixed(truth):
                return Truth(self.everyone if truth else nowhere, nowhere if truth is None else self.everyone)
            case Flag(path):
                array = self.chunk.at(path)
                if array is None:
                    return Truth(nowhere, nowhere)
                return Truth(packed(_trues(array)), packed(valid(array)))
            case There(path, can_be_empty):
                return Truth(self._there(path, can_be_empty), self.everyone)
            case Ranked(path, derived, op, constant):
                ranks = None if constant is None else self._rank(path, derived)
                if constant is None or ranks is None:
                    return Truth(nowhere, nowhere)
                return Truth(ranks.holds(op, constant), ranks.known)
            case Member(path, accounts):
                members = self.members(path)
                return Truth(members.rows[accounts] & members.known, members.known)
            case Words(path, scope, topic):
                return self._place(path, scope).truth(topic)
            case Expression(path, scope, regex):
                there, blind = self._there_and_blind(path, scope)
                matched = self._matched(path, scope, regex) & there
                return Truth(matched, matched | (there & ~blind))

    def members(self, path: Path) -> Members:
        """The lists that the accounts at a path are in."""
        if path not in self._members:
            self._members[path] = self.prepared.people.of(self.chunk, path)
        return self._members[path]

    def _there(self, path: Path, can_be_empty: bool) -> Bits:
        array = self.chunk.at(path)
        if array is None or not can_be_empty:
            return self.chunk.known(path)
        lengths = pc.list_value_length(array) if pa.types.is_list(array.type) else pc.binary_length(array)
        return packed(lengths.fill_null(0).to_numpy() > 0)

    def _rank(self, path: Path, derived: str | None) -> Ranks | None:
        """A column, or what is derived of it, among all constants; None where there is no such column."""
        key = (path, derived)
        if key not in self._ranks:
            context = self.prepared.reference.judge.context
            measured = derived in MEASURES
            array = measures(self.chunk, path, derived, context) if derived and measured else self.chunk.at(path)
            now = context.now if derived == AGE else None
            self._ranks[key] = None if array is None else ranked(array, self.prepared.constants[key], now)
        return self._ranks[key]

    def _place(self, path: Path, scope: Scope) -> Topics:
        key = (path, scope)
        if key not in self._topics:
            there, blind = self._there_and_blind(path, scope)
            wanted, fields = self.prepared.topics[key], self._fields(path, scope)
            matched = {regex: self._matched(path, scope, regex) for regex in wanted.regexes}
            self._topics[key] = topics_in(wanted, *self._scanned(fields), matched, there, blind)
        return self._topics[key]

    def _there_and_blind(self, path: Path, scope: Scope) -> tuple[Bits, Bits]:
        """The rows that have a place at all, and those of them in which what matters most is unknown."""
        there = self.everyone if not path else self.chunk.known(path)
        if scope is Scope.TEXT:
            return there, none_of(self.chunk.size)
        return there, there & ~self.chunk.known((*path, "title")) & ~self.chunk.known((*path, "text"))

    def _fields(self, path: Path, scope: Scope) -> list[Seen]:
        return list(seen_at(self.chunk, path) if scope is Scope.POST else text_at(self.chunk, path))

    def _matched(self, path: Path, scope: Scope, number: int) -> Bits:
        """The rows in which a regular expression is found in any text of a place."""
        key = (path, scope)
        if key not in self._texts:
            self._texts[key] = [(one.texts.to_pylist(), one.rows) for one in self._fields(path, scope)]
        regex, found = self.prepared.program.regexes[number], np.zeros(self.chunk.size, np.bool_)
        for texts, rows in self._texts[key]:
            hits = [at for at, text in enumerate(texts) if text is not None and regex.found(text)]
            found[rows[hits]] = True
        return packed(found)

    def _scanned(self, fields: Iterable[Seen]) -> Pairs:
        rows: list[Rows] = [np.zeros(0, np.int64)]
        patterns: list[Rows] = [np.zeros(0, np.int64)]
        for one in fields:
            scan = self.prepared.scanner.tags if one.tag else self.prepared.scanner.texts
            places, found = scan(one.texts)
            rows.append(one.rows[places])
            patterns.append(found)
        return np.concatenate(rows), np.concatenate(patterns)


def _trues(array: Any) -> Any:
    return array.fill_null(False).to_numpy(zero_copy_only=False)
