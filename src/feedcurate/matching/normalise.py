"""One text, one form: what is the same to a reader becomes the same string.

In: a text as its source has it. Out: its canonical form (`composed`), its form without what is not read, case kept
(`clean`), that form without case (`folded`), and the form in which whole values are compared (`whole`).

Classes of characters come from `regex`; the normalisation forms themselves come from `unicodedata`, as `regex` has
none. Its results differ between Python versions for characters that were assigned in between, and for no others.
"""

from __future__ import annotations

from typing import Literal
from unicodedata import combining, is_normalized, normalize

import regex

from feedcurate.matching.characters import APOSTROPHES, DASHES, EMOJI, IOTA_BELOW, JOINING, REMOVED, likely, of

_APOSTROPHE = of(APOSTROPHES)
_DASH = of(DASHES)
_IOTA_BELOW = of(IOTA_BELOW)
_SPECIAL = regex.compile(rf"(?V1)[{REMOVED}{APOSTROPHES}]|[{IOTA_BELOW}]\p{{M}}*+")
_SPECIAL_CHARACTERS = REMOVED + APOSTROPHES + IOTA_BELOW
_DOTTED = regex.compile("i\u0307+")
_LONG_RUN = regex.compile(rf"(?V1)[{JOINING}]{{31,}}")
_EMOJI = regex.compile(f"(?V1)({EMOJI})")
_SELECTORS = regex.compile("[\ufe0e\ufe0f]")

_Form = Literal["NFC", "NFKC"]


def composed(text: str) -> str:
    """The text in NFC: what every later step sees, so that NFC and NFD are the same by construction."""
    return _normal("NFC", text)


def clean(text: str) -> str:
    """The text in NFKC, without the characters that are not read and with one sign for all apostrophes; case kept.

    The Greek iota below becomes a letter here, as it does without case, so that words have the same characters in both
    forms. Apostrophes are folded first, for NFKC takes some of them apart.
    """
    if text.isascii():
        return text
    normal = _normal("NFKC", _without_special(text))
    # NFKC itself makes apostrophes (of `ŉ`) and tatweels (of presentation forms).
    cleaned = _without_special(normal)
    return normal if cleaned is normal else _normal("NFKC", cleaned)


def folded(cleaned: str) -> str:
    """A clean text without case: full case folding, and no dot left above an `i`."""
    if cleaned.isascii():
        return cleaned.lower()
    text = cleaned.casefold()
    if "\u0307" in text:
        text = _DOTTED.sub("i", text)
    return _normal("NFKC", text)


def emoji_key(cluster: str) -> str:
    """An emoji sequence as it is compared: without variation selectors, all else distinct."""
    return _SELECTORS.sub("", cluster)


def whole(text: str) -> str:
    """The form in which two texts are compared as wholes, by `=` and `once per title`.

    Emoji sequences as tokens have them; the rest clean, without case, dashes as `-`; white space counts as one space,
    and as none at the ends. Web addresses and punctuation stay. `whole(whole(x)) == whole(x)`.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    parts = _EMOJI.split(composed(text))
    parts[::2] = (_DASH.sub("-", folded(clean(part))) for part in parts[::2])
    parts[1::2] = (emoji_key(part) for part in parts[1::2])
    return " ".join("".join(parts).split())


def _without_special(text: str) -> str:
    """The text itself where there is nothing to remove or replace."""
    if "’" in text:
        text = text.replace("’", "'")
    return _SPECIAL.sub(_plain, text) if likely(_SPECIAL_CHARACTERS).search(text) else text


def _plain(match: regex.Match[str]) -> str:
    sign = match[0]
    if _IOTA_BELOW.match(sign):
        # In canonical order the iota is the last of its marks, so the others stay on the letter before it.
        return normalize("NFD", sign).replace("\u0345", "ι")
    return "'" if _APOSTROPHE.match(sign) else ""


def _normal(form: _Form, text: str) -> str:
    """The text in a normalisation form, in time linear in its length.

    CPython sorts the marks on a letter by insertion; a million of them out of order would take hours. Runs longer than
    any language writes are therefore put in order here first.
    """
    if is_normalized(form, text):
        return text
    if _LONG_RUN.search(text):
        text = _LONG_RUN.sub(lambda run: _in_order(form, run[0]), text)
    return normalize(form, text)


def _in_order(form: _Form, marks: str) -> str:
    """A run of marks, taken apart and in canonical order (stable, by combining class, between starters)."""
    taken_apart = "".join(normalize("NFD" if form == "NFC" else "NFKD", mark) for mark in marks)
    ordered: list[str] = []
    group: list[str] = []
    for mark in taken_apart:
        if combining(mark) == 0:
            ordered += sorted(group, key=combining)
            ordered.append(mark)
            group = []
        else:
            group.append(mark)
    return "".join(ordered + sorted(group, key=combining))
