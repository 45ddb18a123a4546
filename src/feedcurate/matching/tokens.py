"""A text as a sequence of tokens, with other readings of its hashtags over the same places.

In: a text as its source has it. Out: a `TokenText`: one line of keys that an automaton can search, and on demand the
tokens with their exact places in the text.

The line has one space before, between and after its entries. An entry is a word (folded); an emoji sequence behind
EMOJI; a mention, which starts with `@`; or BREAK where an address was cut out. A hashtag stands in the line as the
words it splits into. Its other readings, the hashtag itself (which starts with `#`) and the words unsplit, follow at
the end of the line, each behind a BREAK; `alternatives` says over which entries they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from attrs import frozen

from feedcurate.matching.hashtags import readings
from feedcurate.matching.normalise import composed, emoji_key, folded
from feedcurate.matching.pieces import Cut, pieces
from feedcurate.matching.places import entry_ranges
from feedcurate.matching.words import words

BREAK = "\n"
"""The entry that no phrase crosses, as no pattern has it."""

EMOJI = "\x01"
"""What stands before an emoji sequence in the line, so that `1️⃣` is never mistaken for the word `1⃣`."""


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    EMOJI = "emoji"
    HASHTAG = "hashtag"
    MENTION = "mention"


@frozen
class Token:
    """A token as it is compared, and where it stands in the text: code points, half-open."""

    text: str
    start: int
    end: int
    kind: TokenKind


class Alternative(NamedTuple):
    """Entries `at` to `at + length` of the line read the same place as its entries `first` to `last` (half-open)."""

    first: int
    last: int
    at: int
    length: int


@frozen
class TokenText:
    """A text and its line of entries."""

    text: str
    line: str
    alternatives: tuple[Alternative, ...] = ()
    given_ranges: tuple[tuple[int, int], ...] | None = None
    """Where the entries stand, if that does not follow from the text."""

    @property
    def entries(self) -> list[str]:
        """The line, entry by entry: first the `size` that the text has in order, then the other readings."""
        return self.line[1:-1].split(" ") if len(self.line) > 1 else []

    @property
    def size(self) -> int:
        """How many entries the text has in order, breaks included, other readings of hashtags not."""
        return self.alternatives[0].at - 1 if self.alternatives else self.line.count(" ") - 1

    @property
    def words(self) -> int:
        """How many words a reader would count: neither hashtags nor mentions, emoji or addresses.

        Of a script written without spaces every character counts, as it is a token of its own.
        """
        entries = self.entries[: self.size]
        in_hashtags = sum(last - first for first, last in {(each.first, each.last) for each in self.alternatives})
        return sum(kind_of(entry) is TokenKind.WORD for entry in entries) - in_hashtags

    def ranges(self) -> Sequence[tuple[int, int]]:
        """Where each entry of the line stands in the text."""
        return entry_ranges(self.text) if self.given_ranges is None else self.given_ranges

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens in the order of the text; a hashtag is one token, not its words."""
        entries, ranges = self.entries, self.ranges()
        tags = {each.first: each for each in self.alternatives if entries[each.at][0] == "#"}
        tokens: list[Token] = []
        at = 0
        while at < self.size:
            tag = tags.get(at)
            entry = at if tag is None else tag.at
            kind = kind_of(entries[entry])
            if kind is not None:
                tokens.append(Token(entries[entry].removeprefix(EMOJI), *ranges[entry], kind))
            at = at + 1 if tag is None else tag.last
        return tuple(tokens)


def kind_of(entry: str) -> TokenKind | None:
    """What an entry of the line is; None for a break."""
    match entry[0]:
        case "\x01":
            return TokenKind.EMOJI
        case "#":
            return TokenKind.HASHTAG
        case "@":
            return TokenKind.MENTION
        case "\n":
            return None
        case _:
            return TokenKind.WORD


def tokenise(text: str) -> TokenText:
    """The tokens of a text."""
    if text.isascii():
        lower = text.lower()
        if not ("#" in lower or "@" in lower or "://" in lower or "www." in lower):
            return TokenText(text, line_of(words(lower)))
    entries: list[str] = []
    others: list[tuple[int, int, tuple[str, ...]]] = []
    for piece in pieces(composed(text)):
        match piece.cut:
            case Cut.PLAIN:
                entries += words(folded(piece.text))
            case Cut.EMOJI:
                entries.append(EMOJI + emoji_key(piece.text))
            case Cut.ADDRESS:
                entries.append(BREAK)
            case Cut.MENTION:
                entries.append(folded(piece.text))
            case Cut.HASHTAG:
                read = readings(piece.text)
                first = len(entries)
                entries += read.split
                others.append((first, len(entries), (read.key,)))
                if read.unsplit:
                    others.append((first, len(entries), read.unsplit))
    alternatives: list[Alternative] = []
    for first, last, other in others:
        entries.append(BREAK)
        alternatives.append(Alternative(first, last, len(entries), len(other)))
        entries += other
    return TokenText(text, line_of(entries), tuple(alternatives))


def line_of(entries: list[str]) -> str:
    """The line of these entries."""
    return f" {' '.join(entries)} " if entries else " "
