"""`let`: named conditions and values, used wherever their parts make sense."""

from __future__ import annotations

import pytest

from feedcurate.ruleset import examine_text
from tests.check.checking import codes, is_clean


@pytest.mark.parametrize(
    "text",
    [
        "let a = post.likes\nlet b = a * 2\nrule r when b > 10 then hide",
        "let limit = 20 minutes\nrule r when post.reading_time > limit then hide",
        "rule r when a then hide\nlet a = post is repost",
        "let a = any(post.media where media.kind = video)\nrule r when not a then hide",
        "let half = 50%\nlet loud = post.shouting > half\nrule r when loud and not loud then hide",
    ],
)
def test_a_let_stands_for_a_value_of_any_kind(text: str) -> None:
    """Numbers, shares, durations and conditions, before or behind their use, one made of another."""
    assert is_clean(text)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("video", "post.kind = video"),
        ("video", "post.kind in {video, audio}"),
        ("repost", "post is repost"),
        ("poll", "post has poll"),
        ("image", "post.kind is image"),
        ("link", 'any(post.links where link.site = "x.example")'),
        ("media", "count(post.media where media.kind = video) > 2"),
        ("label", "any(post.labels where label.value = nsfw_) or post is sensitive"),
    ],
)
def test_a_let_may_be_called_as_a_word_it_is_made_of(name: str, meaning: str) -> None:
    """The values, flags and elements of the language are no uses of names, so nothing goes in a circle here."""
    meaning = meaning.replace("nsfw_", '"nsfw"')
    assert is_clean(f"let {name} = {meaning}\nrule r when {name} then hide")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("let a = a", ["E112"]),
        ("let a = not b\nlet b = not a", ["E112"]),
        ("let a = b\nlet b = c\nlet c = a\nlet d = a\nrule r when d then hide", ["E112"]),
        ("let a = a or a\nlet b = b and a", ["E112", "E112"]),
        ("let a = count(posts where a, 1 day) > 1", ["E112"]),
        ("let video = post.title = video", ["E112"]),
        ("let en = post.language = en\nrule r when en then hide", ["E112"]),
        ("let a = post.likes in {a, 3}", ["E112"]),
    ],
)
def test_a_let_that_leads_back_to_itself_is_told_once_a_circle(text: str, said: list[str]) -> None:
    """However many use it; what leans on a circle has no value and says nothing further."""
    assert codes(text) == said


def test_behind_is_stands_a_value_and_no_name() -> None:
    """A `let` of that name changes nothing, however long a chain of them is."""
    chain = [f"let a{i} = post.kind is a{i - 1}" for i in range(1, 2_000)]
    assert set(codes("\n".join(["let a0 = post.kind", *chain]))) == {"E108"}


def test_a_circle_names_those_it_leads_through() -> None:
    """So that one of them can be changed."""
    (said,) = examine_text("let b = a\nlet c = b\nlet a = c").diagnostics
    assert said.message == "`a`, `b` and `c` are made of each other"


@pytest.mark.parametrize(
    ("subject", "meaning", "said"),
    [
        ("session", "now.time > 22:00", []),
        ("session", "post is repost", ["E116"]),
        ("account", "now.time > 22:00", []),
        ("account", "author is bot", ["E116"]),
        ("draft", "author in me", ["E116"]),
    ],
)
def test_a_let_is_known_where_its_parts_make_sense(subject: str, meaning: str, said: list[str]) -> None:
    """The same name may be used for several subjects, as long as each knows the words it is made of."""
    action = {"session": "stop", "account": "suggest mute", "draft": "hold 1 hour"}[subject]
    rule = f"rule r for {subject} when x then {action}"
    assert codes(f'set timezone: "UTC"\nset me: @a@x.example\nlet x = {meaning}\n{rule}') == said


def test_a_let_is_known_through_another_one_only_as_far_as_its_parts_are() -> None:
    """What a `let` is made of in the end decides."""
    text = "let a = post is repost\nlet b = not a\nrule r for session when b then stop"
    (here,) = examine_text(text).diagnostics
    assert here.code == "E116"
    assert here.message == "`b` speaks of `post`, which is not known in a rule for a session"


def test_a_let_inside_a_stream_speaks_of_its_elements() -> None:
    """Inside the `where` over posts, `post` is the element, even where the rule itself knows no post."""
    popular = "let popular = post.likes > 100\n"
    rule = "rule r for account when count(posts by account where popular, 7 days) > 3 then suggest keep"
    assert codes(popular + rule) == []
    named = "let often = count(posts by account where popular, 7 days) > 3\n"
    assert codes(popular + named + "rule r for account when often then suggest keep") == []


def test_a_let_that_nothing_uses_is_checked() -> None:
    """A mistake that waits for its first use would come as a surprise."""
    assert codes("let a = post is repot") == ["E103"]
    assert codes("let a = account is bto") == ["E103"]
    assert codes("let a = session.posts_seen") == []


def test_a_mistake_in_a_let_is_said_once_for_all_subjects() -> None:
    """It is checked for each subject that uses it, and is one mistake."""
    rules = "rule r for session when x then stop\nrule s for post when x then hide"
    assert codes(f"let x = now.age > 3\n{rules}").count("E102") == 1
