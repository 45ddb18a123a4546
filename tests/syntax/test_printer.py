"""The canonical layout, as a person sees it."""

from __future__ import annotations

import pytest

from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import WIDTH, format_expr, format_file
from feedcurate.text.span import Source
from tests.syntax.reading import expression, read

# ruff: noqa: E501  # the messy file is messy
MESSY = """\
set   timezone:"Europe/Berlin"
-- People
accounts growth : @tarabrach@mastodon.social , @jamesclear.com,"https://www.youtube.com/@3blue1brown",@kurzgesagt
accounts close from "close-friends.txt"
topic health_advice: "cure* anxiety", -- every ending
  -- from the clinic
  #healing, like "miracle" except "waiting list"
let unqualified=post mentions health_advice and not (author in clinicians) and (post.likes>10_000 or author.followers > 5.50)
rule check "Credentials" for post from 2026-01-01 until 2026-12-31 18:00 shadow when unqualified
  then collapse "Health advice from someone not on your clinician list", label unverified_advice
rule triggers for account when count(posts by account where post mentions comparison, 14 days) >= 3
  or share(posts by account where post mentions comparison, 30 days) > 30 % then suggest unfollow
rule long when a then note "this is a long note about what was found in the post", because "and this is why it was said"
feed at least 3 in 10 when author in growth at most 2 in a row by author once per link in 3 days order by newest
example "e" at 2026-05-01 23:10 given post by @gym@example.social saying "Summer body!" with post.likes = 10, post has video
  expect not hidden by check
always "close friends": author in close implies not hidden
-- the end
"""

TIDY = """\
set timezone: "Europe/Berlin"
-- People
accounts growth: @tarabrach@mastodon.social, @jamesclear.com,
                 "https://www.youtube.com/@3blue1brown", @kurzgesagt
accounts close from "close-friends.txt"
topic health_advice:
    "cure* anxiety",  -- every ending
    -- from the clinic
    #healing,
    like "miracle"
    except "waiting list"
let unqualified =
    post mentions health_advice
    and not author in clinicians
    and (post.likes > 10000 or author.followers > 5.5)

rule check "Credentials" for post from 2026-01-01 until 2026-12-31 18:00 shadow
    when unqualified
    then collapse "Health advice from someone not on your clinician list", label unverified_advice

rule triggers for account
    when count(posts by account where post mentions comparison, 14 days) >= 3
      or share(posts by account where post mentions comparison, 30 days) > 30%
    then suggest unfollow

rule long
    when a
    then note "this is a long note about what was found in the post",
         because "and this is why it was said"

feed
    at least 3 in 10 when author in growth
    at most 2 in a row by author
    once per link in 3 days
    order by newest

example "e"
    at 2026-05-01 23:10
    given post by @gym@example.social saying "Summer body!" with post.likes = 10, post has video
    expect not hidden by check

always "close friends": author in close implies not hidden

-- the end
"""


def test_a_messy_file_becomes_a_tidy_one() -> None:
    """Every kind of statement in its canonical layout."""
    assert format_file(read(MESSY)) == TIDY


def test_a_tidy_file_stays_as_it_is() -> None:
    """The layout is a fixed point."""
    assert format_file(read(TIDY)) == TIDY


def test_lines_are_as_long_as_the_layout_allows() -> None:
    """Nothing that could be broken is longer than a line."""
    assert max(map(len, TIDY.splitlines())) <= WIDTH


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("((a))", "a"),
        ("(a and b) or c", "a and b or c"),
        ("a and (b or c)", "a and (b or c)"),
        ("(a or b) or c", "(a or b) or c"),
        ("not (not a)", "not not a"),
        ("not (a = b)", "not a = b"),
        ("(not a) = b", "(not a) = b"),
        ("(a implies b) implies c", "(a implies b) implies c"),
        ("a implies (b implies c)", "a implies b implies c"),
        ("a - (b - c)", "a - (b - c)"),
        ("(a - b) - c", "a - b - c"),
        ("(a * b) + c", "a * b + c"),
        ("a * (b + c)", "a * (b + c)"),
        ("(a + b).c", "(a + b).c"),
        ("f((a or b), (c))", "f(a or b, c)"),
    ],
)
def test_parentheses_stand_where_the_tree_needs_them(written: str, canonical: str) -> None:
    """And nowhere else."""
    assert format_expr(expression(written)) == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1_000.50", "1000.5"),
        ("0.1", "0.1"),
        ("100000000000000000000000", "100000000000000000000000"),
        ("0.0000001", "0.0000001"),
        ("1 minutes", "1 minute"),
        ("-1 hours", "-1 hour"),
        ("0.5 hour", "0.5 hours"),
        ("22:30:00", "22:30"),
        ("22:30:15", "22:30:15"),
        ('"\\u{41}\\u{7}"', '"A\\u{7}"'),
        ('"\\u{202e}"', '"\\u{202E}"'),
        ("/a\\/b/", "/a\\/b/"),
    ],
)
def test_literals_are_written_the_shortest_way(written: str, canonical: str) -> None:
    """Numbers as the fewest digits that are read as the same double, texts with the escapes they need."""
    assert format_expr(expression(written)) == canonical


LONG = "a_rather_long_name_of_a_condition"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (
            " and ".join([LONG] * 4),
            [LONG, f"and {LONG}", f"and {LONG}", f"and {LONG}"],
        ),
        (
            f"not ({' or '.join([LONG] * 4)})",
            [f"not ({LONG}", f"     or {LONG}", f"     or {LONG}", f"     or {LONG})"],
        ),
        (
            f"{LONG} and {LONG} implies {LONG} or {LONG}",
            [f"{LONG} and {LONG}", f"implies {LONG} or {LONG}"],
        ),
        (
            f"({LONG} or {LONG}) and ({LONG} or {LONG} or {LONG})",
            [f"({LONG} or {LONG})", f"and ({LONG}", f"     or {LONG}", f"     or {LONG})"],
        ),
    ],
)
def test_long_conditions_are_broken_at_their_connectives(written: str, lines: list[str]) -> None:
    """Each line below the one it belongs to, and none longer than it must be."""
    text = "\n".join(["let a =", *(f"    {line}" for line in lines)]) + "\n"
    assert format_file(read(f"let a = {written}")) == text
    assert format_file(read(text)) == text


def test_a_condition_that_cannot_be_broken_stays_on_its_line() -> None:
    """However long it is."""
    call = f"count(posts by account where {' and '.join([LONG] * 3)}, 14 days) > 3"
    assert format_file(read(f"let a = {call}")) == f"let a =\n    {call}\n"


def test_the_entries_of_a_list_with_a_long_name_stand_below_it() -> None:
    """So that they have room."""
    name = "a_list_with_quite_a_long_name_of_its_own"
    entries = ", ".join(["#summerbody"] * 9)
    text = f"topic {name}:\n    {', '.join(['#summerbody'] * 7)},\n    #summerbody, #summerbody\n"
    assert format_file(read(f"topic {name}: {entries}")) == text
    assert format_file(read(f"topic {name}: #a")) == f"topic {name}: #a\n"


def test_the_condition_of_a_limit_is_broken_like_that_of_a_rule() -> None:
    """Below the limit."""
    text = f"feed\n    at least 3 in 10\n        when {LONG}\n         and {LONG}\n         and {LONG}\n"
    assert format_file(read(text)) == text


def test_a_broken_file_is_not_formatted() -> None:
    """There is no tree to print for what could not be read."""
    with pytest.raises(ValueError, match="broken"):
        format_file(parse(Source("x", "let a =")).file)
