"""Which phrases imply which: the same answer however many phrases there are, and never a wrong one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.matching.patterns import Pattern, hashtag, phrase
from feedcurate.program.examples import NOW
from feedcurate.proof.phrases import implied_by

WORDS = st.sampled_from(["go", "gone", "go*", "gon*", "*", "l'eau", "l'ea*", "*'eau", "home", "👍"])


def _pattern(words: list[str]) -> Pattern | None:
    found = phrase(" ".join(words))
    return found if isinstance(found, Pattern) else None


PATTERNS = st.lists(WORDS, min_size=1, max_size=3).map(_pattern).filter(lambda found: found is not None)
PHRASES = st.lists(PATTERNS | st.sampled_from([hashtag("gone"), hashtag("home")]), max_size=12)


@given(PHRASES)
def test_many_are_answered_as_two_are(patterns: list[Pattern]) -> None:
    """What is said of a pair does not hang on which others there are."""
    for number, implied in enumerate(implied_by(patterns)):
        one = patterns[number]
        pairs = ((other, implied_by([one, patterns[other]])[0]) for other in range(len(patterns)) if other != number)
        assert implied == {other for other, alone in pairs if alone}


def test_what_is_implied_is_what_is_found() -> None:
    """Of a text that is a phrase: a shorter phrase, a beginning and any word in it; nothing that is not there."""
    text, *others = ("i have gone home", "gone home", "gon*", "have * home", "go home", "home*")
    patterns = [one for one in (_pattern(words.split()) for words in (text, *others)) if one is not None]
    post = fc.Item(id="1", source="app", text=text)
    found = {number for number, words in enumerate(others, 1) if _mentions(words, post)}
    assert implied_by(patterns)[0] == found == {1, 2, 3, 5}


def _mentions(words: str, post: fc.Item) -> bool:
    rules = fc.loads(f'rule r when post mentions "{words}" then label met')
    return fc.evaluate(rules, [post], now=NOW).posts[0].labels == ("met",)
