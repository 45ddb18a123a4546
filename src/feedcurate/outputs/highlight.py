"""Rule files in colours wherever Pygments draws them: documentation, editors, terminals.

In: a text. Out: Pygments' tokens, made of those of the language's own lexer. Pygments finds this by the name `curate`
and imports it; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pygments.lexer import Lexer as PygmentsLexer
from pygments.token import Comment, Error, Keyword, Literal, Name, Number, Operator, Punctuation, String, Whitespace
from pygments.token import _TokenType as TokenType

from feedcurate.syntax.lexer import FOREIGN, GLUED, OTHER, UNFINISHED_REGEX, UNFINISHED_TEXT, Lexer, Token
from feedcurate.syntax.reserved import RESERVED, STARTERS
from feedcurate.syntax.tables import END

_KINDS: dict[str, TokenType] = {
    "ACCOUNT": Name.Entity,
    "CLOCK": Literal.Date,
    "COMPARISON": Operator,
    "DATE": Literal.Date,
    "DID": Name.Entity,
    "EQUALS": Operator,
    "HASHTAG": Name.Tag,
    "MINUS": Operator,
    "NUMBER": Number,
    "PLUS": Operator,
    "REGEX": String.Regex,
    "SITE": Name.Entity,
    "SLASH": Operator,
    "STAR": Operator,
    "STRING": String,
    "UNIT": Keyword.Type,
    **dict.fromkeys((FOREIGN, GLUED, OTHER, UNFINISHED_REGEX, UNFINISHED_TEXT), Error),
}
_WORDS = frozenset({"LEAST", "MOST", "PER", "ROW", "ONCE", "MODE", "SAYING", "WITH", "AS", "OVER", "VIEWS"})
"""Words that are keywords in places only, and hardly ever names."""
_BEFORE_REGEX = frozenset({"COLON", "COMMA", "EXCEPT", "LBRACE", "MATCHES"})
_BEFORE_SITE = frozenset({"COLON", "COMMA", "LBRACE"})
_BEFORE_ACTION = frozenset({"COMMA", "THEN"})
_OPERATORS = frozenset({"and", "or", "not", "implies", "in", "is", "has", "mentions", "matches", "between", "where"})


class CurateLexer(PygmentsLexer):
    """Rule files of feedcurate."""

    name = "feedcurate"
    url = "https://pypi.org/project/feedcurate/"
    aliases: ClassVar[list[str]] = ["curate", "feedcurate"]
    filenames: ClassVar[list[str]] = ["*.curate"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, TokenType, str]]:
        """Every character of a text, in tokens, in its order."""
        lexer, position, before = Lexer(text), 0, ""
        in_sites = False
        while True:
            remarks = len(lexer.remarks)
            token = lexer.next(_takes(before, in_sites=in_sites))
            for remark in lexer.remarks[remarks:]:
                yield from _space(text, position, remark.start)
                yield remark.start, Comment.Single, text[remark.start : remark.end]
                position = remark.end
            yield from _space(text, position, token.start)
            if token.type == END:
                return
            if token.text in STARTERS and before != "DOT":
                in_sites = token.text == "sites"
            yield token.start, _kind(token, before), token.text
            position, before = token.end, token.type


def _space(text: str, start: int, end: int) -> Iterator[tuple[int, TokenType, str]]:
    if start < end:
        yield start, Whitespace, text[start:end]


def _takes(before: str, *, in_sites: bool) -> frozenset[str]:
    """What may stand behind a token, as far as that is plain without parsing."""
    found = {"UNIT"} if before == "NUMBER" else set(_WORDS)
    found |= {"REGEX"} if before in _BEFORE_REGEX else set()
    return frozenset(found | ({"SITE"} if in_sites and before in _BEFORE_SITE else set()))


def _kind(token: Token, before: str) -> TokenType:
    if token.text in RESERVED and token.type != "NAME":
        if token.text in STARTERS:
            return Keyword.Declaration
        return Operator.Word if token.text in _OPERATORS else Keyword
    if token.type in _KINDS:
        return _KINDS[token.type]
    if token.type == "NAME":
        if before == "DOT":
            return Name.Attribute
        return Name.Builtin if before in _BEFORE_ACTION else Name
    return Keyword if token.text.isalpha() else Punctuation
