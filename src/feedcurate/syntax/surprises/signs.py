"""Questions about the token itself: signs of other languages, unfinished texts, malformed names and numbers.

In: a `Surprise`. Out: a diagnostic, or None where the question does not apply.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from feedcurate.syntax import habits, literals, messages
from feedcurate.syntax.lexer import FOREIGN, GLUED, OTHER, UNFINISHED_REGEX, UNFINISHED_TEXT
from feedcurate.syntax.mistake import Mistake
from feedcurate.syntax.spelling import nearest
from feedcurate.syntax.surprises.surprise import Surprise
from feedcurate.syntax.tables import tables
from feedcurate.text.diagnostic import Diagnostic, Fix
from feedcurate.text.span import Span

_UNITS = frozenset(word for word, terminal in tables().words.items() if terminal == "UNIT")
_LONG = 100
"""A name or number from here on is not repeated in a message."""

_EXPONENT = re.compile(r"[eE][0-9]*")


def unfinished(s: Surprise) -> Diagnostic | None:
    """A text, regular expression or comment that is not what it seems."""
    if s.kind == UNFINISHED_TEXT:
        return messages.unfinished_text(s.span)
    if s.kind == GLUED:
        return messages.glued_comment(s.span)
    before = s.before()
    if before is not None and before.type == "STRING" and s.is_glued and _rest_of_line(s).count('"') % 2:
        return messages.missing_quote(s.at(before))
    is_comment = s.token.text[:2] in {"//", "/*"}
    return messages.unfinished_regex(s.span) if s.kind == UNFINISHED_REGEX and not is_comment else None


def _rest_of_line(s: Surprise) -> str:
    text = s.source.text
    end = text.find("\n", s.token.start)
    return text[s.token.start : len(text) if end < 0 else end]


def foreign_comment(s: Surprise) -> Diagnostic | None:
    """`//`, `/*` or `#` and words behind it."""
    sign = s.source.text[s.token.start : s.token.start + 2]
    if sign in {"//", "/*"}:
        return messages.foreign_comment(sign, Span(s.source, s.token.start, s.token.start + 2))
    is_tag = s.kind == "HASHTAG" and (s.was("COLON") or s.was("COMMA") or s.keyword == "TOPIC")
    if sign.startswith("#") and (not is_tag or s.is_first_on_line):
        return messages.foreign_comment("#", Span(s.source, s.token.start, s.token.start + 1))
    return None


def foreign_sign(s: Surprise) -> Diagnostic | None:
    """A sign that this language does not have."""
    if s.kind not in {FOREIGN, OTHER}:
        return None
    sign = s.token.text
    if sign in habits.COMPARISONS:
        return messages.foreign_comparison(sign, habits.COMPARISONS[sign], s.span)
    if sign.startswith("=="):
        return messages.foreign_equals(sign, s.span)
    if sign in habits.LOGIC:
        return messages.foreign_logic(sign, habits.LOGIC[sign], s.span)
    if sign in habits.ARROWS:
        return messages.foreign_arrow(sign, habits.ARROWS[sign], s.span)
    if sign in habits.CURLY_QUOTES:
        return messages.typographic_quote(sign, s.span)
    if sign in habits.SINGLE_QUOTES:
        return messages.single_quote(sign, s.span)
    if sign in "[]":
        return messages.square_bracket(sign, s.span)
    if sign == ";":
        return messages.semicolon(s.span)
    plain = habits.OTHER_SIGNS.get(sign) or normalize("NFKC", sign)
    if plain != sign and (plain in tables().signs or plain in habits.OTHER_SIGNS.values()):
        return messages.unknown_sign(sign, f"write `{plain}`", s.span)
    return messages.unknown_sign(sign, 'remove it, or put it in a text between `"`', s.span)


def malformed_name(s: Surprise) -> Diagnostic | None:
    """A word that could be no name anywhere: that is worse than where it stands."""
    if s.kind != "NAME":
        return None
    try:
        literals.name(s.token.text, s.span)
    except Mistake as mistake:
        return mistake.diagnostic
    return None


def malformed_number(s: Surprise) -> Diagnostic | None:
    """`1e5`, `.5`, `1.`, `1,000.5`."""
    before = s.before()
    if s.kind == "DOT" and "NUMBER" in s.expected and s.following().type == "NUMBER":
        number = s.span.to(s.at(s.following()))
        if number.end - number.start > _LONG:
            return None
        return messages.malformed_number(number.text, number, f"write `0{number.text}`")
    if before is None or before.type != "NUMBER" or not s.is_glued:
        return None
    number = s.at(before).to(s.span)
    if s.kind == "DOT":
        return messages.malformed_number(number.text, number, f"write `{before.text}`")
    if s.kind == "NAME" and _EXPONENT.fullmatch(s.token.text):
        return messages.malformed_number(number.text, number, "write all its digits, such as `100_000`")
    return None


def unknown_unit(s: Surprise) -> Diagnostic | None:
    """`20 mins`, `3 months`, `7 pm`."""
    if s.kind != "NAME" or "UNIT" not in s.expected:
        return None
    word = s.token.text
    if word in habits.VERBS and "THEN" in s.expected:
        return None
    unit = habits.UNITS.get(word.casefold()) or nearest(word, _UNITS)
    if unit and word.casefold() not in habits.NO_UNITS:
        before = s.before()
        amount = f"{before.text} " if before else ""
        return messages.unknown_unit(word, f"say `{amount}{unit}`", s.span, Fix(s.span, unit))
    help_ = habits.NO_UNITS.get(word.casefold(), "units are seconds, minutes, hours, days and weeks")
    return messages.unknown_unit(word, help_, s.span)


def misplaced_minus(s: Surprise) -> Diagnostic | None:
    """`no-comparison` as a name, or a minus before something that is no number."""
    first, minus = s.before(2), s.before()
    if s.kind == "MINUS" and minus is not None and minus.type == "NAME" and s.is_glued and _ends_glued(s):
        name = s.at(minus).to(s.at(s.following()))
        return messages.hyphen_in_name(name.text, name)
    if minus is None or minus.type != "MINUS" or "LPAR" in s.expected:
        return None
    if (
        first is not None
        and first.type == "NAME"
        and first.end == minus.start
        and s.is_glued
        and s.token.text.isalnum()
    ):
        name = s.at(first).to(s.span)
        return messages.hyphen_in_name(name.text, name)
    return messages.negative_what(s.at(minus))


def _ends_glued(s: Surprise) -> bool:
    following = s.following()
    return following.start == s.token.end and following.text[:1].isalnum() and len(following.text) < _LONG


QUESTIONS = (
    unfinished,
    foreign_comment,
    foreign_sign,
    malformed_name,
    malformed_number,
    unknown_unit,
    misplaced_minus,
)
