"""Each sort of expression by itself: claims that only its own encoding proves, and claims that only it refutes."""

from __future__ import annotations

import pytest

from feedcurate.engine.fields import QUOTES
from feedcurate.model.kinds import Simple
from feedcurate.proof.encode import Encoding, is_known
from feedcurate.proof.finding import Status
from feedcurate.proof.quantities import known_constant
from feedcurate.proof.terms import constant
from feedcurate.proof.theory import Theory
from feedcurate.ruleset import loads
from tests.engine.build import Exprs
from tests.proof.solving import found_of, is_so, said

RULES = """
set own_posts: rules
set me: @me@x.example
sites wide: example.com, other.net
topic first: "one"
topic second: first, "two"
topic third: first, "three"
topic barred: "bar"
topic last: second, third, first, "four" except "never", barred
topic others: /o+/, "five"
topic picky: "six" except /o+/
signal calm: truth
signal odd: truth
signal heat: number
rule gone when post.heat > 3 then hide
rule no_text when post.text = "" then label no_text
rule no_title when post.title = "" then label no_title
"""
MIXED = "count(post.tags where tag = #a and media.kind = video)"
"""Asks about elements of two lists at once, so that its encoding leaves it open."""
DEEP = "post" + ".quote" * QUOTES

PROVED = {
    "a language is itself": "never: not post.language = post.language",
    "two languages are compared where both are known": "always: post.language = post.quote.language"
    " implies post.language = post.language and post.quote.language = post.quote.language",
    "credentials are compared where there is one": "always: author.credential >= platform"
    " implies author.credential = author.credential",
    "what has a place in an order is in it": "always: author.credential >= none"
    " implies author.credential in {none, self_described, link, platform, professional}",
    "a site in a set is below one of it": 'always: post.site = "blog.example.com"'
    ' implies post.site in {"example.com", "other.net"}',
    "a language is a text": "always: post.language = en implies post has language",
    "two hosts are two sites": 'never: post.site = "a.example" and post.site = "b.example"',
    "two paths of one host part": 'never: post.site = "sub.a.example/x" and post.site = "a.example/y"',
    "a list is not both": "never: all(post.media where media.kind = video)"
    " and not all(post.media where media.kind = video)",
    "a list of some elements is there": "always: count(post.media) > 0 implies post has media",
    "what is counted is there": "always: count(post.media where media.kind = video) > 0"
    " implies any(post.media where media.kind = video)",
    "counts are whole": "always: count(post.media) = 2 and count(post.tags) = 3"
    " implies (count(post.media) + count(post.tags)) * 2 = 10",
    "what is quoted has a credential where there is a quote": "always: post.quote.author.credential < platform"
    " implies post has quote",
    "who reposts does so in a repost": "always: reposter in me implies post is repost",
    "one address in two spellings": 'never: post.thread = "https://a.example/1"'
    ' and post.thread != "HTTPS://A.example/1"',
    "sittings are counted once": "never: sessions(today) > 3 and sessions(today) < 3",
    "what was seen is counted from nothing": "never: count(views, 7 days) < 0",
    "a sitting is one": "never: session.posts_seen > 1 and session.posts_seen < 1",
    "a label that is there is counted": 'never: any(post.labels where label.value = "a") and count(post.labels) = 0',
    "a count is never below nothing": f"never: any(post.media where {MIXED} < 0)",
    "a count is whole": f"never: any(post.media where {MIXED} > 0 and {MIXED} < 1)",
    "a list that is there has something in it": "always: post has tags implies count(post.tags) > 0",
    "equal truths are both true": "always: post.calm = post.odd and post.calm implies post.odd",
    "a truth is not its opposite": "always: post.calm and not post.odd implies post.calm != post.odd",
    "truths are compared where both are known": "always: post.calm = post.odd"
    " implies post.calm = post.calm and post.odd = post.odd",
    "a topic has what its topics have": "always: post mentions first implies post mentions third",
    "a topic of several topics has what each has": "always: post mentions second"
    ' and not post mentions barred and not post mentions "never" implies post mentions last',
    "each exception is enough": 'never: post mentions last and post mentions "never"'
    " and not post mentions second and not post mentions third",
    "each excepted topic is enough": "never: post mentions last and post mentions barred"
    " and not post mentions second and not post mentions third",
    "a pattern in a title is in the post": "always: post.title matches /a+b/ implies post matches /a+b/",
    "a pattern may be an exception": "never: post mentions picky and post matches /o+/",
    "a longer phrase has the shorter one that was asked for first": 'always: post mentions "summer"'
    ' or not post mentions "big summer"',
    "not to be in a language is not to be in it": "always: post.language != en implies not post.language = en",
    "between two neighbours in an order is nothing": "never: post.kind = link"
    " and author.credential > link and author.credential < platform",
    "the last of an order is above the others": "always: author.credential >= professional"
    " implies author.credential > none and author.credential > link",
    "what is quoted twice is seen": 'always: post.quote.quote.title mentions "six" implies post mentions "six"',
    "what is quoted eight times is seen": f'always: {DEEP}.title mentions "six" implies post mentions "six"',
    "authors are compared where both are known": "always: author = post.quote.author implies post has quote",
    "a pattern of a topic is in it": "always: post matches /o+/ implies post mentions others",
}
REFUTED = {
    "languages may be the same": "never: post.language = post.quote.language",
    "a site in a set may be one of it": 'never: post.site in {"example.com", "other.net"}',
    "one word is not another": 'always: post mentions "alpha" or not post mentions "beta"',
    "nor the other way round": 'always: post mentions "beta" or not post mentions "alpha"',
    "what is quoted nine times is not": f'always: {DEEP}.quote.title mentions "six" implies post mentions "six"',
    "one of many is not all of them": "always: count(post.media where media.kind = video) > 0"
    " and count(post.media) > 20 implies count(post.media where media.kind = video) > 10",
    "a title is enough to know what is not said": "always: post has title and not post has text"
    ' and not labelled no_text implies post mentions "six"',
    "a text is enough to know what is not said": "always: post has text and not post has title"
    ' and not labelled no_title implies post mentions "six"',
    "truths may differ": "always: post.calm = post.odd",
    "truths may be the same": "never: post.calm = post.odd",
    "own posts may be hidden": "never: post is mine and hidden",
    "a topic need not have every topic of it": "always: post mentions third implies post mentions first",
    "what bars a topic bars no part of it": "never: post mentions first and post mentions barred",
}
OPEN = {
    "a path and one below it, on a host and one below it": 'never: post.site = "sub.a.example/x"'
    ' and post.site = "a.example/x/y"',
    "a language is no other": "always: post.language = post.quote.language",
    "a count may be nothing": f"never: any(post.media where {MIXED} = 0)",
    "a pattern may be anywhere": "never: post.title matches /a+b/",
}


def _found(claim: str) -> tuple[Status, bool | None]:
    return found_of(RULES, claim)


@pytest.mark.parametrize("name", PROVED)
def test_what_its_encoding_says_is_proved(name: str) -> None:
    """No post refutes the claim."""
    assert _found(PROVED[name]) == (Status.PROVED, None)


@pytest.mark.parametrize("name", REFUTED)
def test_what_its_encoding_leaves_possible_is_refuted(name: str) -> None:
    """A post refutes the claim, and the engine agrees."""
    assert _found(REFUTED[name]) == (Status.REFUTED, False)


@pytest.mark.parametrize("name", OPEN)
def test_what_is_left_open_is_not_proved(name: str) -> None:
    """The encoding says nothing of it, so a proof would be a lie."""
    assert _found(OPEN[name])[0] is not Status.PROVED


@pytest.mark.parametrize("value", [True, False, None])
def test_a_truth_is_known_where_it_is_true_or_false(value: bool | None) -> None:
    """As `has` would ask of it."""
    assert is_so(is_known(constant(value))) is (value is not None)


@pytest.mark.parametrize("value", [True, False])
def test_a_constant_truth_is_what_it_is(value: bool) -> None:
    """No file writes one, but a program may have it."""
    table = Exprs()
    constant_truth = table.const(value)
    assert said(Encoding(table.program()).truth(constant_truth)) is value


@pytest.mark.parametrize("text", ["", "a"])
def test_an_empty_text_is_as_good_as_none(text: str) -> None:
    """As `has` would ask of it, also where it is written in the file."""
    assert is_so(is_known(known_constant(Theory(), Simple.TEXT, text, "text"))) is (text != "")


def test_what_is_left_open_is_told_however_deep_it_stands() -> None:
    """Every expression that could be anything is named once, by what a reader would call it."""
    program = loads("rule r when post has text and not (post matches /a+b/ or post is repost) then hide").program
    encoding = Encoding(program)
    (rule,) = program.rules
    encoding.truth(rule.when)
    assert list(encoding.left_open(iter([rule.when])).values()) == ["what /a+b/ matches"]
