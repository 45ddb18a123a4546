"""Each warning is given where it is due, and not where something only looks like it."""

from __future__ import annotations

import pytest

from feedcurate import Item
from feedcurate.proof.world import World, opinion_in
from feedcurate.ruleset import loads
from tests.proof.warnings.told import LISTS, codes, warned

DUE = {
    "numbers that exclude each other": ("rule a when post.likes > 9 and post.likes < 3 then block", ["W301"]),
    "a list inside of another": ("rule a when friend and not author in wide then block", ["W301"]),
    "a phrase inside of another": (
        'rule a when post mentions "my summer body" and not post mentions bait then block',
        ["W301"],
    ),
    "an account against itself": (
        (
            "rule a for account when count(posts by account, 7 days) > 9 and count(posts by account, 14 days) < 3"
            " then suggest mute"
        ),
        ["W301"],
    ),
    "a draft against itself": (
        'rule a for draft when draft.words > 9 and draft.words < 3 then ask "really?"',
        ["W301"],
    ),
    "a session against itself": ("rule a for session when now.time < 09:00 and now.time > 10:00 then stop", ["W301"]),
    "one or the other": ("rule a when post is repost or not post is repost then label x", ["W302"]),
    "a weaker action for fewer posts": (
        'rule a when friend then hide rule b when friend and post.likes > 3 then collapse "x"',
        ["W303"],
    ),
    "two that stand for a third": (
        (
            "rule a when post.likes > 3 then label x rule b when post.replies > 3 then label x "
            "rule c when post.likes > 5 or post.replies > 5 then label x"
        ),
        ["W303"],
    ),
    "a note and a label that others give": (
        'rule a when friend then note "n", label x rule b when friend and post.likes > 3 then note "n", label x',
        ["W303"],
    ),
    "a shorter snooze": (
        (
            "rule a for account when count(posts by account, 7 days) > 3 then suggest snooze 9 days "
            "rule b for account when count(posts by account, 7 days) > 5 then suggest snooze 3 days"
        ),
        ["W303"],
    ),
    "keep against hide": ("rule a when friend then keep rule b when post mentions bait then hide", ["W304"]),
    "keep against collapse": (
        'rule a when friend then keep rule b when post.likes > 3 then collapse "x"',
        ["W304"],
    ),
    "a lower threshold": ("rule a when post.likes > 9 and post.likes > 3 then label x", ["W305"]),
    "a part inside of a part": (
        "rule a when post.likes > 9 and (post.likes > 3 or post.replies > 3) then label x",
        ["W305"],
    ),
    "the same in other words": (
        "rule a when friend and post.likes > 3 then hide rule b when not (not friend or post.likes <= 3) then hide",
        ["W306"],
    ),
    "the same, added up": (
        "rule a when friend then demote 1 hour rule b when friend then demote 1 hour",
        ["W306"],
    ),
    "an entry that a wildcard fits": ('topic t: "goal*", "goals" rule a when post mentions t then hide', ["W307"]),
    "an exception twice": (
        'topic t: "goal" except "cat", "black cat" rule a when post mentions t then hide',
        ["W307"],
    ),
    "more than is let in": (
        (
            "feed at least 3 in 7 when post has video at most 1 in 3 when post has video and friend "
            "at most 1 in 5 when post has video"
        ),
        ["W308"],
    ),
    "more than there are places": (
        "feed at least 3 in 4 when post has video at least 1 in 3 when not post has video",
        ["W308"],
    ),
    "a topic without a use": ('topic unused: "x" rule a when friend then label x', ["W309"]),
    "a regular expression for nothing": ("rule a when post.text matches /x?/ then label x", ["W310"]),
    "a rule of last year": ("rule a until 2025-12-31 when friend then label x", ["W311"]),
}

NOT_DUE = {
    "unknown is neither": "rule a when post.likes > 3 or not post.likes > 3 then label x",
    "the clock goes round": "rule a when now.time in 22:00..06:00 and now.time in 05:00..23:00 then label x",
    "keep of what nothing hides": "rule a when friend then keep",
    "keep against block": "rule a when friend then keep rule b when post mentions bait then block",
    "keep against what excludes it": (
        "rule a when friend then keep rule b when post mentions bait and not friend then hide"
    ),
    "a shadow rule beside a live one": (
        "rule a when friend then hide rule b shadow when friend and post.likes > 3 then hide"
    ),
    "a live rule beside a shadow one": "rule a shadow when friend then hide rule b when friend then hide",
    "another reason is no other deed, but another shift is": (
        "rule a when friend then demote 1 hour rule b when friend and post.likes > 3 then demote 1 hour"
    ),
    "another text of a collapse": (
        'rule a when friend then collapse "x" rule b when friend and post.likes > 3 then collapse "y"'
    ),
    "only while it is in force": (
        "rule a until 2026-12-31 when friend then hide rule b when friend and post.likes > 3 then hide"
    ),
    "a longer pause": (
        "rule a for session when sessions(today) > 3 then pause 1 hour "
        "rule b for session when sessions(today) > 5 then pause 2 hours"
    ),
    "a clock against a while": (
        "rule a for session when sessions(today) > 3 then pause 9 hours "
        "rule b for session when sessions(today) > 5 then pause until 07:00"
    ),
    "a word beside its hashtag": 'topic t: "goal", #goal rule a when post mentions t then hide',
    "a word beside its exception": 'topic t: "goal" except "my goal" rule a when post mentions t then hide',
    "a limit for others": ("feed at least 3 in 7 when post has video at most 1 in 3 when post has video and friend"),
    "as many as are let in": "feed at least 2 in 6 when post has video at most 1 in 3 when post has video",
    "two that share a place": "feed at least 3 in 4 when post has video at least 3 in 4 when post has link",
    "a list in a text": 'let likes = post.likes rule a when friend then note "{likes}"',
    "what W203 wants to be said": "rule a when post is quote and not post.quote.likes > 3 then label x",
    "a rule that ends today": "rule a until 2026-09-17 when friend then label x",
    "a window for others": (
        "rule a when count(posts by author where post mentions bait, 7 days) > 3 "
        "and count(posts by author, 14 days) < 3000 then label x"
    ),
}


@pytest.mark.parametrize("case", DUE)
def test_it_is_told(case: str) -> None:
    """Each defect is told by its own code, and by no other."""
    text, expected = DUE[case]
    assert codes(text) == expected


@pytest.mark.parametrize("case", NOT_DUE)
def test_it_is_not_told(case: str) -> None:
    """What only looks like a defect is not told."""
    assert codes(NOT_DUE[case]) == []


def test_a_contradiction_is_shown_by_a_post_that_the_engine_knows_as_one() -> None:
    """The engine itself says of the witness that both rules fire on it."""
    text = (
        "rule a when friend and post.likes > 3 and post has video then keep "
        'rule b when post mentions bait and count(posts by author, 7 days) >= 2 then collapse "x"'
    )
    [one] = warned(text)
    assert one.world is not None
    fired = {rule.name for rule in opinion_in(loads(LISTS + text).program, one.world).fired}
    assert fired == {"a", "b"} == set(one.rules)
    assert "sis@a.example" in one.diagnostic.help or "joe@a.example" in one.diagnostic.help


def test_a_reason_silences_a_warning() -> None:
    """`-- allow` on the statement does, for what is plain to see and for what is proved."""
    text = "rule a until 2025-12-31 when post.likes > 9 and post.likes < 3 then block"
    assert codes(text) == ["W301", "W311"]
    assert codes(f"-- allow W301: some day it will\n{text}") == ["W311"]
    assert codes(f"-- allow W311: for looking back\n-- allow W301: some day it will\n{text}") == []


def test_no_time_is_no_answer() -> None:
    """A solver that may not think says nothing of a rule, rather than something wrong."""
    text = "".join(
        f"rule r{i} when post.likes * post.replies > {i} and post.likes * post.replies < {i} then block\n"
        for i in range(3)
    )
    assert {one.diagnostic.code for one in warned(text, seconds=0.0001)} <= {"W301"}


def test_a_word_does_not_cover_its_hashtag() -> None:
    """A tag of two words is one hashtag, and the word that this is spelt like is not in it."""
    rules = loads('rule a when post mentions #goalset then hide rule b when post mentions "goalset" then hide')
    post = Item(id="1", source="m", text="", tags=("Goal Set",))
    assert [rule.name for rule in opinion_in(rules.program, World(post)).fired] == ["a"]
