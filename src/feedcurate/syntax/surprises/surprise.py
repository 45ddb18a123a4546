"""A token that cannot stand where it stands, with all that is known of the place.

In: what the parser had at hand. Out: a frozen `Surprise` that the questions are asked of.
"""

from __future__ import annotations

from collections.abc import Set

from attrs import frozen

from feedcurate.syntax.lexer import Lexer, Token, is_first_on_line
from feedcurate.text.span import Source, Span

_SHOWN = 40


@frozen
class Surprise:
    """The token, and what came before it.

    `tokens` are those of the statement at hand (none where a statement should start), `brackets` those of them that are
    open, `expected` the terminals that could stand here instead.
    """

    source: Source
    token: Token
    tokens: tuple[Token, ...]
    brackets: tuple[Token, ...]
    expected: Set[str]

    @property
    def kind(self) -> str:
        """The token's terminal."""
        return self.token.type

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return self.at(self.token)

    @property
    def keyword(self) -> str:
        """The terminal that the statement started with, or `""`."""
        return self.tokens[0].type if self.tokens else ""

    @property
    def shown(self) -> str:
        """The token in backticks, cut where it is long."""
        text = self.token.text
        return f"`{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}`"

    def at(self, token: Token) -> Span:
        """Where a token of this source stands."""
        return Span(self.source, token.start, token.end)

    def before(self, steps: int = 1) -> Token | None:
        """The token of this statement that stands so many steps before."""
        return self.tokens[-steps] if len(self.tokens) >= steps else None

    def was(self, *kinds: str) -> bool:
        """Whether the tokens directly before are of these terminals."""
        return tuple(token.type for token in self.tokens[len(self.tokens) - len(kinds) :]) == kinds

    def following(self) -> Token:
        """The token behind it."""
        lexer = Lexer(self.source.text)
        lexer.move(self.token.end)
        return lexer.next(())

    @property
    def is_glued(self) -> bool:
        """Whether nothing stands between it and the token before."""
        return bool(self.tokens) and self.tokens[-1].end == self.token.start

    @property
    def is_first_on_line(self) -> bool:
        """Whether only white space stands before it on its line."""
        return is_first_on_line(self.source.text, self.token.start)
