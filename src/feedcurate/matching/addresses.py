r"""Web addresses in a text, which are no words.

In: a text in NFC. Out: where addresses stand in it.

An address starts with `http://` or `https://` and a letter, digit or `[`, or with `www.` and one (`www.` not inside a
word), in any case. It ends at white space, at a sign that cannot be in one (controls, `<>"{}|\^` and the backtick,
and punctuation or symbols outside ASCII), and at a bracket `(` or `)` without its partner. Signs that end a sentence
(`.,;:!?'`) at its end are not part of it. Where a script written without spaces follows a letter or digit, the text
goes on (`https://example.comを見て`); behind another sign it belongs to the address (`…/wiki/ダイエット`).
"""

from __future__ import annotations

from feedcurate.matching.characters import SPACED, UNSPACED, WORD

_ASCII = r"[\x21-\x7e--[<>\"{}|\\^`()]]"
_UNSPACED = rf"(?<=[[\x21-\x7e]--[{WORD}]])(?:[{UNSPACED}]\p{{M}}*+)++"


def _address(before: str, first: str, part: str) -> str:
    """The expression, for these characters before `www.`, behind what it begins with, and inside; each read one way."""
    return (
        rf"(?:[hH][tT][tT][pP][sS]?://(?=[{first}\[])|[wW](?<!{before}[wW])[wW][wW]\.(?=[{first}]))"
        rf"(?:{part}|\({part}*+\))++"
    )


ADDRESS = _address(f"[{SPACED}]", WORD, rf"(?:[{_ASCII}||[{SPACED}]]|{_UNSPACED})")
"""An address, in version 1 syntax of `regex`."""


def address_among(letters: str) -> str:
    """An address in a text without scripts that do without spaces, in the syntax of `re`.

    `letters` are the word characters beyond ASCII that the text may have, as they stand in a set.
    """
    word = f"A-Za-z0-9_{letters}"
    return _address(f"[{word}]", word, rf"[!#-';*-;=?-\[\]_a-z~{letters}]")


ASCII_ADDRESS = address_among("")
"""An address in a text that is all ASCII, in the syntax of `re`."""

SENTENCE_END = ".,;:!?'"


def may_have_address(text: str) -> bool:
    """A quick look: false means that there is none."""
    return "://" in text or "www." in text.lower()
