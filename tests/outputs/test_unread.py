from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedcurate.model.decision import InputProblem
from feedcurate.outputs.unread import taken, unread
from feedcurate.sources.base import Recognised


def problems(*sources: str, message: str = "is in no known format", line: int | None = None) -> list[InputProblem]:
    """The same problem with each of these inputs."""
    return [InputProblem(source=source, line=line, message=message) for source in sources]


def test_few_problems_are_told_one_by_one() -> None:
    """As they are."""
    assert list(unread(problems("a", "b"))) == ["a: is in no known format", "b: is in no known format"]


def test_many_that_are_alike_are_told_in_one_line() -> None:
    """In the place of the first, with the folder they are all in, and some of their names."""
    others = problems("feeds/b/odd.xml", message="is markup, but no feed")
    many = problems(*(f"feeds/{folder}/{n}.json" for folder in "ab" for n in range(4)))
    assert list(unread([*many[:2], *others, *many[2:]])) == [
        "8 files below feeds: is in no known format (0.json, 1.json, 2.json and 5 more)",
        "feeds/b/odd.xml: is markup, but no feed",
    ]


def test_messages_that_differ_in_names_and_numbers_alone_are_alike() -> None:
    """The first stands for all of them, and says so."""
    several = [
        *problems("a/1.xml", message="2 dates cannot be read (`soon`) and stay unknown"),
        *problems(*(f"a/{n}.xml" for n in range(2, 8)), message="3 dates cannot be read (`later`) and stay unknown"),
    ]
    dates = "2 dates cannot be read (`soon`) and stay unknown, or the like"
    assert list(unread(several)) == [f"7 files below a: {dates} (1.xml, 2.xml, 3.xml and 4 more)"]


def test_lines_and_posts_of_one_file_are_told_with_their_places() -> None:
    """And with how many they are where they are in several."""
    lines = [one for n in range(1, 9) for one in problems("a/a.jsonl", message="has no id", line=n)]
    posts = [one for n in range(1, 9) for one in problems("a/b.json", message=f"post {n}: has no id")]
    assert list(unread(lines)) == ["8 lines of a/a.jsonl: has no id (lines 1, 2, 3 and 5 more)"]
    assert list(unread(posts)) == ["a/b.json: has no id (post 1, post 2, post 3 and 5 more)"]
    assert list(unread([*lines, *posts])) == ["16 places in 2 files below a: has no id (a.jsonl, b.json)"]


def test_files_of_one_format_are_counted_together() -> None:
    """Where there are many; inputs of activities are told as such."""
    many = [Recognised(f"feeds/{n}.xml", "RSS", n) for n in range(7)]
    assert list(taken([*many, Recognised("x.json", "X archive", 1, 2), Recognised("did", "activities", 1)], FORMS)) == [
        "7 files below feeds: RSS, 21 posts",
        "x.json: X archive, 1 post, 2 activities",
        "did: activities, 1 activity",
    ]


FORMS = frozenset({"activities"})
NAMES = st.sampled_from(["a", "b/c", "b/d", "/e/f", "-", "", "https://a.example/x"])
MESSAGES = st.sampled_from(["is odd", "post 1: is odd", "has `a`", "has `b`", "2 of 3", ""])


@given(st.lists(st.builds(InputProblem, source=NAMES, line=st.none() | st.integers(1, 3), message=MESSAGES)))
def test_no_problem_is_lost_and_there_are_never_more_lines(several: list[InputProblem]) -> None:
    """Every input that has one is in a line of its own or counted."""
    lines = list(unread(several))
    assert len(lines) <= len(several)
    assert bool(lines) == bool(several)
    assert all(line for line in lines)
