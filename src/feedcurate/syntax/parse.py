"""The one door: a rule file's text to its tree, with a diagnostic for every statement that could not be read.

In: a `Source` (`decode` makes one of bytes). Out: a `ParseResult`; nothing that stands in a file raises.
"""

from __future__ import annotations

import re

from attrs import frozen

from feedcurate.syntax import messages
from feedcurate.syntax.comments import attach
from feedcurate.syntax.lexer import Lexer, Token, is_first_on_line
from feedcurate.syntax.machine import Machine, Point, Unexpected
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import Broken, File
from feedcurate.syntax.reading import decode, unreadable
from feedcurate.syntax.recover import next_statement
from feedcurate.syntax.reserved import RESERVED, STARTERS
from feedcurate.syntax.spelling import nearest
from feedcurate.syntax.tables import END
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source, Span

_LIMIT = re.compile(r"(?:at\s+(?:least|most)|once|order)\b")
"""How a limit of the feed starts."""

__all__ = ["ParseResult", "decode", "parse"]


@frozen
class ParseResult:
    """The statements that could be read, those that could not, and why; diagnostics stand in the order of the file."""

    file: File
    diagnostics: tuple[Diagnostic, ...] = ()


def parse(source: Source, limits: Limits = DEFAULT_LIMITS) -> ParseResult:
    """Read a rule file. One broken statement gives one diagnostic, and the rest is read."""
    if diagnostic := unreadable(source, limits):
        return ParseResult(File((), span=Span(source, 0, 0)), (diagnostic,))
    return _Parse(source, limits).run()


@frozen
class _WayBack:
    """A line inside a statement that may have been meant as a statement of its own, and the machine before it."""

    statement: int
    token: Token
    point: Point


class _Parse:
    """One run over a source; what it gathers on the way."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._lexer = Lexer(source.text)
        self._machine = Machine(source, limits)
        self._diagnostics: list[Diagnostic] = []
        self._broken: list[Broken] = []
        self._way_back: _WayBack | None = None

    def run(self) -> ParseResult:
        file = None
        while file is None:
            token = self._lexer.next(self._machine)
            begun = not self._machine.is_between
            try:
                self._check_length(token)
                self._look_out(token)
                file = self._machine.feed(token)
            except Unexpected:
                self._surprised_by(token)
            except Mistake as mistake:
                self._give_up(token, mistake.diagnostic, begun=begun)
            if max(self._machine.statements, len(self._broken)) > self._limits.statements:
                self._stop_before(token)
        diagnostics = sorted(self._diagnostics, key=lambda diagnostic: diagnostic.span.start)
        return ParseResult(attach(file, self._broken, self._lexer.remarks, self._source), tuple(diagnostics))

    def _check_length(self, token: Token) -> None:
        most = self._limits.pattern_length
        if token.end - token.start > most + len("//i"):
            raise Mistake(messages.too_long(token.end - token.start, most, self._span(token)))

    def _look_out(self, token: Token) -> None:
        """Remember a line that may be a statement of its own, or a limit, whose first word is missing."""
        machine, text = self._machine, self._source.text
        if machine.is_between or not is_first_on_line(text, token.start):
            return
        first = machine.tokens[0]
        is_word = token.type == "STRING" or (token.text not in RESERVED and token.text[:1].isidentifier())
        is_left = is_word and _column(text, token.start) <= _column(text, first.start)
        is_limit = first.type != "FEED" and _LIMIT.match(text, token.start) is not None
        if (is_left or is_limit) and END in machine:
            self._way_back = _WayBack(machine.statements, token, machine.point())

    def _surprised_by(self, token: Token) -> None:
        """Find out which statement the token breaks, and say why."""
        from feedcurate.syntax.surprises.explain import explain
        from feedcurate.syntax.surprises.surprise import Surprise

        machine = self._machine
        try:
            token = self._end_before(token)
        except Mistake as mistake:
            self._give_up(token, mistake.diagnostic, begun=True)
            return
        begun = not machine.is_between
        tokens = tuple(machine.tokens) if begun else ()
        surprise = Surprise(self._source, token, tokens, tuple(machine.brackets), machine.expected())
        self._give_up(token, explain(surprise), begun=begun)

    def _end_before(self, token: Token) -> Token:
        """End the statement at hand where another one may have been meant to start; the first token of that."""
        machine = self._machine
        if machine.is_between:
            return token
        if self._way_back and self._way_back.statement == machine.statements:
            token = self._way_back.token
            machine.back_to(self._way_back.point)
            machine.end_statement(token.start)
        elif is_first_on_line(self._source.text, token.start) and END in machine:
            machine.end_statement(token.start)
        return token

    def _give_up(self, token: Token, diagnostic: Diagnostic, *, begun: bool) -> None:
        """Report the statement at hand, drop it, and go on with the next."""
        text = self._source.text
        tokens = self._machine.tokens if begun else [token]
        first, last = tokens[0], tokens[-1]
        position = token.end
        if begun and token.start > first.start:
            # `when` without its condition takes the next statement's `always` for one.
            is_start = last is not first and last.text in STARTERS and is_first_on_line(text, last.start)
            position = last.start if is_start else token.start
            if is_first_on_line(text, position):
                position = text.rfind("\n", 0, position) + 1
        self._diagnostics.append(diagnostic)
        keyword = (nearest(first.text, STARTERS) if first.type == "NAME" else None) or first.text
        self._broken.append(Broken(keyword, self._name_behind(first), span=Span(self._source, first.start, last.end)))
        self._machine.drop_statement()
        self._lexer.move(next_statement(text, position))

    def _name_behind(self, first: Token) -> str | None:
        """What the broken statement would have been called."""
        lexer = Lexer(self._source.text)
        lexer.move(first.end)
        second = lexer.next(())
        return second.text if second.type == "NAME" or second.text in RESERVED - STARTERS else None

    def _stop_before(self, token: Token) -> None:
        """Read no further: here begins one statement more than there may be."""
        self._diagnostics.append(messages.too_many_statements(self._limits.statements, self._span(token)))
        self._machine.drop_statement()
        self._machine.statements = 0
        self._broken = self._broken[: self._limits.statements]
        self._lexer.position = len(self._source.text)

    def _span(self, token: Token) -> Span:
        return Span(self._source, token.start, token.end)


def _column(text: str, position: int) -> int:
    return position - text.rfind("\n", 0, position)
