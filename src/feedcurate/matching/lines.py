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
from feedcurate.matching.hashtags import Readings, hashtag_among, readings, signed_among
from feedcurate.matching.normalise import clean, folded
from feedcurate.matching.prefilter import separating_characters
from feedcurate.matching.tokens import BREAK

_HARD, _APOSTROPHE, _HYPHEN, _DOT, _AT, _NUMBER, _END, _BREAK = "\x02\x18\x19\x1a\x1b\x1c\x1d\x1e"
"""Signs that stand for others until the last step; a text that has one of them itself is not easy."""
_STANDING = {_HARD: _HARD, _APOSTROPHE: "'", _HYPHEN: "-", _DOT: ".", _AT: "@", _NUMBER: "#", _END: _END, _BREAK: BREAK}
_RESERVED = "".join(_STANDING).encode()
_HARD_BYTE = _HARD.encode()

_REMEMBERED = 64
"""Hashtags and runs of characters up to this length are remembered; longer ones are rare and could fill the memory."""
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
            may_have_address = "://" in part or (may_have_www and "www." in part.lower())
            if may_have_address or "#" in part or "@" in part:
                parts[i], found = _cut(part, may_have_address)
                if found:
                    tags[i] = found
        together = _END.join(parts)
    row = together.replace(_END, f" {_END} ").encode("latin-1").translate(_table())
    return Lines([None if _HARD in one else one for one in _closed_up(row).split(_END)], tags)


def line_of(text: str, *, emoji: bool = False) -> tuple[str | None, list[Readings]]:
    """The line of one text, None where it is not easy, and the readings of its hashtags.

    As `lines_of`, without what pays only for many. Of a text in ASCII that has no sign of a hashtag, a mention or an
    address, nothing is cut or replaced: it is a row of bytes at once.
    """
    if text.isascii():
        row = text.encode().translate(_plain_table())
        if _HARD_BYTE not in row and b"www " not in row and "://" not in text:
            return _closed_up(row), []
    latin = text.encode("latin-1", _replacing(emoji))
    is_standing = len(latin.translate(None, _RESERVED)) != len(latin)
    # What can be printed is no control character, and the signs that stand for others are all such.
    if is_standing and not text.isprintable() and any(sign in text for sign in _STANDING):
        return None, []
    row = latin.translate(_table())
    may_have_address = b"www " in row or b"://" in latin
    tags: list[Readings] = []
    if may_have_address or b"#" in latin or b"@" in latin:
        text, tags = _cut(latin.decode("latin-1"), may_have_address)
        row = text.encode("latin-1").translate(_table())
    return (None if _HARD_BYTE in row else _closed_up(row)), tags


def _cut(text: str, may_have_address: bool) -> tuple[str, list[Readings]]:
    """A text without its addresses, with its hashtags and mentions as they stand in its line; and its hashtags."""
    if may_have_address:
        text = _address().sub(_break, text)
    if "@" in text:
        return _with_signs(_signed().split(text))
    return _with_signs(_hashtags().split(text)) if "#" in text else (text, [])


def _closed_up(row: bytes) -> str:
    """The words in a row, one space before, between and after them."""
    row = b" %b " % row
    if b"'" in row:
        # An apostrophe stays between two characters of a word: what is beside another one, or a space, goes.
        row = row.replace(b"''", b"  ").replace(b" '", b"  ").replace(b"' ", b"  ")
    return _SPACES.sub(b" ", row).decode("latin-1")


def _with_signs(parts: list[str]) -> tuple[str, list[Readings]]:
    """A text with its hashtags and mentions as they stand in its line, and the other readings at its end.

    Every second part is one of them, the others are what is between.
    """
    found: list[Readings] = []
    ending: list[str] = []
    for i in range(1, len(parts), 2):
        sign = parts[i]
        if sign[0] == "@":
            parts[i] = f" {sign.translate(_ENTRY)} "
        else:
            read, parts[i], others = _remembered(sign) if len(sign) <= _REMEMBERED else _tag(sign)
            found.append(read)
            ending.append(others)
    return "".join(parts + ending), found


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
    remembered = lru_cache(4096)(plain)

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        run = error.object[error.start : error.end]
        return (remembered(run) if len(run) <= _REMEMBERED else plain(run)), error.end

    codecs.register_error(name, replace)
    return name


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
    """Splits a text into what is between hashtags and mentions, and these."""
    return re.compile(f"({signed_among(_letters())})")


@cache
def _hashtags() -> re.Pattern[str]:
    """The same where there are hashtags alone: what begins with one letter is found three times as fast."""
    return re.compile(f"({hashtag_among(_letters())})")


@cache
def _plain_table() -> bytes:
    """The same for text in ASCII in which nothing is to be cut: hard is whatever that would not be true of."""
    hard = _RESERVED + b"#@"
    return bytes(_HARD_BYTE[0] if code in hard else made for code, made in enumerate(_table()))


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
