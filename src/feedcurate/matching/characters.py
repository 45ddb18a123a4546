"""Classes of characters, from the Unicode data of the `regex` library alone.

In: nothing. Out: the insides of character sets for `regex` (to be used as `[…]` in version 1 syntax), and the one line
of white space. What the interpreter calls a letter differs between Python versions; these classes do not.
"""

from __future__ import annotations

import re
from functools import cache

import regex

WORD = r"\p{L}\p{M}\p{N}\p{Pc}"
"""What a word is made of: letters, marks, digits and connectors."""

_UNSPACED_SCRIPTS = r"\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}"

UNSPACED = rf"[\p{{L}}\p{{N}}\p{{Pc}}]&&[{_UNSPACED_SCRIPTS}]"
"""Letters and digits of scripts written without spaces. By script *extensions*, so that the prolonged sound mark `ー`
and the iteration mark `々`, which several of these scripts share, count with them."""

SPACED = rf"[{WORD}]--[{UNSPACED}]"
"""What a run of letters is made of: all word characters but those that are a token each."""

REMOVED = r"\p{Default_Ignorable_Code_Point}\u0640"
"""What is read as if it were not there: all that Unicode calls default ignorable (zero-width space, joiner and
non-joiner, byte order and direction marks, soft hyphen, variation selectors, fillers), as in NFKC_Casefold, and the
Arabic tatweel, which only stretches a word."""

APOSTROPHES = "\u00b4\u02bb\u02bc\u02bd\u055a\u05f3\u1fbd\u1fbf\u2018\u2019\u201b\u2032\ua78b\ua78c\uff07"
"""Signs that are read as `'`: quotation marks and modifier letters of its shape, the prime, the acute accent standing
alone, the Armenian apostrophe, the Hebrew geresh, the Greek koronis, the saltillo. The ASCII backtick is none: it is a
sign of its own in code."""

DASHES = r"\p{Pd}\u2212"
"""Signs that are read as `-`: all dashes and the minus sign."""

IOTA_BELOW = r"\u0345\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc"
"""Greek letters with an iota below, and that iota: a mark that becomes a letter in capitals and without case."""

JOINING = r"\p{M}\p{NFC_QC=Maybe}\u3130-\u318f\uff9e-\uffdc"
"""What may melt into the character before it when a text is normalised: marks, Hangul vowels and finals (also as
compatibility and halfwidth letters), and the halfwidth sound marks of Katakana."""

_EXTENDING = r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"

EMOJI = (
    r"(?:\p{ExtPict}(?:\p{GCB=Extend}*+\u200d\p{ExtPict})*+"
    r"|\p{Regional_Indicator}\p{Regional_Indicator}"
    r"|[0-9#*]\ufe0f?\u20e3)" + _EXTENDING
)
"""A cluster of UAX #29 whose base is Extended_Pictographic, a flag pair or a keycap. Written out, as `\\X` looks back
over a whole run of flags for every flag."""


EMOJI_SIGN = r"\p{ExtPict}\p{Regional_Indicator}\u20e3"
"""Every emoji sequence has one of these in it."""


def of(characters: str) -> regex.Pattern[str]:
    """One character of a class above, compiled."""
    return regex.compile(rf"(?V1)[{characters}]")


@cache
def _basic_plane() -> str:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))


@cache
def likely(characters: str) -> re.Pattern[str]:
    """A quick look for characters of a class above: finds all of them, and everything beyond the Basic Plane too.

    The same classes in the interpreter's own expressions, which search several times faster and know ranges only.
    Making one takes milliseconds, so ask for it only where a text is not ASCII.
    """
    return re.compile(rf"[{within(characters)}\U00010000-\U0010ffff]")


@cache
def within(characters: str) -> str:
    """The characters of a class that are in the Basic Plane, as ranges for a set of `re`."""
    ranges = (match[0] for match in regex.finditer(rf"(?V1)[{characters}]+", _basic_plane()))
    return "".join(rf"\u{ord(run[0]):04x}-\u{ord(run[-1]):04x}" for run in ranges)
