"""The LALR(1) machine: a stack of states that tokens are fed to, and nodes that grow on it.

In: tokens, one at a time. Out: a `File` when the end is fed; `Unexpected` where a token cannot follow. What may be done
between tokens (ask what could follow, cut back to the last whole statement, start from an earlier point) is all that
recovery needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from feedcurate.syntax import messages
from feedcurate.syntax.build import Builder
from feedcurate.syntax.lexer import Token
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import File
from feedcurate.syntax.tables import END, Kept, tables
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source, Span

_OPENING = {"LPAR": "RPAR", "LBRACE": "RBRACE"}
_STACK_PER_LEVEL = 16
"""More entries than this never stand on the stack for one level of nesting."""


class Unexpected(Exception):  # it is told as a diagnostic, and leaves the room as one
    """The token fed cannot follow."""


@frozen
class Point:
    """A state of the machine to come back to."""

    states: tuple[int, ...]
    values: tuple[Any, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Machine:
    """One parse; see the module."""

    def __init__(self, source: Source, limits: Limits) -> None:
        known = tables()
        self._source = source
        self._limits = limits
        self._table = known.states
        self._builder = Builder(source, limits)
        self._productions = [
            (item.origin, item.size, item.kept, self._method(item.method)) for item in known.productions
        ]
        self._between = known.states[0]["_statements"]
        self._end = known.states[0]["file"]
        self._states = [0]
        self._values: list[Any] = [None]
        self._starts = [0]
        self._ends = [0]
        self.statements = 0
        """How many statements were begun."""
        self.tokens: list[Token] = []
        """The tokens of the statement begun last."""
        self.brackets: list[Token] = []
        """Those of them that are open brackets."""

    def _method(self, name: str) -> Callable[..., Any] | None:
        if name == "_":
            return _LIST
        return getattr(self._builder, name) if name else None

    # --- Going on ---------------------------------------------------------------------------------

    @property
    def is_between(self) -> bool:
        """Whether whole statements are on the stack and nothing else."""
        return len(self._states) == 1 or (len(self._states) == 2 and self._states[1] == self._between)

    def feed(self, token: Token) -> File | None:
        """Go on by a token; the file, when it was the end.

        Raises:
            Unexpected: it cannot follow; the stack is as before, but for what was complete.
            Mistake: it can, and what it completes is wrong.
        """
        kind = token.type
        while (action := self._table[self._states[-1]].get(kind)) is not None:
            if action < 0:
                self._reduce(-1 - action, token.start)
                if self._states[-1] == self._end:
                    return self._file()
                continue
            if self.is_between:
                self._start_statement()
            self.tokens.append(token)
            self._check_nesting(token)
            self._states.append(action)
            self._values.append(token)
            self._starts.append(token.start)
            self._ends.append(token.end)
            return None
        raise Unexpected

    def _start_statement(self) -> None:
        self.statements += 1
        self.tokens.clear()
        self.brackets.clear()
        self._builder.start_statement()

    def _file(self) -> File:
        file: File = self._values[-1]
        return file

    def _reduce(self, number: int, here: int) -> None:
        origin, size, kept, method = self._productions[number]
        if size == 1 and method is None:
            # What is handed through stays where it is. Most reductions are such: one for every level of precedence.
            self._states[-1] = self._table[self._states[-2]][origin]
            return
        if size:
            values = self._values[-size:]
            start, end = self._starts[-size], self._ends[-1]
            del self._states[-size:], self._values[-size:], self._starts[-size:], self._ends[-size:]
        else:
            values, start, end = [], here, here
        if method is None:
            value = values[kept[0]]  # type: ignore[index]  # what is handed through is named by its index
        elif method is _LIST:
            value = self._listed(origin, values, kept)
        else:
            value = method(Span(self._source, start, end), *_chosen(values, kept))
        self._states.append(self._table[self._states[-1]][origin])
        self._values.append(value)
        self._starts.append(start)
        self._ends.append(end)

    def _listed(self, origin: str, values: list[Any], kept: tuple[Kept, ...]) -> list[Any]:
        """The list of a rule that is spliced; a left-recursive one grows in place."""
        if kept and isinstance(kept[0], list):
            items: list[Any] = values[kept[0][0]]
            items += _chosen(values, kept[1:])
        else:
            items = _chosen(values, kept)
        if len(items) >= self._limits.inline_entries and origin != "_statements":
            raise Mistake(messages.too_many_entries(self._limits.inline_entries, items[-1].span))
        return items

    def _check_nesting(self, token: Token) -> None:
        if token.type in _OPENING:
            self.brackets.append(token)
        elif self.brackets and token.type == _OPENING[self.brackets[-1].type]:
            self.brackets.pop()
        most = self._limits.nesting
        if len(self.brackets) > most or len(self._states) > most * _STACK_PER_LEVEL:
            raise Mistake(messages.nested_too_deep(most, Span(self._source, token.start, token.end)))

    # --- Asking and going back --------------------------------------------------------------------

    def __contains__(self, kind: object) -> bool:
        """Whether a token of this kind can follow.

        The state on top may know a terminal that only another way to it could take, so that it is tried.
        """
        action = self._table[self._states[-1]].get(str(kind))
        return action is not None and (action >= 0 or self._could_take(str(kind)))

    def _could_take(self, kind: str) -> bool:
        states = list(self._states)
        while (action := self._table[states[-1]].get(kind)) is not None:
            if action >= 0:
                return True
            origin, size, _, _ = self._productions[-1 - action]
            if size:
                del states[-size:]
            states.append(self._table[states[-1]][origin])
            if states[-1] == self._end:
                return True
        return False

    def expected(self) -> frozenset[str]:
        """The terminals that can follow."""
        return frozenset(kind for kind in self._table[self._states[-1]] if kind.isupper() and kind in self)

    def point(self) -> Point:
        """Where the machine is now."""
        # A list that a rule splices grows in place; the list of statements does not before this one is complete.
        values = (*self._values[:2], *(list(value) if isinstance(value, list) else value for value in self._values[2:]))
        return Point(tuple(self._states), values, tuple(self._starts), tuple(self._ends))

    def back_to(self, point: Point) -> None:
        """Be where it was; statements that were whole then are whole."""
        self._states[:], self._values[:] = point.states, point.values
        self._starts[:], self._ends[:] = point.starts, point.ends
        self.brackets.clear()

    def end_statement(self, here: int) -> None:
        """Complete the statement at hand, which can be followed by the end."""
        while not self.is_between:
            self._reduce(-1 - self._table[self._states[-1]][END], here)

    def drop_statement(self) -> None:
        """Cut back to where the statement at hand began."""
        size = 2 if len(self._states) > 1 and self._states[1] == self._between else 1
        del self._states[size:], self._values[size:], self._starts[size:], self._ends[size:]
        self.brackets.clear()


def _LIST() -> None:  # noqa: N802  # a mark, told by identity, for rules that are spliced into their users
    """Stands for the method of a rule whose values form a list."""


def _chosen(values: list[Any], kept: tuple[Kept, ...]) -> list[Any]:
    chosen: list[Any] = []
    for place in kept:
        if place is None:
            chosen.append(None)
        elif isinstance(place, int):
            chosen.append(values[place])
        else:
            chosen += values[place[0]]
    return chosen
