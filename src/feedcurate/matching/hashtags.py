"""Hashtags and mentions of accounts, and the words inside a hashtag.

In: a clean text, case kept. Out: where they stand, and the readings of a hashtag: its words split where its writer
changed case or wrote `_`, and unsplit.

A hashtag is `#` with no word character before it and a run of word characters after it, one of which is no digit. A
mention is `@` and a name, with further parts after `.` or `-`, and the same again after a second `@` for the host. No
letter of a script with spaces stands before it, which would make it an e-mail address; letters of scripts without
spaces may, and end a name, since there the text goes on without a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

import regex
from attrs import frozen

from feedcurate.matching.characters import SPACED, WORD
from feedcurate.matching.normalise import folded
from feedcurate.matching.words import word_ranges


def _hashtag(word: str, digit: str) -> str:
    """A hashtag, for these classes of characters; the sign comes first, so that a search runs to it."""
    return rf"#(?<!{word}#)(?={digit}*+{word}){word}++"


def _mention(spaced: str) -> str:
    """A mention, in the same way."""
    name = rf"{spaced}++(?:[.-]{spaced}++)*+"
    return rf"@(?<!{spaced}@){name}(?:@{name})?+"


_SIGNED = regex.compile("(?V1)" + _hashtag(f"[{WORD}]", r"\p{Nd}") + "|" + _mention(f"[{SPACED}]"))


def hashtag_among(letters: str) -> str:
    """A hashtag in a clean text without scripts that do without spaces, in the syntax of `re`.

    `letters` are the word characters beyond ASCII that the text may have, as they stand in a set.
    """
    return _hashtag(f"[A-Za-z0-9_{letters}]", "[0-9]")


def signed_among(letters: str) -> str:
    """A hashtag or a mention in such a text."""
    return f"{hashtag_among(letters)}|{_mention(f'[A-Za-z0-9_{letters}]')}"


_ASCII_SIGNED = re.compile(signed_among(""))


def signed(text: str) -> Iterator[tuple[int, int]]:
    """Where the hashtags and mentions of a clean text stand."""
    pattern = _ASCII_SIGNED if text.isascii() else _SIGNED
    return (match.span() for match in pattern.finditer(text))


_UPPER = r"[\p{Lu}\p{Lt}]"
_BOUNDARY = regex.compile(
    rf"(?V1)_++|(?={_UPPER})(?<=\p{{Ll}}\p{{M}}*)|(?={_UPPER}\p{{M}}*+\p{{Ll}})(?<={_UPPER}\p{{M}}*)"
)
"""Where a hashtag is split: `_`, lower→Upper, ACRONYM→Word; not at digits."""

_REMEMBERED = 64
"""Hashtags up to this length are remembered; longer ones are rare and could fill the memory."""


@frozen
class Readings:
    """What a hashtag can be read as; ranges are offsets into its text, `#` included.

    `unsplit` is empty where it would say the same as `split`.
    """

    key: str
    split: tuple[str, ...]
    split_ranges: tuple[tuple[int, int], ...]
    unsplit: tuple[str, ...]
    unsplit_ranges: tuple[tuple[int, int], ...]

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The first and last entries of the readings that are not split: a phrase that goes on beside them has one."""
        return (self.key, *self.unsplit[:1], *self.unsplit[-1:])


def readings(tag: str) -> Readings:
    """The readings of a hashtag that `signed` found."""
    return _remembered(tag) if len(tag) <= _REMEMBERED else _read(tag)


def _read(tag: str) -> Readings:
    unsplit_ranges = _ranges(tag, [(1, len(tag))])
    split_ranges = _ranges(tag, _pieces(tag)) or unsplit_ranges
    unsplit, split = _keys(tag, unsplit_ranges), _keys(tag, split_ranges)
    if unsplit == split:
        unsplit, unsplit_ranges = (), ()
    return Readings(folded(tag), split, split_ranges, unsplit, unsplit_ranges)


_remembered = lru_cache(4096)(_read)


def _pieces(tag: str) -> list[tuple[int, int]]:
    cuts = [(1, 1), *(match.span() for match in _BOUNDARY.finditer(tag, 1)), (len(tag), len(tag))]
    return [(before[1], after[0]) for before, after in pairwise(cuts)]


def _ranges(tag: str, pieces: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple((piece + start, piece + end) for piece, stop in pieces for start, end in word_ranges(tag[piece:stop]))


def _keys(tag: str, ranges: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    return tuple(folded(tag[start:end]) for start, end in ranges)
