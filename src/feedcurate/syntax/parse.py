"""The one door: a rule file's text to its tree, with a diagnostic for every statement that could not be read.

In: bytes or a `Source`. Out: a `ParseResult`; nothing that stands in a file raises.
"""

from __future__ import annotations

from attrs import frozen

from feedcurate.syntax import messages
from feedcurate.syntax.comments import attach
from feedcurate.syntax.lexer import Lexer, Token
from feedcurate.syntax.machine import Machine, Point, Unexpected
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.nodes import Broken, File
from feedcurate.syntax.reading import unreadable
from feedcurate.syntax.recover import next_statement
from feedcurate.syntax.reserved import STARTERS
from feedcurate.syntax.surprises import Surprise, explain, misspelled
from feedcurate.syntax.tables import END
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source, Span


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


class _Parse:
    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._lexer = Lexer(source.text)
        self._machine = Machine(source, limits)
        self._diagnostics: list[Diagnostic] = []
        self._broken: list[Broken] = []
        self._count = 0
        self._first: Token | None = None
        """The first token of the statement at hand."""
        self._second: Token | None = None
        self._before: Token | None = None
        self._way_back: tuple[Token, Point] | None = None
        """The last line of the statement at hand that may have been meant as a statement of its own."""

    def run(self) -> ParseResult:
        file = None
        while file is None:
            token = self._lexer.next(self._machine.takes)
            try:
                file = self._feed(token)
            except Unexpected:
                self._surprised_by(token)
            except Mistake as mistake:
                self._give_up(token, mistake.diagnostic)
        remarks = self._lexer.remarks
        return ParseResult(attach(file, tuple(self._broken), remarks, self._source), tuple(self._diagnostics))
