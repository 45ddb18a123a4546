"""Questions about what people write before they have read the grammar: an order, a word or a sign that is nearly right.

In: a `Surprise`. Out: a diagnostic, or None where the question does not apply.
"""

from __future__ import annotations

from feedcurate.syntax import habits, messages
from feedcurate.syntax.expected import in_words
from feedcurate.syntax.surprises.surprise import Surprise
from feedcurate.text.diagnostic import Diagnostic

_TITLED = frozenset({"EXAMPLE", "ALWAYS", "NEVER"})
_CLAIMS = frozenset({"ALWAYS", "NEVER"})
_ENTRIES = 4
"""From this token on, a topic has entries: its keyword, name and colon stand before them."""


def _unexpected(s: Surprise, help_: str) -> Diagnostic:
    return messages.unexpected(s.shown, in_words(s.expected), s.span, help_)


def _has(s: Surprise, kind: str) -> bool:
    """Whether the statement has such a token already."""
    return any(token.type == kind for token in s.tokens)


def operator(s: Surprise) -> Diagnostic | None:
    """`contains`, `equals`, `over` where an operator could stand."""
    if "COMPARISON" not in s.expected or s.token.text not in habits.OPERATORS:
        return None
    return messages.foreign_word(s.token.text, f"write `{habits.OPERATORS[s.token.text]}`", s.span)


def several_words(s: Surprise) -> Diagnostic | None:
    """`rule no football`."""
    if not s.was("RULE", "NAME") or s.kind != "NAME" or s.token.text in habits.WORDS or s.is_first_on_line:
        return None
    if s.following().text not in habits.BEHIND_A_RULES_NAME:
        return None
    joined = f"{s.tokens[1].text}_{s.token.text}"
    return _unexpected(s, f"a rule's name is one word, such as `{joined}`; a title in quotes may follow")


def colon_behind_rule(s: Surprise) -> Diagnostic | None:
    """`rule quiet:`."""
    is_head = s.kind == "COLON" and s.keyword == "RULE" and not _has(s, "WHEN")
    return _unexpected(s, "leave the colon out; `when` follows") if is_head else None


def joined_actions(s: Surprise) -> Diagnostic | None:
    """`then hide and label x`."""
    is_joint = s.kind == "AND" and s.keyword == "RULE" and _has(s, "THEN") and not s.brackets
    return _unexpected(s, "write `,` between the actions") if is_joint else None


def exception(s: Surprise) -> Diagnostic | None:
    """`when … except …`."""
    if s.kind != "EXCEPT" or s.keyword != "RULE" or "AND" not in s.expected:
        return None
    return _unexpected(s, "in a condition, write `and not …`; `except` belongs to a topic")


def conditional(s: Surprise) -> Diagnostic | None:
    """`if` for `when` in a rule, and for `implies` in a claim, where it may have been read as a name already."""
    found = next((token for token in (s.token, *s.tokens[-1:]) if token.text == "if"), None)
    if found is None or found.type != "NAME":
        return None
    if s.keyword in _CLAIMS:
        help_ = "a claim says `… implies …`, as in `author in close implies not hidden`"
        return messages.foreign_word("if", help_, s.at(found))
    return messages.foreign_word("if", "write `when`", s.at(found)) if "WHEN" in s.expected else None


def phrase(s: Surprise) -> Diagnostic | None:
    """`topic football: cup final`."""
    before = s.before()
    if s.keyword != "TOPIC" or s.kind != "NAME" or before is None or before.type != "NAME" or len(s.tokens) < _ENTRIES:
        return None
    return _unexpected(s, f'a phrase stands in quotes: `"{before.text} {s.token.text}"`')


def title(s: Surprise) -> Diagnostic | None:
    """An example or a claim without a title."""
    if len(s.tokens) != 1 or s.keyword not in _TITLED or "STRING" not in s.expected:
        return None
    begins = s.tokens[0].text
    ends = "" if s.keyword == "EXAMPLE" else ": …"
    return _unexpected(s, f'say first, in quotes, what should be so: `{begins} "…"{ends}`')


def order_of_given(s: Surprise) -> Diagnostic | None:
    """`given post saying "…" by @name`, and `in 10 days`."""
    if s.keyword != "EXAMPLE":
        return None
    if s.token.text == "by" and _has(s, "SAYING"):
        return _unexpected(s, 'write `by` first: `given post by @name@host saying "…"`')
    if s.kind == "IN" and "OVER" in s.expected:
        return _unexpected(s, "write `over`: `given 3 posts by @name@host over 10 days`")
    return None


def number_word(s: Surprise) -> Diagnostic | None:
    """`two weeks`, which reads as a name and something behind it."""
    before = s.before()
    if before is None or before.type != "NAME" or before.text not in habits.NUMBERS or s.kind not in {"NAME", "UNIT"}:
        return None
    return messages.foreign_word(before.text, f"write `{habits.NUMBERS[before.text]} {s.token.text}`", s.at(before))


QUESTIONS = (
    operator,
    several_words,
    colon_behind_rule,
    joined_actions,
    exception,
    conditional,
    phrase,
    title,
    order_of_given,
    number_word,
)
