"""Phrases and hashtags of a rule file, ready to be looked for.

In: a phrase as it is written, or a hashtag. Out: a `Pattern`, or a `PatternProblem` that says what is wrong and
where; and the signs of a phrase that matching does not see. A phrase is read just as a text is, but that a hashtag in
it is the hashtag only, and that it may have stars.
"""

from __future__ import annotations

from enum import StrEnum

import regex
from attrs import frozen

from feedcurate.matching.characters import SPACED, WORD, of
from feedcurate.matching.forms import ANY
from feedcurate.matching.normalise import emoji_key, folded
from feedcurate.matching.pieces import Cut, pieces
from feedcurate.matching.places import Origin
from feedcurate.matching.tags import tag_key
from feedcurate.matching.tokens import EMOJI
from feedcurate.matching.words import WORD_PATTERN

_LEXEME = regex.compile(rf"(?V1){WORD_PATTERN}|\*")
_JOINED = of(WORD + "*'")
_SPACED = of(SPACED)
_SIGN = r"[[\p{S}#%&@§¶†‡]--[*]]"
_LOST = regex.compile(
    rf"(?V1)(?<=[{WORD}]){_SIGN}++|{_SIGN}++(?=[{WORD}])|(?<=\p{{L}})[!?]++(?=\p{{L}})|(?<!\S)[.!]++(?=\p{{L}})"
)


@frozen
class Pattern:
    """A phrase to look for. `key` is its places (see `forms`), one space between them."""

    source: str
    key: str

    @property
    def places(self) -> tuple[str, ...]:
        """What has to stand next to each other."""
        return tuple(self.key.split(" "))


class ProblemKind(StrEnum):
    """Why a phrase is none."""

    EMPTY = "empty"
    MISPLACED_STAR = "misplaced star"
    ADDRESS = "address"


@frozen
class PatternProblem:
    """What is wrong with a phrase, and where in it (code points, half-open)."""

    kind: ProblemKind
    start: int
    end: int
    detail: str


@frozen
class LostSign:
    """A sign that matching does not see though it makes a word what it is, and where it stands in the phrase."""

    sign: str
    start: int
    end: int


def phrase(source: str) -> Pattern | PatternProblem:
    """The pattern of a phrase: words, hashtags, mentions and emoji, and stars.

    A star stands at the end of a word or hashtag (any ending, also none), alone (any one word), or before an
    apostrophe and a word (any elided word). A pattern of stars alone is empty.
    """
    if _is_plain(source):
        return Pattern(source, " ".join(source.lower().split()))
    origin = Origin(source)
    cut = list(pieces(origin.normal))
    found: list[str] = []
    for i, piece in enumerate(cut):
        match piece.cut:
            case Cut.ADDRESS:
                detail = "web addresses are no words; they are found through links"
                return PatternProblem(ProblemKind.ADDRESS, *origin.of(piece), detail)
            case Cut.EMOJI:
                found.append(EMOJI + emoji_key(piece.text))
            case Cut.HASHTAG | Cut.MENTION:
                found.append(folded(piece.text))
            case Cut.PLAIN:
                before = cut[i - 1].cut if i else None
                after = cut[i + 1].cut if i + 1 < len(cut) else None
                stray = _add_places(piece.text, before, after, found)
                if stray is not None:
                    (place,) = origin.inside(piece, [(stray, stray + 1)])
                    detail = "a star stands at the end of a word, alone between words, or before an apostrophe"
                    return PatternProblem(ProblemKind.MISPLACED_STAR, *place, detail)
    if all(place == ANY for place in found):
        return PatternProblem(ProblemKind.EMPTY, 0, len(source), "there is no word, hashtag or emoji to look for")
    return Pattern(source, " ".join(found))


def hashtag(source: str) -> Pattern:
    """The pattern of a hashtag, with or without its `#`; it matches hashtags only."""
    return Pattern(source, tag_key(source))


def lost_signs(source: str) -> list[LostSign]:
    """The signs beside a word that a phrase loses: `++` of `C++`, `&` of `R&B`, `.` of `.NET`, `!` of `P!nk`.

    Symbols and `#%&@§¶†‡` count beside a word, `!` and `?` between letters, `.` and `!` before a word that they start.
    Signs that only separate words (`well-being`, `and/or`, `3.5`) are not lost: the words have to stand next to each
    other.
    """
    if _is_plain(source):
        return []
    origin = Origin(source)
    return [
        LostSign(match[0], *origin.inside(piece, [match.span()])[0])
        for piece in pieces(origin.normal)
        if piece.cut is Cut.PLAIN
        for match in _LOST.finditer(piece.text)
    ]


def _is_plain(source: str) -> bool:
    """Whether there is nothing but ASCII letters, digits and spaces, which stand for themselves."""
    return source.isascii() and source.replace(" ", "").isalnum()


def _add_places(text: str, before: Cut | None, after: Cut | None, found: list[str]) -> int | None:
    """The places of a plain piece; the offset of the first star that stands where none may."""
    word_end = 0 if before is Cut.HASHTAG else -1
    elided = -1
    for lexeme in _LEXEME.finditer(text):
        start, end = lexeme.span()
        if lexeme[0] != "*":
            found.append(("*'" if elided == start else "") + folded(lexeme[0]))
            word_end = end
            continue
        apostrophe = text[end : end + 1] == "'"
        joins_left = bool(start and _JOINED.match(text, start - 1)) or (start == 0 and _is_token(before))
        joins_right = bool(_JOINED.match(text, end)) or (end == len(text) and _is_token(after))
        if start == word_end and (not _JOINED.match(text, end) or (apostrophe and not _SPACED.match(text, end + 1))):
            found[-1] += "*"
        elif apostrophe and not joins_left and _SPACED.match(text, end + 1):
            elided = end + 1
        elif not joins_left and not joins_right:
            found.append(ANY)
        else:
            return start
    return None


def _is_token(cut: Cut | None) -> bool:
    """Whether a piece is a token by itself, to which a star cannot be glued."""
    return cut in (Cut.EMOJI, Cut.HASHTAG, Cut.MENTION)
