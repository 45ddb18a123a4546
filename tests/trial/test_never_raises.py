"""Whatever an example gives and expects, it is refused with diagnostics or it runs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from feedcurate.ruleset import examine_text
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import File
from feedcurate.syntax.printer import format_file
from feedcurate.text.diagnostic import has_errors
from feedcurate.trial import run_examples
from tests.strategies import example_lines, texts

pytestmark = pytest.mark.property

RULES = """
set me: @me@home.example
set timezone: "Europe/Berlin"
accounts close: @ann@a.example
accounts known: close, @cat@c.example
sites tabloids: tab.example
topic diets: "diet" except "recovery"
signal calm: share
rule hidden_diets when post mentions diets and not author in known then hide, label diets
rule mute for account when count(posts by account, 3 days) > 2 then suggest mute
rule late for session when passive_time(today) > 1 hour then pause until 07:00
rule ask for draft when draft mentions diets then ask "Why?"
feed at most 1 in 2 when post has link
    at most 3 per day by author
"""
ACCOUNTS = ("@ann@a.example", "@bob", "did:plc:abc", '"https://c.example/@cat"')
TEXTS = ('"a diet"', '"recovery from a diet"', '""', r'"\u{1F642}\u{0}"')
DETAILS = (
    "post has link", "not post has link", "post is repost", "post is not repost", "post is seen", "post.likes = 3",
    "post.likes = 4", "post.calm = 20%", "author is followed", "author.age = 3 days", "post.age = 0 days",
    "reposter = @ann@a.example", "post.quote.text = \"a diet\"", "post has tag", "#x in post.tags",
    "#x not in post.tags",
    "any(post.links where link.url = \"\")", "post.language = de", "post.site = \"tab.example\"", "post is mine",
    "author.credential = none", "author.credential = link", "post mentions @bob", "post.title = \"\"", "post has poll",
)  # fmt: skip
EXPECTED = (
    "shown", "collapsed", "hidden by hidden_diets", "held", "blocked", "boosted", "labelled diets", "session pauses",
    "session continues", "account @bob suggests mute by mute", "account @ann@a.example suggests nothing", "draft asks",
    "draft passes",
)  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    """Lines that are mostly right, in any order."""
    by, saying = st.sampled_from(("", *(f" by {a}" for a in ACCOUNTS), " by me", " by known")), st.sampled_from(TEXTS)
    details = st.lists(st.sampled_from(DETAILS), max_size=3).map(lambda d: f" with {', '.join(d)}" if d else "")
    return st.one_of(
        st.builds("given post{} saying {}{}".format, by, saying, details),
        st.builds("given {} posts{} over {} days{}".format, st.integers(1, 5), by, st.integers(0, 36500), details),
        st.builds("given {} posts{}{}".format, st.integers(1, 5), by, details),
        st.builds("given draft saying {}".format, saying),
        st.builds("given {} minutes of views{}{}".format, st.integers(0, 9000),
                  st.sampled_from(("", *(f" of {a}" for a in ACCOUNTS))),
                  st.sampled_from(("", " today", " this week", " this session", " 2 hours"))),
        st.dates().map("at {} 02:30".format),
        st.sampled_from(("given accounts close: @bob", "given accounts known: close", "given accounts close: known",
                         'given topic diets: "recovery"', "given sites tabloids: x.example")),
        st.builds("expect {}{}".format, st.sampled_from(("", "not ")), st.sampled_from(EXPECTED)),
    )  # fmt: skip


def test_stories_of_any_lines_run_or_are_refused() -> None:
    """A checked example runs, each of its expectations met or not; most of these do."""
    ends: Counter[str] = Counter()

    @given(st.lists(lines(), min_size=1, max_size=8))
    def holds(story: list[str]) -> None:
        examined = examine_text(
            f'{RULES}\nexample "one"\n' + "\n".join(["given post", "given draft", *story, "expect shown"])
        )
        if examined.ruleset is None:
            end = "refused"
            assert all(one.code in {"E113", "E216"} for one in examined.diagnostics if one.code.startswith("E"))
        else:
            [tried] = run_examples(examined.ruleset).tried
            end = "passed" if tried.passed else "failed"
            assert len(tried.expected) == 1 + sum(line.startswith("expect") for line in story)
        event(end)
        ends[end] += 1

    holds()
    assert ends["passed"] + ends["failed"] > ends["refused"]
    assert ends["passed"]


@given(st.builds(nodes.Example, texts(), st.lists(example_lines(), min_size=1, max_size=4).map(tuple)))
def test_examples_of_any_words_are_checked_without_raising(example: nodes.Example) -> None:
    """Whatever the grammar lets through gets an answer."""
    examined = examine_text(RULES + format_file(File((example,))))
    assert (examined.ruleset is None) is has_errors(examined.diagnostics)
    if examined.ruleset is not None:
        assert len(run_examples(examined.ruleset).tried) == 1
