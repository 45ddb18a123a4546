"""What people write who know other languages, or their own: signs and words, and what stands for them here.

In: nothing. Out: tables that `surprises` looks things up in.
"""

from __future__ import annotations

COMPARISONS = {
    "=>": ">=", "=<": "<=", "<>": "!=", "!==": "!=", "<=>": "=", "≥": ">=", "≤": "<=", "≠": "!=", "⩾": ">=", "⩽": "<=",
}  # fmt: skip
LOGIC = {"&&": "and", "&": "and", "∧": "and", "||": "or", "|": "or", "∨": "or", "!": "not", "¬": "not", "~": "not"}
ARROWS = {"->": "then", "→": "then", "⇒": "then", ":=": "="}
CURLY_QUOTES = frozenset("“”„‟«»‹›「」『』＂")
SINGLE_QUOTES = frozenset("'`‘’‚‛´＇")
OTHER_SIGNS = {"–": "-", "—": "-", "−": "-", "×": "*", "÷": "/", "…": "..", "•": "a comma"}

VERBS = frozenset(
    {
        "ask", "because", "block", "boost", "collapse", "demote", "follow", "hide", "hold", "keep", "label", "mute",
        "note", "nudge", "pause", "snooze", "stop", "suggest", "unfollow", "wait", "warn",
    }
)  # fmt: skip
"""The words that actions start with."""

VERBS_WITH_WORD = frozenset({"suggest", "label"})
"""Those behind which a bare word may stand."""

UNITS = {
    "s": "seconds", "sec": "seconds", "secs": "seconds", "m": "minutes", "min": "minutes", "mins": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "d": "days", "w": "weeks", "wk": "weeks", "wks": "weeks",
}  # fmt: skip
NO_UNITS = {
    "month": "a month is not a duration: say how many days, such as `30 days`",
    "months": "a month is not a duration: say how many days, such as `90 days`",
    "year": "a year is not a duration: say how many days, such as `365 days`",
    "years": "a year is not a duration: say how many days, such as `730 days`",
    "am": "clocks have 24 hours: `07:00`",
    "pm": "clocks have 24 hours: `19:00`",
    "oclock": "clocks have 24 hours: `19:00`",
    "percent": "write `%`",
    "k": "write the number out: `10_000`",
}

WORDS = {
    "if": "conditions stand behind `when`: `rule x when … then …`",
    "else": "write a second rule with the opposite condition: `when not …`",
    "elif": "write a second rule",
    "elsif": "write a second rule",
    "elseif": "write a second rule",
    "otherwise": "write a second rule with the opposite condition: `when not …`",
    "unless": "write `and not …`",
    "but": "write `and`",
    "do": "write `then`",
    "def": "name a condition with `let x = …`",
    "var": "name a condition with `let x = …`",
    "const": "name a condition with `let x = …`",
    "function": "name a condition with `let x = …`",
    "define": "name a condition with `let x = …`",
    "import": 'add a file with `use "file.curate"`',
    "include": 'add a file with `use "file.curate"`',
    "filter": "write `rule x when … then hide`",
    "end": "nothing needs an end; leave it out",
}

OPERATORS = {
    "contains": "mentions", "contain": "mentions", "includes": "mentions", "include": "mentions", "mention": "mentions",
    "matches": "mentions", "says": "mentions", "equals": "=", "equal": "=", "more": ">", "greater": ">", "over": ">",
    "above": ">", "exceeds": ">", "less": "<", "fewer": "<", "under": "<", "below": "<", "exactly": "=",
}  # fmt: skip
"""What is said for operators in plain English."""

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

BEHIND_A_RULES_NAME = frozenset({"when", "for", "from", "until", "shadow"})
"""What may stand behind the name of a rule, besides its title."""
