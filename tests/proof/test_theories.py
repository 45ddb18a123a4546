"""Each theory of the encoding: what is so is proved, and what is not is refuted by a post."""

from __future__ import annotations

import pytest

from feedcurate.proof.finding import Status
from tests.proof.solving import found_of

RULES = """
set timezone: "Europe/Berlin"
set me: @me@x.example
accounts close: @ann@a.example, @cat
accounts all: close, @dan.bsky.social
accounts strangers: @eve@e.example
sites news: example.com, paper.org/world
sites wide: example.com, paper.org, other.net
topic body: "summer body", "diet*", #fitspo except "recovery"
topic healing: "recovery"
signal tox: share
signal heat: number
rule hide_body when post mentions body and not author in close then hide, label diet
rule long_video when any(post.media where media.kind = video and media.duration > 1 minute) then collapse "long"
rule quiet shadow when post is repost then block
rule advent from 2026-12-01 until 2026-12-24 when post mentions "gift" then demote 3 hours
rule feast from 2026-12-25 when post mentions "gift" then boost 3 hours
rule toxic when post.tox > 80% then block
rule often when count(posts by author, 7 days) > 10 then collapse "often"
rule kept when author in close then keep, boost 2 hours
"""

TRUE = {
    "a smaller list is in a larger one": "always: author in close implies author in all",
    "a host may be left out": "always: author = @ann@a.example implies author in close",
    "lists with nobody in common": "never: author in close and author in strangers",
    "me, as the file has it": "always: author = @me@x.example implies author in me",
    "own posts are kept": "always: author in me implies not hidden",
    "a phrase has its parts": 'always: post mentions "the summer body" implies post mentions {"summer body", "sum*"}',
    "a star covers a word": 'always: post mentions "big summer" implies post mentions "* summer"',
    "a text is part of its post": 'always: post.title mentions "diet" implies post mentions "diet*"',
    "an exception takes a topic back": "never: post mentions body and post mentions healing",
    "what is quoted is seen": 'always: post.quote.text mentions "gift" implies post mentions "gift"',
    "empty texts have no words": 'never: not post has title and post.title mentions "gift"',
    "a number is on one side": "never: post.likes > 5 and post.likes < 3",
    "likes are whole": "never: post.likes > 5 and post.likes < 6",
    "sums of whole numbers": "always: post.likes > 3 and post.replies > 3 implies post.likes + post.replies > 7",
    "rounding crosses no written number": "always: post.heat > 1 and post.tox > 0% implies post.heat * 2 >= 2",
    "shares of capitals": "never: post.shouting > 100% or post.words < 0",
    "an age is a difference": "always: post.age > 2 days implies post.published < now",
    "clocks go round": "always: now.time in 22:00..06:00 or now.time in 06:00..22:00",
    "one day at a time": "never: now.day = mon and now.day = tue",
    "a date has its day": "never: now.date = 2026-05-01 and now.day = sat",
    "rules in turn": "never: fires advent and fires feast",
    "a site is below another": "always: post.site in news implies post.site in wide",
    "a language is part of another": 'always: post.language = "en-GB" implies post.language in {en, de}',
    "two languages": "never: post.language = en and post.language = de",
    "one kind at a time": "never: post.kind = video and post.kind = image",
    "credentials are ordered": "always: author.credential >= platform implies author.credential > self_described",
    "a credential is a claim": "always: author.credential >= link implies author has claims",
    "any says that there is one": "always: any(post.media where media.kind = video) implies post has video",
    "all of nothing": "never: not all(post.media where media.kind = video) and count(post.media) = 0",
    "all and any": "never: all(post.tags where tag = #a) and any(post.tags where not tag = #a)",
    "counting parts": "always: count(post.media where media.kind = video) <= count(post.media)",
    "a longer window": "always: count(posts by author, 7 days) > 10 implies count(posts by author, 14 days) > 9",
    "a stricter window": "always: count(posts by author where post has link and post is repost, 7 days) > 2"
    " implies count(posts by author where post has link, 7 days) > 2",
    "shares lie between nothing and all": "never: share(posts by author where post has link, 7 days) > 100%",
    "no share without one": "never: share(posts by author where post has link, 7 days) > 1%"
    " and count(posts by author where post has link, 7 days) = 0",
    "days are no more than posts": "always: days(posts by author, 7 days) <= count(posts by author, 7 days)",
    "the strongest wins": "always: author in close implies shown or blocked",
    "shown is not collapsed": "never: shown and collapsed",
    "one way or the other": "never: boosted and demoted",
    "a label has its rule": "always: labelled diet implies fires hide_body",
    "a shadow changes nothing": "never: fires quiet and blocked and not fires toxic",
    "unknown does not fire": "never: fires toxic and not post.tox > 80%",
    "what is, is": "never: not post.title = post.title",
}
FALSE = {
    "a larger list is in no smaller one": "always: author in all implies author in close",
    "a stranger": "never: author not in all and author in strangers",
    "blocked is stronger than kept": "always: post is mine implies not blocked",
    "a part has no phrase": 'always: post mentions "summer" implies post mentions "summer body"',
    "a post is more than its text": 'always: post mentions "diet" implies post.text mentions "diet"',
    "words may be in a summary": 'always: post mentions "gift" implies post has title or post has text',
    "a title may be unknown": "always: post has text implies post has title",
    "numbers have room": "never: post.likes > 5 and post.likes < 7",
    "a sum is no more": "always: post.likes > 3 and post.replies > 3 implies post.likes + post.replies > 8",
    "likes may be below nothing": "always: post.likes >= 0",
    "an age": "always: post.age > 1 hour",
    "a clock": "always: now.time in 22:00..06:00",
    "a feast": "never: fires feast and boosted",
    "a site beside": "always: any(post.links where link.site in wide) implies any(post.links where link.site in news)",
    "a wider language": 'always: post.language = en implies post.language = "en-GB"',
    "live is video too": "always: post has video implies any(post.media where media.kind = video)",
    "all of nothing is true": "always: all(post.media where media.kind = video) implies post has video",
    "many tags": "always: count(post.tags) <= 40",
    "an open source": "always: post.source in {mastodon, rss}",
    "a shorter window": "always: count(posts by author, 14 days) > 10 implies count(posts by author, 7 days) > 9",
    "what looks back": "never: count(posts by author, 7 days) > 10 and collapsed",
    "a share of what was": "never: share(posts by author where post mentions healing, 7 days) > 40%",
    "a label is not a verdict": "always: labelled diet implies hidden",
    "demoted in advent": "never: demoted",
    "a shadow rule fires": "never: fires quiet",
    "a mention of somebody": "never: post mentions close and hidden",
    "credentials": "never: author.credential = platform and hidden",
    "a post that is answered": "never: post is reply and post has poll",
}


def _found(claim: str) -> tuple[Status, bool | None]:
    return found_of(RULES, claim)


@pytest.mark.parametrize("name", TRUE)
def test_what_is_so_is_proved(name: str) -> None:
    """The solver finds no post that refutes the claim."""
    assert _found(TRUE[name]) == (Status.PROVED, None)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_not_so_is_refuted(name: str) -> None:
    """A post refutes the claim, and the engine says so; no search is needed to find it."""
    assert _found(FALSE[name]) == (Status.REFUTED, False)


TEMPTING = {
    "doubles are not reals": "always: post.heat = 0.1 implies post.heat + 0.2 = 0.3",
    "a large number swallows a small one": "always: post.heat > 0 implies post.heat + 1 > 1",
    "a host may know more of me": "always: author in me implies author = @me@x.example",
    "a host may know whom one follows": "never: author is followed and not author has relation",
    "a history may know what was seen": "never: post is seen and not post has seen_at",
    "a site below one and in the path of another": 'never: post.site = "x.tab.example" and post.site = "tab.example/a"',
    "one element for several conditions": "never:"
    " any(post.media where any(post.tags where tag = #a and media.kind = video))"
    " and any(post.media where any(post.tags where tag = #b and media.kind = video)) and count(post.media) = 1",
    "several elements for several conditions": "never:"
    " any(post.tags where tag = #a) and any(post.tags where tag = #b)"
    " and any(post.tags where tag = #c) and not all(post.tags where tag in {#a, #b, #c})",
    "an unknown count is no small one": "always:"
    " count(posts by author, 7 days) > 3 or count(posts by author, 7 days) <= 3 implies author has handle",
    "a shadow rule fires": "always: fires quiet implies blocked",
}


@pytest.mark.parametrize("name", TEMPTING)
def test_what_only_looks_so_is_not_proved(name: str) -> None:
    """Rounding, unknowns, what a host may know: none of it is proved, and what is refuted, the engine refutes."""
    status, truth = _found(TEMPTING[name])
    assert status is not Status.PROVED
    assert (status is Status.REFUTED) == (truth is False)
