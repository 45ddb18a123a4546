from __future__ import annotations

import pytest

from feedcurate.model.item import Item
from feedcurate.program.program import Key
from tests.engine.arranging import at_most, by, feed_of, held_in, in_a_row, post


def line(signs: str) -> list[Item]:
    """Posts from the newest on, one a letter: a capital is suggested (condition 1), a letter is an author, `?` none."""
    return [
        post(
            f"{sign}{age}",
            age=age,
            author=None if sign == "?" else by(f"{sign.lower()}@example.org"),
            true=[1] if sign.isupper() else (),
            false=[1] if sign.islower() else (),
        )
        for age, sign in enumerate(signs)
    ]


def letters(feed: list[str]) -> str:
    """The letters of a feed's posts."""
    return "".join(name[0] for name in feed)


@pytest.mark.parametrize(
    ("posts", "feed"),
    [
        ("AAabcdefgh", "AabcdAefgh"),
        ("AAAabcd", "AabcdA"),
        ("AA", "A"),
        ("?A?A", "?A?"),
        ("abAcA", "abAc"),
    ],
)
def test_at_most_one_in_five_holds_in_any_five_places_and_in_fewer(posts: str, feed: str) -> None:
    """A suggested post waits until four others stand between it and the last one; what finds no place is held."""
    assert letters(feed_of(line(posts), at_most(1, 5))) == feed


def test_what_finds_no_place_is_held_for_every_quota_that_refuses_it() -> None:
    """The third suggested post of one author is held by both lines, in the order of their texts."""
    posts = line("AA")
    assert held_in(posts, in_a_row(1), at_most(1, 5)) == {"A1": "at most 1 in 5 when c1 · at most 1 in a row by author"}


@pytest.mark.parametrize(
    ("posts", "feed"),
    [
        ("aaabb", "aabab"),
        ("aaab", "aaba"),
        ("aaaa", "aa"),
        ("aa?aa", "aa?aa"),
        ("???", "???"),
        ("aAaA", "aA"),
    ],
)
def test_at_most_two_in_a_row_by_author(posts: str, feed: str) -> None:
    """Another author ends a run, and so does an unknown one, who is never in one."""
    assert letters(feed_of(line(posts), in_a_row(2))) == feed


@pytest.mark.parametrize(("posts", "feed"), [("AAA", "A"), ("AaA", "AaA"), ("AAab", "AaAb"), ("aaaa", "aaaa")])
def test_in_a_row_with_a_condition_a_run_is_of_posts_where_it_is_true(posts: str, feed: str) -> None:
    """At most one suggested post in a row by author: a post of theirs that is not suggested ends the run."""
    assert letters(feed_of(line(posts), in_a_row(1, Key.AUTHOR, when=1))) == feed


def test_none_in_a_row_is_none_at_all() -> None:
    """Zero in a row, or zero in five, leaves only what does not count."""
    assert letters(feed_of(line("a?bA"), in_a_row(0))) == "?"
    assert letters(feed_of(line("a?bA"), at_most(0, 5))) == "a?b"


def test_more_than_there_are_binds_nothing() -> None:
    """A billion in a billion is any number."""
    assert letters(feed_of(line("AAAA"), at_most(10**9, 10**9), in_a_row(10**9))) == "AAAA"
    assert letters(feed_of(line("AAAA"), at_most(2, 10**9))) == "AA"
