"""Examples that are made of worlds: what can be pasted passes, and shows what it was made to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.outputs.proof_example import pasted
from feedcurate.proof.proving import findings
from feedcurate.proof.world import World
from feedcurate.ruleset import loads
from feedcurate.trial.run import run_examples
from tests.lengths import at_most
from tests.proof.worlds import texts, worlds

_COUNTED = """set timezone: "Europe/Berlin"
topic diet: "summer body"

rule often
    when count(posts by author where post mentions diet, 14 days) >= 3 and count(views of author, 7 days) < 2
    then hide
"""


@st.composite
def _cases(draw: st.DrawFn) -> tuple[str, World]:
    text = draw(texts())
    return text, draw(worlds(loads(text)))


@pytest.mark.property
def test_an_example_that_is_whole_passes_among_the_rules_it_was_made_of() -> None:
    """With histories, views, reposts, odd instants and everything unknown; others say that they are not whole."""
    whole: list[bool] = []

    @at_most(200)
    @given(_cases())
    def check(case: tuple[str, World]) -> None:
        text, world = case
        made = pasted(loads(text).program, "pasted", world)
        whole.append(made.is_whole)
        if made.is_whole:
            trial = run_examples(loads(f"{text}\n{made.text}"), only="pasted")
            assert trial.passed, made.text

    check()
    assert any(whole)


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ('never "a": hidden', "3 posts by"),
        ('always "b": shown or count(views of author, 7 days) >= 2', "3 posts by"),
        ('never "c": count(views of author, 7 days) > 3', "of views of"),
        ('never "d": count(posts by author, 30 days) = 5', "4 posts by"),
    ],
)
def test_a_refutation_has_its_history_in_the_example(claim: str, says: str) -> None:
    """The posts and the views of a window are given with their times, and the file passes with the example in it."""
    rules = loads(f"{_COUNTED}\n{claim}\n")
    (finding,) = findings(rules)
    assert finding.world is not None
    made = pasted(rules.program, "pasted", finding.world)
    assert made.is_whole
    assert says in made.text
    assert run_examples(loads(f"{_COUNTED}\n{made.text}")).passed


@pytest.mark.parametrize(
    "wanted",
    [
        "post.quote.likes = 1_001",
        'any(post.links where link.url = "https://daily.example/a")',
        "count(post.media where media.kind = video) > 2",
        "not any(post.media where media.kind = video)",
        "author.age < 30 days",
        "post is repost and reposter = @gym@example.com",
    ],
)
def test_what_is_attached_is_in_the_example(wanted: str) -> None:
    """Parts of a post, the elements of its lists and that there are none are written as details."""
    text = f"rule odd\n    when {wanted}\n    then hide\n"
    rules = loads(f'{text}\nnever "a": hidden\n')
    (finding,) = findings(rules)
    assert finding.world is not None
    made = pasted(rules.program, "pasted", finding.world)
    assert made.is_whole, made.text
    assert run_examples(loads(f"{text}\n{made.text}")).passed


def test_activities_that_no_example_can_give_are_told() -> None:
    """A refutation by likes is no whole example: the language has no way to give them."""
    text = "rule liked\n    when count(likes of author, 7 days) > 2\n    then hide\n"
    rules = loads(f'{text}\nnever "a": hidden\n')
    (finding,) = findings(rules)
    assert finding.world is not None
    assert not pasted(rules.program, "pasted", finding.world).is_whole
