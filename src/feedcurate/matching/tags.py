"""Hashtags that come as values, without a text around them.

In: a tag as a source gives it, with or without `#`. Out: its normal form, or its tokens.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from feedcurate.matching.characters import DASHES, WORD
from feedcurate.matching.hashtags import signed
from feedcurate.matching.normalise import clean, composed, folded
from feedcurate.matching.tokens import BREAK, Alternative, TokenText, line_of, tokenise

_SEVERAL_WORDS = regex.compile(rf"(?V1)[{WORD}]++(?:[\s\-{DASHES}]++[{WORD}]++)*+")
_NO_WORD = regex.compile(rf"(?V1)[^{WORD}]++")
_REMEMBERED = 64


def tag_key(value: str) -> str:
    """A tag as hashtags are compared: `#summerbody` for `SummerBody`, `#SummerBody` and `Summer Body`."""
    return "#" + folded(_NO_WORD.sub("", clean(composed(value))))


def remembered_tag_key(value: str) -> str:
    """`tag_key`, remembered, for whoever asks it of the same tags again and again."""
    return _remembered_key(value) if len(value) <= _REMEMBERED else tag_key(value)


def tokenise_tag(value: str) -> TokenText:
    """The tokens of a tag: the hashtag `#summerbody` and, over the same place, its words.

    A value of several words (a category `Mental Health`) is its words and the hashtag `#mentalhealth`. Ranges are
    offsets into the value as given.
    """
    return _remembered(value) if len(value) <= _REMEMBERED else _tokenise(value)


def _tokenise(value: str) -> TokenText:
    bare = value.strip().lstrip("#＃")
    hashed = tokenise("#" + bare)
    if [(token.start, token.end) for token in hashed.tokens] == [(0, len(bare) + 1)]:
        shift = value.index(bare) - 1
        shifted = tuple((max(start + shift, 0), end + shift) for start, end in hashed.ranges())
        return TokenText(value, hashed.line, hashed.alternatives, shifted)
    plain = tokenise(value)
    key = tag_key(value)
    if not _SEVERAL_WORDS.fullmatch(clean(composed(bare))) or list(signed(key)) != [(0, len(key))]:
        return plain
    entries, size = plain.entries, plain.size
    ranges = (*plain.ranges(), (0, len(value)), (0, len(value)))
    other = Alternative(0, size, len(entries) + 1, 1)
    return TokenText(value, line_of([*entries, BREAK, key]), (*plain.alternatives, other), ranges)


_remembered = lru_cache(4096)(_tokenise)
_remembered_key = lru_cache(4096)(tag_key)
