"""All that is wrong with a file is said at once, each mistake once, in whatever order it stands."""

from __future__ import annotations

import random

import pytest

from feedcurate.ruleset import examine_text
from tests.check.checking import codes, is_clean

STATEMENTS = (
    'topic food: "soup", dieting',
    'topic dieting: "diet", "*x"',
    "accounts close: @a@x.example",
    "let tiresome = post is repot",
    "let calm = not tiresome and nobody",
    "let circle = circle or calm",
    "rule a when post mentions dieting and post.age > 3 then hide",
    "rule b when author in food then hide, hide",
    "rule c when now.time > 22:00 then boost 0 hours",
    "rule d when calm then delete",
    "let a = post is repost",
    "set day_start: 4",
    "feed at most 0 per day",
    "feed order by newest",
    "feed order by oldest",
    "signal likes: number",
    "rule e for session when post is repost then stop",
)


def test_every_statement_is_checked_however_many_are_wrong() -> None:
    """Nothing stops at the first mistake: reading, names, kinds, lists, settings and quotas are all said."""
    found = set(codes("\n".join((*STATEMENTS, "rule f when post.likes > then hide"))))
    assert found >= {"E040", "E141", "E103", "E101", "E112", "E122", "E105", "E178", "E179", "E175", "E110", "E170"}
    assert found >= {"E180", "E182", "E111", "E109", "W201"}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_statements_changes_nothing_but_places(seed: int) -> None:
    """A file is a set: shuffled, it has the same mistakes in the same words.

    Of two statements that contradict each other the later one is named, so those pairs are told by their code alone.
    """
    shuffled = list(STATEMENTS)
    random.Random(seed).shuffle(shuffled)
    assert _said(shuffled) == _said(STATEMENTS)


def _said(statements: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = {"E110", "E182", "W201"}
    found = examine_text("\n".join(statements)).diagnostics
    return sorted((d.code, "" if d.code in pairs else f"{d.span.text}: {d.message}: {d.help}") for d in found)


def test_diagnostics_stand_in_the_order_of_the_file() -> None:
    """Whoever mends a file goes from its top to its end."""
    places = [diagnostic.span.start for diagnostic in examine_text("\n".join(STATEMENTS)).diagnostics]
    assert places == sorted(places)


def test_what_is_said_twice_is_said_once() -> None:
    """A `let` with a mistake is told where it stands and not at each of its uses."""
    uses = "\n".join(f"rule r{i} when tiresome then hide" for i in range(5))
    assert codes(f"let tiresome = post is repot\n{uses}") == ["E103"]


@pytest.mark.parametrize(
    ("broken", "use"),
    [
        ('topic gone: "a" "b"', "post mentions gone"),
        ("accounts gone: @", "author in gone"),
        ("sites gone:", "any(post.links where link.site in gone)"),
        ("let gone = post is", "not gone"),
        ("rule gone when then hide", "gone"),
    ],
)
def test_a_broken_statement_declares_its_name(broken: str, use: str) -> None:
    """The one mistake is the statement's; what uses its name says nothing further, be it before or behind."""
    rule = f"rule r\n    when {use}\n    then hide"
    assert len(codes(f"{broken}\n{rule}")) == 1
    assert len(codes(f"{rule}\n{broken}")) == 1


def test_a_list_may_name_a_broken_list() -> None:
    """That holds for the entries of lists too."""
    assert codes('topic a: "x" "y"\ntopic b: a, "z"') == ["E043"]


def test_a_statement_whose_name_is_taken_is_checked_all_the_same() -> None:
    """Renaming it should not bring up the next mistakes."""
    assert codes("let a = post is repost\nlet a = post is repot\nrule now when post has vidoe then hide") == [
        "E110",
        "E103",
        "E111",
        "E104",
    ]


def test_an_empty_file_is_fine() -> None:
    """No rules are rules too; so are comments alone."""
    assert is_clean("")
    assert is_clean("-- to do: everything\n")
