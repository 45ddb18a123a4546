"""What the lines of an example give: posts, a history, views, drafts, the clock, one after the other."""

from __future__ import annotations

import pytest

from tests.trial.trying import passes, trial

ZONE = 'set timezone: "Europe/Berlin"\n'


def holds(condition: str, *lines: str, rules: str = ZONE) -> bool:
    """Whether a condition is true of the post given last."""
    return passes(f"{rules}rule it when {condition} then hide", *lines, "expect hidden")


def advises(condition: str, *lines: str, rules: str = ZONE) -> bool:
    """Whether a condition is true of the session."""
    return passes(f"{rules}rule it for session when {condition} then stop", *lines, "expect session stops")


def strikes(condition: str, *lines: str, rules: str = ZONE) -> bool:
    """Whether a condition is true of an account."""
    rule = f"{rules}rule it for account when {condition} then suggest mute"
    return passes(rule, *lines, "expect account @gym@b.example suggests mute")


def test_the_clock_stands_at_noon_of_the_first_of_may() -> None:
    """Where no line says otherwise: 2026-05-01 12:00 UTC, a Friday, and 14:00 in Berlin."""
    assert holds("now.date = 2026-05-01 and now.time = 14:00 and now.day = fri", "given post")


@pytest.mark.parametrize(("at", "then"), [("2026-06-07 23:10", "23:10"), ("2026-06-07", "00:00")])
def test_at_sets_the_clock_of_the_reader(at: str, then: str) -> None:
    """A date without a clock is its midnight."""
    assert holds(f"now.date = 2026-06-07 and now.time = {then}", f"at {at}", "given post")


def test_a_post_is_written_now_and_nothing_else_is_known() -> None:
    """Fields that an example does not give are unknown."""
    assert holds("post.published = now and post.age = 0 seconds", "given post")
    for field in (
        "post.likes = 0",
        "post.likes > 0",
        "not post.likes > 0",
        "author.followers < 3",
        'post mentions "x"',
    ):
        assert not holds(field, "given post")


def test_what_was_given_before_stays_as_it_was() -> None:
    """A clock that is set forward makes a post older."""
    assert holds("post.age = 2 hours", "at 2026-05-01 10:00", "given post", "at 2026-05-01 12:00")


def test_posts_over_a_time_are_a_history() -> None:
    """Three over ten days lie at now, ten thirds and twenty thirds of a day before."""
    given = 'given 3 posts by @gym@b.example saying "x" over 9 days'
    assert strikes("count(posts by account, 9 days) = 3 and days(posts by account, 9 days) = 3", given)
    assert strikes("count(posts by account, 3 days) = 1 and count(posts by account, 73 hours) = 2", given)
    assert strikes("count(posts by account, 6 days) = 2 and count(posts by account, 145 hours) = 3", given)


def test_posts_at_hand_count_in_windows_too() -> None:
    """A stream is the history and the posts at hand together."""
    assert strikes("count(posts by account, 1 hour) = 2", 'given 2 posts by @gym@b.example saying "x"')


def test_a_history_is_whole() -> None:
    """What an example does not say did not happen, so `=`, `<` and shares have answers."""
    assert strikes("count(posts by account, 365 days) = 0 and count(views of account, 365 days) < 1", "given post")
    given = 'given 4 posts by @gym@b.example saying "x" over 9 days'
    assert strikes('share(posts by account where post mentions "x", 30 days) = 100%', given)
    assert advises("passive_time(this week) = 0 minutes and count(checkins, 30 days) = 0", "given post")


@pytest.mark.parametrize("window", ["today", "this week", "this session", "2 hours"])
def test_views_are_time_in_their_window(window: str) -> None:
    """So much passive time, of posts by nobody in particular."""
    given = f"given 25 minutes of views {window}"
    assert advises(f"passive_time({window}) = 25 minutes and count(views, {window}) = 1", given)
    assert not advises(f"passive_time({window}) = 25 minutes", "given 24 minutes of views today")


def test_views_without_a_window_end_now() -> None:
    """And two lines of them are both there."""
    assert advises("passive_time(1 hour) = 25 minutes", "given 20 minutes of views", "given 5 minutes of views")


def test_views_begin_no_earlier_than_their_window() -> None:
    """Ten minutes after midnight, half an hour of today is all of today."""
    lines = ("at 2026-05-01 00:10", "given 30 minutes of views today")
    assert advises("passive_time(today) = 30 minutes", *lines)


def test_views_of_an_account_are_of_its_posts() -> None:
    """Which is asked of the account."""
    given = "given 25 minutes of views of @gym@b.example today"
    assert strikes("sum(view.duration of views of account, today) = 25 minutes", given)
    assert not strikes("sum(view.duration of views of account, today) = 25 minutes", "given 25 minutes of views today")


def test_a_bare_expectation_speaks_of_the_post_given_last() -> None:
    """Each of what stands before it."""
    rules = 'rule it when post mentions "diet" then hide'
    lines = ('given post saying "diet"', "expect hidden", 'given post saying "dinner"', "expect shown")
    assert passes(rules, *lines)
    assert not passes(rules, *lines[:3], "expect hidden")


def test_expectations_speak_of_what_is_given_before_them() -> None:
    """The third post is not there yet where the account is asked for the first time."""
    rules = ZONE + "rule it for account when count(posts by account, 1 day) >= 2 then suggest mute"
    post = 'given post by @gym@b.example saying "x"'
    mute = "expect account @gym@b.example suggests mute"
    assert passes(rules, post, mute.replace("expect", "expect not"), post, mute)


def test_posts_at_hand_fill_the_feed_as_they_are_given() -> None:
    """The first two have the places, so the third is held; a post seen today costs nothing again."""
    rules = ZONE + "feed at most 2 per day"
    lines = ("given post", "expect shown", "given post", "expect shown", "given post", "expect held")
    assert passes(rules, *lines)
    seen = ('given 2 posts saying "x" over 1 hour with post is seen', "given post", "expect held")
    assert passes(rules, *seen)
    assert not passes(rules, seen[0].replace("is seen", "is not seen"), *seen[1:])


def test_a_post_of_the_history_can_be_asked_after() -> None:
    """The latest of them, beside the posts at hand."""
    rules = 'rule it when post mentions "diet" then hide'
    assert passes(rules, 'given 3 posts by @gym@b.example saying "diet" over 3 days', "expect hidden")


def test_by_me_is_the_reader() -> None:
    """A post by me is kept, and counts as mine."""
    rules = ZONE + "set me: @me@home.example\nrule it when author in me and post is mine then label own"
    assert passes(rules, 'given post by me saying "x"', "expect labelled own")
    drafts = ZONE + 'set me: @me@home.example\nrule it for draft when count(posts by me, 1 day) >= 2 then warn "!"'
    assert passes(drafts, 'given 2 posts by me saying "x" over 20 hours', "given draft", "expect draft warns")


def test_by_a_list_is_somebody_on_it() -> None:
    """Also where the list is replaced."""
    rules = "accounts close: @ann@a.example\nrule it when author in close then hide"
    assert passes(rules, "given post by close", "expect hidden")
    assert passes(rules, "given accounts close: @bob@b.example", "given post by close", "expect hidden")


@pytest.mark.parametrize(
    "detail",
    [
        "post.likes = 10", "10 = post.likes", 'post.title = "Hello"', "post.language = de", 'post.language = "pt-BR"',
        "post.age = 2 hours", "author.age = 30 days", "post.kind = video", "post.kind is not video",
        "post.source = youtube", "post.reason = suggested", 'post.site = "tab.example"', "post.loud = 30%", "post.nice",
        "not post.nice", 'post.mood = "sad"', "post is repost", "post is not repost", "post is reply", "post is quote",
        "post is suggested", "post is not suggested", "not post is suggested", "post is liked_by_me", "post is seen",
        "post is not seen", "post is mine", "post is sensitive", "post is not sensitive", "post has video",
        "not post has video", "post has link", "post has poll", "post has title", "not post has title",
        "not post has tags", "post has tag", "author is followed", "author is not followed", "author is mutual",
        "author is not mutual", "author is bot", "author.followers = 3", "author = @a@b.example",
        "author.credential = professional", "author.credential = none", "author has bio", "reposter = @a@b.example",
        "#tag in post.tags", "#tag not in post.tags", "nsfw in post.labels", '"graphic-media" in post.labels',
        "@a@b.example in post.mentions", "post mentions @a@b.example", "post.quote.likes = 3",
        "post.quote.author = @a@b.example", 'post.in_reply_to.author = "https://b.example/@a"',
        'any(post.links where link.site = "tab.example")',
        "any(post.media where media.kind = video and media.duration = 2 minutes)",
        "any(post.mentions where mention = @a@b.example)", 'any(post.labels where label.source = "x")',
        "any(post.mentions where mention is bot)", 'any(author.claims where claim.text = "x")', "author.followed",
        "not author.mutual", "post.author.age = 2 days", 'post.id = "1"',
        'any(post.media where media.alt = "cat")', "post.likes = 3 and post has video",
    ],
)  # fmt: skip
def test_a_detail_is_true_of_the_post_that_is_made(detail: str) -> None:
    """Whatever its form, the post has it, and a rule that asks for it fires."""
    rules = 'set timezone: "UTC"\nsignal loud: share\nsignal nice: truth\nsignal mood: text\n'
    assert passes(f"{rules}rule it when {detail} then block", f"given post with {detail}", "expect blocked")


@pytest.mark.parametrize(
    "detail",
    ['draft.title = "x"', "draft has video", "draft is reply", "draft.language = de", "#x in draft.tags",
     "draft.visibility = public"],
)  # fmt: skip
def test_a_detail_is_true_of_the_draft_that_is_made(detail: str) -> None:
    """As of a post."""
    rules = f'rule it for draft when {detail} then warn "!"'
    assert passes(rules, f"given draft with {detail}", "expect draft warns")


def test_details_that_contradict_each_other_fail_the_example() -> None:
    """What was made does not have one of them, and that is told with its place."""
    text = 'rule it when post has title then hide\nexample "one"\n'
    [tried] = trial(f"{text}given post with reposter = @a@b.example, not post is repost\nexpect shown").tried
    assert not tried.passed
    assert [(one.text, one.span.place) for one in tried.impossible] == [("not post is repost", "<text>:3:42")]


def test_days_of_views_are_a_view_a_day() -> None:
    """No view is longer than a day, so thirty hours are two."""
    assert advises(
        "passive_time(this week) = 30 hours and count(views, this week) = 2", "given 30 hours of views this week"
    )


@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31 23:59", "2026-03-29 02:30"])
def test_the_ends_of_the_calendar_are_no_end_of_the_world(at: str) -> None:
    """Nothing raises where a time before or after an instant is none of the calendar, nor in a gap of the clock."""
    lines = (
        f"at {at}",
        'given 3 posts by @gym@b.example saying "x" over 36500 days',
        "given 90 days of views this week",
        "given post with post.age = 36500 days, author.age = 1 day, post is not seen",
    )
    [tried] = trial("\n".join([f'{ZONE}example "one"', *lines, "expect shown", "expect session continues"])).tried
    assert [one.met for one in tried.expected] == [True, True]
