"""The lines of many texts at once, where their characters are easy: those that `tokens.tokenise` makes of them.

In: texts. Out: for each its line, or None where the text is not easy and has to be taken apart by itself.

Easy is Latin-1 but for some signs, and beside it what only separates words, typographic apostrophes, and emoji. In
such a text no character leans on its neighbours, so each can be replaced by itself: all texts together are one row of
bytes that is folded, split into words and closed up in a few calls. An emoji is a BREAK here, as nothing but a phrase
with an emoji in it could tell the difference.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import cache, lru_cache

import regex
from attrs import frozen

from feedcurate.matching.addresses import SENTENCE_END, address_among
from feedcurate.matching.characters import APOSTROPHES, EMOJI, EMOJI_SIGN, JOINING, REMOVED, WORD, of
from feedcurate.matching.hashtags import Readings, readings, signed_among
from feedcurate.matching.normalise import clean, folded
from feedcurate.matching.prefilter import separating_characters
from feedcurate.matching.tokens import BREAK

_HARD, _APOSTROPHE, _HYPHEN, _DOT, _AT, _NUMBER, _END, _BREAK = "\x02\x18\x19\x1a\x1b\x1c\x1d\x1e"
"""Signs that stand for others until the last step; a text that has one of them itself is not easy."""
_STANDING = {_HARD: _HARD, _APOSTROPHE: "'", _HYPHEN: "-", _DOT: ".", _AT: "@", _NUMBER: "#", _END: _END, _BREAK: BREAK}
_RESERVED = "".join(_STANDING).encode()

_REMEMBERED = 64
"""Hashtags up to this length are remembered; longer ones are rare and could fill the memory."""
_SPACES = re.compile(b"  +")
_EMOJI = regex.compile(f"(?V1){EMOJI}")
_ENTRY = str.maketrans({"-": _HYPHEN, ".": _DOT, "@": _AT})


@frozen(eq=False)
class Lines:
    """`lines[i]` is the line of text `i`, None where it is not easy; `tags[i]` are the readings of its hashtags."""

    lines: list[str | None]
    tags: dict[int, list[Readings]]


def lines_of(texts: Sequence[str], *, emoji: bool = False) -> Lines:
    """The lines of texts; where `emoji` matter, texts with emoji are not easy."""
    if not texts:
        return Lines([], {})
    together = _END.join(texts)
    latin = together.encode("latin-1", "ignore")
    if len(latin) - len(latin.translate(None, _RESERVED)) != len(texts) - 1:
        texts = [_HARD if any(sign in text for sign in _STANDING) else text for text in texts]
        together = _END.join(texts)
        latin = together.encode("latin-1", "ignore")
    if len(latin) != len(together):
        latin = together.encode("latin-1", _replacing(emoji))
    together = latin.decode("latin-1")
    tags: dict[int, list[Readings]] = {}
    may_have_www = "www." in together.lower()
    if may_have_www or "#" in together or "@" in together or "://" in together:
        parts = together.split(_END)
        for i, part in enumerate(parts):
            if "://" in part or (may_have_www and "www." in part.lower()):
                parts[i] = _address().sub(_break, part)
            if "#" in part or "@" in part:
                parts[i] = _with_signs(parts[i], i, tags)
        together = _END.join(parts)
    line = _closed_up(together)
    return Lines([None if _HARD in one else one for one in line.split(_END)], tags)


def _closed_up(together: str) -> str:
    """The words of easy texts, one space before, between and after them."""
    row = b" %b " % together.replace(_END, f" {_END} ").encode("latin-1").translate(_table())
    if b"'" in row:
        # An apostrophe stays between two characters of a word: what is beside another one, or a space, goes.
        row = row.replace(b"''", b"  ").replace(b" '", b"  ").replace(b"' ", b"  ")
    return _SPACES.sub(b" ", row).decode("latin-1")


def _with_signs(text: str, number: int, tags: dict[int, list[Readings]]) -> str:
    """A text with its hashtags and mentions as they stand in its line, and the other readings at its end."""
    signed = _signed()
    parts: list[str] = []
    ending: list[str] = []
    found: list[Readings] = []
    done = 0
    at = _next_sign(text, 0)
    while at >= 0:
        match = signed.match(text, at)
        if match is None:
            at = _next_sign(text, at + 1)
            continue
        parts.append(text[done:at])
        done = match.end()
        if text[at] == "@":
            parts.append(f" {match[0].translate(_ENTRY)} ")
        else:
            tag = match[0]
            read, inside, others = _remembered(tag) if len(tag) <= _REMEMBERED else _tag(tag)
            found.append(read)
            parts.append(inside)
            ending.append(others)
        at = _next_sign(text, done)
    if found:
        tags[number] = found
    return "".join([*parts, text[done:], *ending])


def _tag(tag: str) -> tuple[Readings, str, str]:
    """The readings of a hashtag: what stands in its place, and what follows at the end."""
    read = readings(tag)
    if _HARD.encode() in tag.encode("latin-1").translate(_table()):
        return read, _HARD, ""
    others = f" {_BREAK} {_NUMBER}{read.key[1:]}"
    if read.unsplit:
        others += f" {_BREAK} {' '.join(read.unsplit)}"
    return read, f" {' '.join(read.split)} ", others


_remembered = lru_cache(4096)(_tag)


def _next_sign(text: str, at: int) -> int:
    number, mention = text.find("#", at), text.find("@", at)
    return max(number, mention) if number < 0 or mention < 0 else min(number, mention)


def _break(address: re.Match[str]) -> str:
    kept = address[0].rstrip(SENTENCE_END)
    return f" {_BREAK} {address[0][len(kept) :]}"


@cache
def _replacing(emoji: bool) -> str:
    """The name under which Python's codecs find what stands for characters beyond Latin-1.

    They call it for a run of such characters at a time, several times faster than an expression finds the runs.
    """
    name = f"feedcurate.lines.{'with' if emoji else 'without'}_emoji"
    plain = _with_emoji if emoji else _plain

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return plain(error.object[error.start : error.end]), error.end

    codecs.register_error(name, replace)
    return name


@lru_cache(4096)
def _plain(run: str) -> str:
    """What stands for some characters beyond Latin-1; an emoji is a break."""
    if not any(map(_is_emoji_sign, run)):
        return "".join(map(_sign, run))
    parts: list[str] = []
    at = 0
    for match in _EMOJI.finditer(run):
        parts += map(_sign, run[at : match.start()])
        parts.append(f" {_BREAK} ")
        at = match.end()
    return "".join([*parts, *map(_sign, run[at:])])


def _with_emoji(run: str) -> str:
    """The same where emoji matter."""
    return _HARD if any(map(_is_emoji_sign, run)) else _plain(run)


def _is_emoji_sign(character: str) -> bool:
    return _signs_of_emoji().match(character) is not None


def _sign(character: str) -> str:
    """What stands for one character beyond Latin-1 that is no emoji."""
    if character != "…" and _separators().match(character) is None:
        return _HARD
    return _APOSTROPHE if character in APOSTROPHES else " "


@cache
def _signs_of_emoji() -> regex.Pattern[str]:
    return of(EMOJI_SIGN)


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(f"[{separating_characters()}]")


@cache
def _letters() -> str:
    """The word characters of Latin-1 beyond ASCII, for a set."""
    word = of(WORD)
    return "".join(character for character in map(chr, range(128, 256)) if word.match(character))


@cache
def _address() -> re.Pattern[str]:
    return re.compile(address_among(_letters()))


@cache
def _signed() -> re.Pattern[str]:
    return signed_among(_letters())


@cache
def _table() -> bytes:
    """What each character of Latin-1 is in a line."""
    word, hard = of(WORD), of(f"{EMOJI_SIGN}{JOINING}{REMOVED}")
    made: list[str] = []
    for character in map(chr, range(256)):
        form = folded(clean(character))
        if character in _STANDING:
            made.append(_STANDING[character])
        elif character == "'":
            made.append(character)
        elif hard.match(character) or len(form) != 1 or form > "\xff":
            made.append(_HARD)
        elif word.match(form):
            made.append(form if form == character.lower() else _HARD)
        else:
            made.append(_HARD if form == "'" else " ")
    return "".join(made).encode("latin-1")
