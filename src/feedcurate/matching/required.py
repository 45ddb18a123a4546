r"""What a text must have for a regular expression to match it: letters that stand side by side.

In: an expression in RE2's syntax that RE2 has accepted. Out: some short texts, one of which is in the small letters of
every text that it matches; or None where nothing of the kind can be said.

Of a sequence the best part counts, of alternatives all. What is not read here, such as `\x41`, is a reason to say
nothing. Only signs are used that no other character becomes, in NFC or in small letters, but for the Kelvin sign,
which is a small `k` in small letters too, and the long s (see `sieve`).
"""

from __future__ import annotations

import re

from attrs import define

Needs = frozenset[str] | None

SHORTEST = 3
"""Shorter texts are in nearly every text."""
_MOST = 64
"""With more alternatives than this, one of them is always there."""
_DEEPEST = 20
"""Brackets inside each other."""

_TOKEN = re.compile(
    r"""
      (?P<assertion> \\[bBAz] | [\^$] )
    | (?P<class> \\[dDsSwW] | \\[pP](?:\{\^?\w+\}|\w) | \. | \[\^?\]?(?:\[:\^?\w*:\]|\\.|[^\]\\])*\] )
    | (?P<open> \((?:\?(?:P?<\w+>|:))? ) | (?P<close> \) ) | (?P<or> \| )
    | \\(?P<escaped> [^\w\s] ) | (?P<sign> [^\\(){}\[\]|*+?^$.] )
    """,
    re.VERBOSE | re.DOTALL,
)
_REPEAT = re.compile(r"(?:(?P<some>[*?])|\+|\{(?P<least>\d+)(?:,\d*)?\})\??")
_USABLE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 '\"-,.:!/&%#@")


class _NotReadError(Exception):
    """Something that is not read here."""


def required(source: str) -> Needs:
    """What one of the expression's matches has to have, in small letters."""
    reader = _Reader(source)
    try:
        found = reader.alternatives()
    except _NotReadError:
        return None
    if reader.at < len(source) or found is None or min(map(len, found)) < SHORTEST:
        return None
    return found


@define
class _Reader:
    source: str
    at: int = 0
    depth: int = 0

    def alternatives(self) -> Needs:
        """What one of the alternatives needs, up to the bracket that closes them."""
        found: set[str] = set()
        is_known = True
        while True:
            needs, goes_on = self._sequence()
            is_known = is_known and needs is not None
            found |= needs or frozenset()
            if not goes_on:
                return frozenset(found) if is_known and len(found) <= _MOST else None

    def _sequence(self) -> tuple[Needs, bool]:
        """What the best part of a sequence needs; and whether another alternative follows."""
        parts: list[frozenset[str]] = []
        run = ""
        while self.at < len(self.source):
            token = _TOKEN.match(self.source, self.at)
            if token is None:
                raise _NotReadError
            kind = token.lastgroup
            if kind == "close":
                break
            self.at = token.end()
            if kind == "or":
                return _best([*parts, frozenset({run})]), True
            if kind == "assertion":
                continue
            group = self._group() if kind == "open" else None
            least, is_repeated = self._repeat()
            sign = (token["escaped"] or token["sign"] or "").lower()
            if sign in _USABLE and least == 1 and not is_repeated:
                run += sign
                continue
            parts.append(frozenset({run + sign if sign in _USABLE and least else run}))
            run = ""
            if group is not None and least:
                parts.append(group)
        return _best([*parts, frozenset({run})]), False

    def _group(self) -> Needs:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotReadError
        found = self.alternatives()
        self.depth -= 1
        if self.source[self.at : self.at + 1] != ")":
            raise _NotReadError
        self.at += 1
        return found

    def _repeat(self) -> tuple[int, bool]:
        """How often the part before is there at least, up to once; and whether it may be there otherwise than once."""
        repeat = _REPEAT.match(self.source, self.at)
        if repeat is None:
            return 1, False
        self.at = repeat.end()
        return 0 if repeat["some"] else min(1, int(repeat["least"] or 1)), True


def _best(parts: list[frozenset[str]]) -> Needs:
    """The part whose shortest text is the longest; of equal ones, the one with the fewest."""
    usable = [part for part in parts if part and all(part)]
    return max(usable, key=lambda part: (min(map(len, part)), -len(part)), default=None)
