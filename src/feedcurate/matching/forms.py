"""The places of a phrase: a word as it is, a beginning, an elided word, any word.

In: a place as a pattern's key writes it, and an entry of a text's line. Out: whether the entry fits.

A place is written as the entry that fits it, with a star at its end for any ending (`goal*`), a star before an
apostrophe for any elided word (`*'anorexie`), both (`*'anorexi*`), or as a star alone for any one word (`*`). Entries
themselves have no star, but for the keycap `*️⃣`, which stands behind the EMOJI mark.
"""

from __future__ import annotations

from feedcurate.matching.tokens import EMOJI, TokenKind, kind_of

ANY = "*"


def is_open(place: str) -> bool:
    """Whether more than one entry could fit the place."""
    return "*" in place and place[0] != EMOJI


def fits(place: str, entry: str) -> bool:
    """Whether an entry fits a place.

    `*` is any word; an emoji, a mention and a hashtag as such are none, but the words inside a hashtag are. As no word
    begins with an apostrophe, an elided word is never empty.
    """
    if place == entry:
        return True
    if not is_open(place):
        return False
    if place == ANY:
        return kind_of(entry) is TokenKind.WORD
    start, end = place.startswith("*"), place.endswith("*")
    core = place[start : len(place) - end]
    if start and end:
        return core in entry
    return entry.startswith(core) if end else entry.endswith(core)
