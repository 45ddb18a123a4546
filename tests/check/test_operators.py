"""Every operator takes the kinds that its table says, and no others."""

from __future__ import annotations

from itertools import product

import pytest

from feedcurate.check.operators import ARITHMETIC, ORDERED, RANGES, WRAPPING
from feedcurate.model.kinds import Simple
from feedcurate.syntax.nodes import ArithmeticOp
from tests.check.checking import condition, value

EXAMPLES = {
    Simple.NUMBER: "post.likes",
    Simple.SHARE: "post.shouting",
    Simple.DURATION: "post.age",
    Simple.INSTANT: "post.published",
    Simple.DATE: "now.date",
    Simple.CLOCK: "now.time",
    Simple.DAY: "now.day",
    Simple.TRUTH: "post.sensitive",
    Simple.TEXT: "post.title",
    Simple.SITE: "post.site",
    Simple.LANGUAGE: "post.language",
    Simple.ADDRESS: "post.thread",
    Simple.HASHTAG: "#tag",
}
"""An expression of each kind that a value can be of."""


@pytest.mark.parametrize("op", ArithmeticOp)
def test_arithmetic_takes_what_its_table_has(op: ArithmeticOp) -> None:
    """Of all pairs of kinds those in the table are clean and the others E124."""
    accepted = {
        (left, right)
        for left, right in product(EXAMPLES, repeat=2)
        if not value(f"{EXAMPLES[left]} {op.value} {EXAMPLES[right]}")
    }
    assert accepted == {(left, right) for operation, left, right in ARITHMETIC if operation is op}


@pytest.mark.parametrize(("op", "left", "right"), ARITHMETIC)
def test_arithmetic_gives_what_its_table_says(op: ArithmeticOp, left: Simple, right: Simple) -> None:
    """The result can be compared with a value of the kind in the table, and with no other kind."""
    result = ARITHMETIC[op, left, right]
    fits = {
        kind
        for kind, example in EXAMPLES.items()
        if not condition(f"{EXAMPLES[left]} {op.value} {EXAMPLES[right]} = {example}")
    }
    assert fits == {result}


def test_pairs_that_cannot_be_calculated_are_one_error() -> None:
    """The same one for all."""
    wrong = {
        tuple(value(f"{EXAMPLES[left]} {op.value} {EXAMPLES[right]}"))
        for op, left, right in product(ArithmeticOp, EXAMPLES, EXAMPLES)
        if (op, left, right) not in ARITHMETIC
    }
    assert wrong == {("E124",)}


@pytest.mark.parametrize("op", ["=", "!="])
def test_equality_takes_two_of_one_kind(op: str) -> None:
    """Every kind equals its own only."""
    accepted = {
        (left, right)
        for left, right in product(EXAMPLES, repeat=2)
        if not condition(f"{EXAMPLES[left]} {op} {EXAMPLES[right]}")
    }
    assert accepted == {(kind, kind) for kind in EXAMPLES}


def test_two_kinds_that_are_never_equal_are_one_error() -> None:
    """Nothing is converted."""
    wrong = {
        tuple(condition(f"{EXAMPLES[left]} = {EXAMPLES[right]}"))
        for left, right in product(EXAMPLES, repeat=2)
        if left != right
    }
    assert wrong == {("E121",)}


@pytest.mark.parametrize("op", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("kind", EXAMPLES)
def test_only_what_has_a_size_is_ordered(op: str, kind: Simple) -> None:
    """The others are compared by size in vain."""
    assert condition(f"{EXAMPLES[kind]} {op} {EXAMPLES[kind]}") == ([] if kind in ORDERED else ["E125"])


ENDS = {
    Simple.NUMBER: ("10", "20"),
    Simple.SHARE: ("10%", "20%"),
    Simple.DURATION: ("1 hour", "2 days"),
    Simple.DATE: ("2026-01-01", "2026-12-31"),
    Simple.CLOCK: ("07:00", "22:30"),
    Simple.DAY: ("mon", "fri"),
}
"""Written ends of a range by kind; instants cannot be written."""


@pytest.mark.parametrize("kind", ENDS)
def test_ranges_are_of_one_kind(kind: Simple) -> None:
    """`in` and `between` take a value of the kind of their ends; only clocks and days go round."""
    low, high = ENDS[kind]
    assert condition(f"{EXAMPLES[kind]} in {low}..{high}") == []
    assert condition(f"{EXAMPLES[kind]} not in {low}..{high}") == []
    assert condition(f"{EXAMPLES[kind]} between {low} and {high}") == []
    reverse = condition(f"{EXAMPLES[kind]} between {high} and {low}")
    assert reverse == ([] if kind in WRAPPING else ["E187"])
    others = {
        other: condition(f"{EXAMPLES[other]} between {low} and {high}")[0] for other in EXAMPLES if other is not kind
    }
    assert set(others.values()) <= {"E101", "E121", "E122", "E123", "E138"}


def test_instants_lie_between_instants() -> None:
    """The one kind of ranges that has no literals."""
    assert set(ENDS) | {Simple.INSTANT} == RANGES
    assert condition("post.published between now - 2 days and now - 1 day") == []


@pytest.mark.parametrize("kind", EXAMPLES)
def test_words_are_looked_for_in_posts_and_texts(kind: Simple) -> None:
    """`mentions` and `matches` search these and nothing else."""
    searched = kind is Simple.TEXT
    assert condition(f'{EXAMPLES[kind]} mentions "x"') == ([] if searched else ["E128"])
    assert condition(f"{EXAMPLES[kind]} matches /x/") == ([] if searched else ["E130"])


@pytest.mark.parametrize("kind", EXAMPLES)
def test_only_truths_are_conditions(kind: Simple) -> None:
    """Behind `when`, `not`, `and`, `or`, `implies` and `where` alike."""
    said = [] if kind is Simple.TRUTH else ["E120"]
    for form in ("{}", "not {}", "post is repost and {}", "{} or post is repost", "{} implies post is repost"):
        assert condition(form.format(EXAMPLES[kind])) == said
    assert condition(f"any(post.media where {EXAMPLES[kind]})") == said


@pytest.mark.parametrize("kind", EXAMPLES)
def test_sets_hold_what_is_compared_with(kind: Simple) -> None:
    """`in {…}` takes values of the kind on its left."""
    wanted = {
        Simple.NUMBER: "1, 2",
        Simple.SHARE: "1%, 20%",
        Simple.DURATION: "1 hour",
        Simple.INSTANT: "now, now - 1 day",
        Simple.DATE: "2026-01-01",
        Simple.CLOCK: "22:30",
        Simple.DAY: "sat, sun",
        Simple.TRUTH: "post is repost",
        Simple.TEXT: '"a", "b"',
        Simple.SITE: '"x.example", "y.example/z"',
        Simple.LANGUAGE: 'en, "pt-BR"',
        Simple.ADDRESS: '"https://x.example/"',
        Simple.HASHTAG: "#tag, #other",
    }
    assert condition(f"{EXAMPLES[kind]} in {{{wanted[kind]}}}") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("author = @a@x.example", []),
        ('author = "https://x.example/@a"', []),
        ("author = reposter", []),
        ("author != @a", []),
        ("author in {@a@x.example, did:plc:abc}", []),
        ("author in {close, @a@x.example}", ["E101"]),
        ('post.site in {"x.example", tabloids}', ["E101"]),
        ("post.site in {3}", ["E127"]),
        ("@a@x.example in post.mentions", []),
        ("post mentions @a@x.example", []),
        ("post mentions {me, @a@x.example, #tag, \"x\"}", []),
        ("post.title mentions @a@x.example", ["E129"]),
        ("author in {3}", ["E127"]),
        ("author < reposter", ["E125"]),
        ("author + reposter = 3", ["E124"]),
        ("post.quote = post.quote", ["E121"]),
        ("author.credential >= link", []),
        ("author.credential in {link, platform}", []),
        ("author.credential >= 3", ["E121"]),
        ("post.source = youtube", []),
        ("post.source = our_own_app", []),
        ("post.source > youtube", ["E125"]),
        ("post.kind = video", []),
        ('post.kind = "video"', []),
        ("video = post.kind", []),
        ("nsfw in post.labels", []),
        ('"graphic-media" in post.labels', []),
        ("#tag in post.tags", []),
        ("tag in post.tags", ["E101"]),
        ("3 in post.tags", ["E127"]),
        ('post.thread = "https://x.example/1"', []),
        ("post.language = en", []),
        ("post.language is en", []),
        ('post.language in {en, "is"}', []),
        ("now.day is mon", []),
        ('now.day is "mon"', ["E108"]),
        ('now.day = "mon"', ["E121"]),
        ("now - post.published > 1 day", []),
        ("now.date - 1 day = now.date", ["E124"]),
        ("post.likes / 0 > 1", []),
        ("post.age / 1 hour > 3", []),
        ("-5 < post.score", []),
    ],
)  # fmt: skip
def test_what_goes_with_accounts_words_and_lists(text: str, said: list[str]) -> None:
    """Accounts equal accounts, enumerations their words; what stands beside them gives words their meaning."""
    assert condition(text) == said
