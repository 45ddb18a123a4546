"""Questions about the place: brackets, the start of statements, words that are missing or belong elsewhere.

In: a `Surprise`. Out: a diagnostic, or None where the question does not apply.
"""

from __future__ import annotations

from feedcurate.syntax import habits, messages
from feedcurate.syntax.expected import COMPARING, STARTING, in_words
from feedcurate.syntax.reserved import RESERVED, STARTERS
from feedcurate.syntax.spelling import nearest
from feedcurate.syntax.surprises.surprise import Surprise
from feedcurate.syntax.tables import END
from feedcurate.text.diagnostic import Diagnostic

_CLOSING = {"LPAR": ")", "LBRACE": "}"}
_HOMES = {
    "given": "an `example`",
    "expect": "an `example`",
    "at": "`feed` or an `example`",
    "once": "`feed`",
    "order": "`feed`",
    "when": "a `rule`",
    "then": "a `rule`",
    "except": "a `topic`",
    "like": "a `topic`",
} | dict.fromkeys(habits.VERBS, "a `rule`, behind `then`")
_ENTRIES = {
    "ACCOUNTS": "accounts such as `@name@host`, or their addresses in quotes",
    "SITES": "domains such as `example.com`",
    "TOPIC": "phrases in quotes, `#hashtags` or `/regular expressions/`",
}
_ITEMS = frozenset(
    {
        "NAME",
        "STRING",
        "NUMBER",
        "CLOCK",
        "DATE",
        "ACCOUNT",
        "DID",
        "HASHTAG",
        "SITE",
        "REGEX",
        "LIKE",
        "LPAR",
        "LBRACE",
    }
)
_DECLARING = {
    "LET": "let",
    "RULE": "rule",
    "SIGNAL": "signal",
    "ACCOUNTS": "accounts",
    "SITES": "sites",
    "TOPIC": "topic",
}
_BEHIND_A_NAME = frozenset({"WHEN", "FOR", "FROM", "UNTIL", "STRING", "EQUALS", "COLON", END})
_BEFORE_A_VALUE = frozenset({"IS", "HAS", "NOT", "EQUALS", "COMPARISON", "LBRACE", "LABELLED", "IN"})
_NO_VALUES = frozenset({"and", "or", "implies", "then", "when", "where", "not"})
_OPERANDS_END = frozenset({"AND", "OR", "IMPLIES"})


def bracket(s: Surprise) -> Diagnostic | None:
    """A bracket that nothing opened, or one that the statement ends in."""
    if s.kind in {"RPAR", "RBRACE"}:
        if s.brackets and _CLOSING[s.brackets[-1].type] != s.token.text:
            return _unclosed(s)
        return None if s.brackets else messages.unopened(s.token.text, "(" if s.kind == "RPAR" else "{", s.span)
    is_over = s.kind in STARTING or s.kind in {END, "THEN", "WHEN", "EXPECT", "GIVEN"}
    return _unclosed(s) if s.brackets and is_over and s.expected & {"RPAR", "RBRACE"} else None


def _unclosed(s: Surprise) -> Diagnostic:
    opened = s.brackets[-1]
    return messages.unclosed(opened.text, _CLOSING[opened.type], s.span, s.at(opened))


def statement_start(s: Surprise) -> Diagnostic | None:
    """Something that starts no statement, where one should start."""
    if s.tokens:
        return None
    word = s.token.text
    if word in _HOMES:
        return messages.misplaced_line(word, _HOMES[word], s.span)
    if word in habits.WORDS:
        return messages.foreign_word(word, habits.WORDS[word], s.span)
    return messages.unknown_statement(s.shown, s.span, nearest(word, STARTERS) if s.kind == "NAME" else None)


def foreign_word(s: Surprise) -> Diagnostic | None:
    """`else`, `if`, `unless` inside a statement; an action's verb may have swallowed it as its word."""
    for token in (s.token, *s.tokens[-2:]):
        if token.type == "NAME" and token.text in habits.WORDS and not s.brackets:
            return messages.foreign_word(token.text, habits.WORDS[token.text], s.at(token))
    return None


def name(s: Surprise) -> Diagnostic | None:
    """A name that is missing, or a reserved word in its place."""
    if len(s.tokens) != 1 or s.keyword not in _DECLARING:
        return None
    if s.kind in _BEHIND_A_NAME or (s.kind in STARTING and s.is_first_on_line):
        return messages.missing_name(_DECLARING[s.keyword], s.span)
    return messages.reserved_name(s.token.text, s.span) if s.token.text in RESERVED else None


def reserved_value(s: Surprise) -> Diagnostic | None:
    """A reserved word where its text is meant, as in `post.language = is`."""
    before = s.before()
    if s.token.text not in RESERVED - _NO_VALUES or "STRING" not in s.expected or before is None:
        return None
    in_set = before.type == "COMMA" and bool(s.brackets) and s.brackets[-1].type == "LBRACE"
    if s.kind in STARTING and s.is_first_on_line:
        return None
    return messages.reserved_value(s.token.text, s.span) if in_set or before.type in _BEFORE_A_VALUE else None


def address(s: Surprise) -> Diagnostic | None:
    """`https://…` without quotes."""
    before = s.before()
    if s.kind == "COLON" and before is not None and before.text in {"http", "https"}:
        return messages.bare_address(s.at(before).to(s.span))
    return None


def account(s: Surprise) -> Diagnostic | None:
    """`name@host` without the first `@`."""
    before = s.before()
    if s.kind == "ACCOUNT" and before is not None and before.type == "NAME" and s.is_glued:
        whole = s.at(before).to(s.span)
        return messages.account_without_at(whole.text, whole)
    return None


def chained(s: Surprise) -> Diagnostic | None:
    """A second comparison of one value."""
    is_second = s.kind in COMPARING and not s.expected & COMPARING and "AND" in s.expected
    return messages.chained_comparison(s.span) if is_second else None


def unfinished(s: Surprise) -> Diagnostic | None:
    """The next statement or the end of the file, in the middle of one."""
    if s.kind != END and not (s.kind in STARTING and s.is_first_on_line):
        return None
    named = s.tokens[1].text if len(s.tokens) > 1 and s.tokens[1].type == "NAME" else ""
    what = f"`{s.tokens[0].text} {named}`" if named else f"`{s.tokens[0].text}`"
    expected = "an action such as `hide`" if s.was("THEN") else in_words(s.expected)
    return messages.unfinished_statement(what, expected, s.span)


def colon(s: Surprise) -> Diagnostic | None:
    """A name or title with what belongs to it right behind."""
    if "COLON" not in s.expected:
        return None
    before = s.before()
    return messages.missing_colon(s.shown, f"`{before.text}`" if before else "the name", s.span)


def when(s: Surprise) -> Diagnostic | None:
    """A rule or a quota without `when`."""
    if "WHEN" in s.expected and s.keyword in {"RULE", "FEED"} and (s.kind in _ITEMS or s.kind in {"THEN", "NOT"}):
        return messages.missing_when(s.span)
    return None


def then(s: Surprise) -> Diagnostic | None:
    """A rule whose action stands right behind its condition."""
    if "THEN" in s.expected and s.kind == "NAME" and (s.token.text in habits.VERBS or s.is_first_on_line):
        return messages.missing_then(s.span)
    return None


def entry(s: Surprise) -> Diagnostic | None:
    """An entry of another kind than the list's."""
    if s.keyword in _ENTRIES and s.kind in _ITEMS and (s.was("COLON") or s.was("COMMA")):
        return messages.wrong_entry(s.shown, s.tokens[0].text, _ENTRIES[s.keyword], s.span)
    return None


def comma(s: Surprise) -> Diagnostic | None:
    """Two things of a list with nothing between them."""
    if "COMMA" not in s.expected or s.kind not in _ITEMS:
        return None
    before = s.before()
    if s.keyword == "RULE" and not s.brackets:
        if before is not None and before.type == "NAME" and before.text in habits.VERBS:
            return messages.missing_comma(f"`{before.text}`", "the actions", s.at(before))
        return messages.missing_comma(s.shown, "the actions", s.span) if s.kind == "NAME" else None
    return messages.missing_comma(s.shown, "the parts", s.span)


QUESTIONS = (
    bracket,
    statement_start,
    name,
    reserved_value,
    address,
    account,
    chained,
    unfinished,
    colon,
    when,
    then,
    foreign_word,
    entry,
    comma,
)
