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

_INSIDE = rf"[[\x21-\x7e--[<>\"{{}}|\\^`()]]||[{SPACED}]]"
_UNSPACED = rf"(?<=[[\x21-\x7e]--[{WORD}]])(?:[{UNSPACED}]\p{{M}}*+)++"
_PART = rf"(?:{_INSIDE}|{_UNSPACED})"

ADDRESS = (
    rf"(?:[hH][tT][tT][pP][sS]?://(?=[{WORD}\[])|(?<![{SPACED}])[wW][wW][wW]\.(?=[{WORD}]))"
    rf"(?:{_PART}|\({_PART}*+\))++"
)
"""The expression, in version 1 syntax of `regex`; linear, as no part of it can be read in two ways."""

SENTENCE_END = ".,;:!?'"


def may_have_address(text: str) -> bool:
    """A quick look: false means that there is none."""
    return "://" in text or "www." in text.lower()
