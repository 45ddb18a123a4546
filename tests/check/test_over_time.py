"""What looks back over time is read and checked like everything else."""

from __future__ import annotations

import pytest

from tests.check.checking import codes

SUBJECTS = {"post": "hide", "account": "suggest mute", "session": "stop", "draft": "hold 1 hour"}
SETTINGS = 'set timezone: "UTC"\nset me: @me@x.example\ntopic diet: "diet"\nsignal outrage: share\n'


def _rule(subject: str, condition: str) -> list[str]:
    return codes(f"{SETTINGS}rule r for {subject} when {condition} then {SUBJECTS[subject]}")


@pytest.mark.parametrize(
    "condition",
    [
        "count(posts by author, 14 days) >= 3",
        "count(posts by author where post mentions diet, 14 days) >= 3",
        "share(posts by author where post mentions diet, 30 days) > 30%",
        "count(posts, today) > 100",
        "count(posts by me, this week) > 10",
        "count(posts by @a@x.example, this session) > 2",
        "count(views of author, today) > 3",
        "count(views of author where view.duration > 10 seconds, today) > 3",
        "count(views where view.account is bot and view.source = mastodon, today) > 3",
        "count(likes of author, 30 days) = 0",
        "count(replies of author where reply.duration > 1 minute, 30 days) = 0",
        "count(reposts of author, 30 days) > 1",
        "count(reposts where author is bot, 30 days) > 1",
        "count(opens, today) > 20",
        "count(checkins where checkin.mood < 3, 7 days) > 3",
        "sum(view.duration of views of author, today) > 20 minutes",
        "sum(view.duration of views, today) > 20 minutes",
        "sum(post.likes of posts by author, 7 days) > 100",
        "average(post.likes of posts by author where not post is repost, 30 days) > 100",
        "average(post.shouting of posts by author, 30 days) > 30%",
        "average(checkin.mood of checkins, 7 days) < 3",
        "days(views of author, 30 days) > 20",
        "days(posts by author where post mentions diet, 30 days) > 20",
        "since(posts by author) > 30 days",
        "since(posts by author where post has image) > 30 days",
        "count(posts where post.outrage > 80%, today) > 3",
        "count(posts by author where any(post.media where media.kind = video), 7 days) > 3",
        "count(posts by author where post.age > 1 hour, 7 days) > count(posts by author, 3 days)",
        "passive_time(today) > 20 minutes",
        "active_time(this week) / passive_time(this week) < 1",
        "passive_share(7 days) > 80%",
        "sessions(today) > 20",
        "posts_seen(today) > 200",
        "count(posts by author, 2 * 7 days) > 3",
    ],
)
def test_every_form_of_the_language_is_typed(condition: str) -> None:
    """No diagnostic, in a rule, in a larger condition, or behind a name."""
    assert _rule("post", condition) == []
    assert _rule("post", f"post is repost and not ({condition}) or {condition}") == []
    assert codes(f"{SETTINGS}let x = {condition}") == []


@pytest.mark.parametrize(
    ("subject", "condition"),
    [
        ("account", "count(posts by account where post mentions diet, 14 days) >= 3"),
        ("account", "count(views of account, 14 days) >= 3"),
        ("account", "mood_shift(30 days) < -1"),
        ("account", "account is bot and account.followers > 3"),
        ("session", "passive_time(today) > 20 minutes and passive_share(today) > 80%"),
        ("session", "session.posts_seen > 50 or session.passive_time > 1 hour"),
        ("session", "now - session.started > 1 hour"),
        ("draft", "count(posts by me, 24 hours) >= 3 or draft has contact_details"),
        ("draft", "draft.text mentions diet and draft mentions diet and draft.shouting > 50%"),
        ("draft", "always"),
    ],
)
def test_rules_for_other_subjects_know_their_words(subject: str, condition: str) -> None:
    """Their conditions are checked with the words that they know."""
    assert _rule(subject, condition) == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("count(posts by author) > 3", "E136"),
        ("share(posts by author) > 30%", "E136"),
        ("count(posts by author, 14) > 3", "E122"),
        ("count(posts by author, tomorrow) > 3", "E101"),
        ("count(posts by author, 30%) > 3", "E136"),
        ("count(posts by author, this month) > 3", "E136"),
        ("count(posts by author, today, 3 days) > 3", "E137"),
        ("count(posts of author, today) > 3", "E137"),
        ("count(views by author, today) > 3", "E137"),
        ("count(opens of author, today) > 3", "E137"),
        ("count(posts by post, today) > 3", "E137"),
        ("count(posts by nobody, today) > 3", "E101"),
        ("count(dislikes, today) > 3", "E119"),
        ("share(post.tags, today) > 3%", "E119"),
        ("days(post.tags, 3 days) > 3", "E119"),
        ("sum(posts by author, today) > 3", "E137"),
        ("sum(post.title of posts by author, today) > 3", "E137"),
        ("count(post.likes of posts by author, today) > 3", "E137"),
        ("since(posts by author, 3 days) > 1 day", "E137"),
        ("passive_time(20) > 20 minutes", "E122"),
        ("passive_time(post) > 20 minutes", "E136"),
        ("passive_time(today where post is repost) > 20 minutes", "E137"),
        ("count(posts by author where post.likes, today) > 3", "E120"),
        ("count(posts by author where likes > 3, today) > 3", "E101"),
        ("count(posts by author where reposter is bot, today) > 3", "E109"),
        ("count(posts by author where now.time > 22:00, today) > 3", "E109"),
        ("count(views where post.likes > 3, today) > 3", "E109"),
        ("count(views where view.likes > 3, today) > 3", "E102"),
        ("cuont(posts by author, today) > 3", "E107"),
        ("count(posts by author, post.age) > 3", "E188"),
        ("count(posts by author, now - now) > 3", "E188"),
        ("count(posts by author, 0 days) > 3", "E179"),
        ("count(posts by author, -3 days) > 3", "E179"),
        ("passive_time(0 minutes) > 1 minute", "E179"),
        ("mood_shift(30 days) < 0", "E189"),
        ("count(posts by author where count(posts by author, today) > 3, today) > 3", "E191"),
        ("count(views where passive_time(today) > 1 hour, today) > 3", "E191"),
    ],
)
def test_wrong_forms_have_their_own_mistake(condition: str, said: str) -> None:
    """A mistake is told as what it is."""
    assert _rule("post", condition) == [said]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("since(posts by author) > 3", "E122"),
        ("passive_time(today) > 20", "E122"),
        ("passive_time(today) > 20%", "E121"),
        ("passive_share(today) > 0.8", "E123"),
        ("share(posts by author where post is repost, today) > 3", "E123"),
        ("count(posts by author, today) and post is repost", "E120"),
    ],
)
def test_what_is_counted_has_a_kind(condition: str, said: str) -> None:
    """So what it is compared with is checked already."""
    assert _rule("post", condition) == [said]


@pytest.mark.parametrize("subject", ["account", "session", "draft"])
def test_mistakes_in_rules_for_other_subjects_are_told_too(subject: str) -> None:
    """In their conditions and in their actions."""
    assert _rule(subject, "post is repost") == ["E109"]
    assert codes(f"{SETTINGS}rule r for {subject} when always then hide") == ["E176"]


def test_a_feed_line_may_count_per_session() -> None:
    """Its number is checked like any other."""
    assert codes(f"{SETTINGS}feed at most 3 per session\n at most 40 per day") == []
    assert codes(f"{SETTINGS}feed at most 3 per session\n at most 0 per session") == ["E180"]


def test_a_window_may_be_a_let_and_may_be_worked_out() -> None:
    """As long as it is the same whatever is looked at."""
    assert codes(f"{SETTINGS}let recent = 2 weeks\nrule r when count(posts by author, recent / 2) > 3 then hide") == []
    assert codes(f"{SETTINGS}let recent = post.age\nrule r when count(posts by author, recent) > 3 then hide") == [
        "E188"
    ]


def test_a_history_must_be_kept_as_long_as_a_window_reaches() -> None:
    """Otherwise what is counted there would never be whole."""
    rule = "rule r when count(posts by author, 30 days) > 3 then hide"
    assert codes(f"{SETTINGS}set keep_history: 90 days\n{rule}") == []
    assert codes(f"{SETTINGS}set keep_history: 7 days\n{rule}") == ["W207"]
    assert codes(f"{SETTINGS}set keep_history: 0 days") == ["E170"]


def test_what_is_alike_comes_later_too() -> None:
    """A topic that finds by meaning is one statement for later; its other entries are checked."""
    assert codes('topic t: like "posts about diets", "*x"') == ["E190", "E141"]


def test_what_counts_as_active_is_the_readers_to_say() -> None:
    """Kinds of activity, bare or quoted, as `like` has to be; anything else is told."""
    assert codes('set active: reply, post, "like"') == []
    assert codes("set active: reply, dance") == ["E170"]
    assert codes('set active: "reply me"') == ["E170"]
