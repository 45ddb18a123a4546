"""What a text means as a tree: operators, literals, words that are keywords in places only."""

from __future__ import annotations

from datetime import date, time

import pytest

from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import (
    AccountLit,
    Arithmetic,
    ArithmeticOp,
    Attribute,
    By,
    Call,
    ClockLit,
    Compare,
    CompareOp,
    DateLit,
    DurationLit,
    Expr,
    Has,
    HashtagLit,
    Implies,
    In,
    Is,
    Logic,
    LogicOp,
    Mentions,
    Name,
    Not,
    NumberLit,
    Of,
    RangeLit,
    RegexLit,
    SetLit,
    ShareLit,
    SiteLit,
    TextLit,
    This,
    Unit,
)
from feedcurate.syntax.parse import parse
from feedcurate.syntax.reserved import RESERVED
from feedcurate.text.span import Source
from tests.syntax.reading import codes, expression, read, statement

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", Logic(LogicOp.OR, (A, Logic(LogicOp.AND, (B, C))))),
        ("(a or b) and c", Logic(LogicOp.AND, (Logic(LogicOp.OR, (A, B)), C))),
        ("a or b or c", Logic(LogicOp.OR, (A, B, C))),
        ("(a or b) or c", Logic(LogicOp.OR, (Logic(LogicOp.OR, (A, B)), C))),
        ("a implies b implies c", Implies(A, Implies(B, C))),
        ("not a in b", Not(In(A, B))),
        ("a not in b", In(A, B, negated=True)),
        ("not a and b", Logic(LogicOp.AND, (Not(A), B))),
        ("a is not b", Is(A, B, negated=True)),
        ('a has "graphic-media"', Has(A, TextLit("graphic-media"))),
        ("a between b and c and a", Logic(LogicOp.AND, (nodes.Between(A, B, C), A))),
        ("a - b - c", Arithmetic(ArithmeticOp.SUB, Arithmetic(ArithmeticOp.SUB, A, B), C)),
        ("a + b * c", Arithmetic(ArithmeticOp.ADD, A, Arithmetic(ArithmeticOp.MUL, B, C))),
        ("a / b > c", Compare(CompareOp.GT, Arithmetic(ArithmeticOp.DIV, A, B), C)),
        ('a mentions "x" or "y"', Logic(LogicOp.OR, (Mentions(A, TextLit("x")), TextLit("y")))),
        ("a -5", Arithmetic(ArithmeticOp.SUB, A, NumberLit(5))),
        ("a - -5", Arithmetic(ArithmeticOp.SUB, A, NumberLit(-5))),
        ("(a).b", Attribute(A, "b")),
        ("f(a).b", Attribute(Call("f", A), "b")),
    ],
)
def test_operators_hold_together_as_the_reference_says(text: str, tree: Expr) -> None:
    """Loosest first: implies, or, and, not, comparisons, sums, products."""
    assert expression(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("10_000", NumberLit(10_000)),
        ("-0.5", NumberLit(-0.5)),
        ("30%", ShareLit(30)),
        ("30 %", ShareLit(30)),
        ("0.5 hours", DurationLit(0.5, Unit.HOUR)),
        ("1 minute", DurationLit(1, Unit.MINUTE)),
        ("22:30", ClockLit(time(22, 30))),
        ("22:30:15", ClockLit(time(22, 30, 15))),
        ("2026-12-31", DateLit(date(2026, 12, 31))),
        (
            "2026 - 12 - 31",
            Arithmetic(ArithmeticOp.SUB, Arithmetic(ArithmeticOp.SUB, NumberLit(2026), NumberLit(12)), NumberLit(31)),
        ),
        ("22:30..07:00", RangeLit(ClockLit(time(22, 30)), ClockLit(time(7)))),
        ("10..20", RangeLit(NumberLit(10), NumberLit(20))),
        ("0.5..1.5", RangeLit(NumberLit(0.5), NumberLit(1.5))),
        ("-5..-1", RangeLit(NumberLit(-5), NumberLit(-1))),
        ("mon..fri", RangeLit(Name("mon"), Name("fri"))),
        ('{en, "is",}', SetLit((Name("en"), TextLit("is")))),
        ("#fitspo", HashtagLit("fitspo")),
        ("#日本", HashtagLit("日本")),
        ("#2026goals", HashtagLit("2026goals")),
        ("#नमस्ते", HashtagLit("नमस्ते")),
        ("@name@host.example", AccountLit("@name@host.example")),
        ("@name.bsky.social", AccountLit("@name.bsky.social")),
        ("@a-b_c", AccountLit("@a-b_c")),
        ("did:plc:z72i7hdynmk6r22z27h6tvur", AccountLit("did:plc:z72i7hdynmk6r22z27h6tvur")),
        ("did:web:example.com%3A8443", AccountLit("did:web:example.com%3A8443")),
        ('"\\"\\\\\\n\\t\\u{1F600}"', TextLit('"\\\n\t😀')),
        ('"--"', TextLit("--")),
        (r"/a\/b/i", RegexLit("a/b", ignore_case=True)),
        (r"/a\\/", RegexLit(r"a\\")),
        ("this week", This("week")),
    ],
)
def test_literals_have_their_values(text: str, tree: Expr) -> None:
    """Numbers, quantities, times, accounts, hashtags, texts and patterns, in every way they are written."""
    assert expression(text) == tree


def test_a_slash_divides_behind_a_value_and_starts_a_pattern_elsewhere() -> None:
    """Where an operand may start, no division can stand."""
    assert expression("a / b / c") == Arithmetic(ArithmeticOp.DIV, Arithmetic(ArithmeticOp.DIV, A, B), C)
    assert expression("a matches /b/") == nodes.Matches(A, RegexLit("b"))


def test_sources_of_calls_take_by_of_and_where() -> None:
    """`by` holds tighter than `of`, which is right-associative; `where` ends the source."""
    posts = By(Name("posts"), Name("me"))
    assert expression("f(posts by me where a, 14 days)") == Call("f", posts, A, (DurationLit(14, Unit.DAY),))
    assert expression("sum(a of posts by me)") == Call("sum", Of(A, posts))
    assert expression("f(a of b of c)") == Call("f", Of(A, Of(B, C)))


def test_reserved_words_are_names_behind_a_dot() -> None:
    """`post.mentions` is a field, though `mentions` is an operator."""
    for word in sorted(RESERVED):
        assert expression(f"post.{word}") == Attribute(Name("post"), word)


def test_reserved_words_are_no_names_elsewhere() -> None:
    """Each of them, declared or used, is one mistake."""
    for word in sorted(RESERVED):
        assert len(codes(f"let {word} = 3")) == 1
        assert codes(f"let x = {word}")


CONTEXTUAL = ["as", "a", "row", "per", "once", "order", "saying", "over", "with", "views", "draft", "post", "posts",
              "least", "most", "shadow", "off", "day", "minutes"]  # fmt: skip


@pytest.mark.parametrize("word", CONTEXTUAL)
def test_words_that_are_keywords_in_places_are_free_elsewhere(word: str) -> None:
    """Every word but the reserved ones may be a name."""
    assert expression(word) == Name(word)
    assert statement(f'topic {word}: "x"').name == Name(word)  # type: ignore[union-attr]  # it is a list
    assert codes(f"rule {word} for {word} when {word} and post is {word} then {word} {word}") == []
    assert codes(f"feed at most 40 per {word} by {word} when {word} once per {word} order by {word}") == []
    assert codes(f'example "x" expect {word} {word} by {word} given post by {word} with {word}') == []


def test_sites_are_bare_in_lists_of_sites_only() -> None:
    """Domains with hyphens, digits in front, other letters, paths and ports; names of other lists beside them."""
    sites = "dailymail.co.uk, 9gag.com, neowin.net/deals, bücher.example, xn--bcher-kva.example:8080/a--b, tabloids"
    node = statement(f"sites x: {sites}")
    assert isinstance(node, nodes.List)
    assert [entry.value for entry in node.entries] == [
        *(SiteLit(site) for site in sites.split(", ")[:-1]),
        Name("tabloids"),
    ]
    assert expression("neowin.net") == Attribute(Name("neowin"), "net")


def test_names_may_be_of_any_script() -> None:
    """Also where vowels are marks, as in Devanagari and Thai."""
    for name in ["größe", "नमस्ते", "ชื่อ", "名前", "имя", "اسم", "_x1"]:
        assert expression(name) == Name(name)


def test_statements_need_nothing_between_them() -> None:
    """White space and line ends never matter."""
    lines = [
        'set timezone: "Europe/Berlin"',
        "let a = b",
        "sites s: a.com",
        "rule x when a then hide",
        "feed once per link",
    ]
    assert read(" ".join(lines)) == read("\n".join(lines)) == read("\r\n\t".join(lines))


def test_trailing_commas_are_allowed_everywhere() -> None:
    """In lists, actions, sets, calls, settings and details."""
    text = (
        'topic t: "a", except "b", rule x when f(a, b,) in {a,} then hide, set me: @a, example "e" given post with a,'
    )
    assert read(text.replace(", except", " except")) == read(
        text.replace(",)", ")")
        .replace(",}", "}")
        .replace('a", ex', 'a" ex')
        .replace('"b", rule', '"b" rule')
        .replace("hide, set", "hide set")
        .replace("@a, ex", "@a ex")
        .removesuffix(",")
    )


def test_spans_cover_what_was_written() -> None:
    """From the first to the last character of a node, brackets of its parts included."""
    source = Source("x", "let a = (b or c) and not (d)\nrule r\n  when a\n  then hide, boost 2 hours")
    let, rule = parse(source).file.statements
    assert isinstance(let, nodes.Let)
    assert isinstance(rule, nodes.Rule)
    assert let.value.span.text == "(b or c) and not (d)"
    assert let.span.text == "let a = (b or c) and not (d)"
    assert [action.span.text for action in rule.actions] == ["hide", "boost 2 hours"]
    assert rule.actions[1].span.place == "x:4:14"


def test_layout_makes_no_difference_to_equality() -> None:
    """Two layouts of one program are equal trees, and hash the same."""
    one, other = read("let a = b  -- c\n"), read("\n\nlet a=(b)")
    assert one == other
    assert hash(one) == hash(other)
