from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import feedcurate as fc
from feedcurate.testing import assert_monotone, assert_never_hidden, assert_order_free, promises
from feedcurate.testing.files import Parts, programs
from feedcurate.testing.promises import VISIBILITY

HOME = """
set timezone: "Europe/Berlin"
accounts close: @sis@example.social, @joe@town.example
topic comparison: "summer body", #fitspo
rule no_comparison when post mentions comparison and not author in close then hide, because "comparison bait"
rule crowds when post.likes > 1_000 then collapse "Everybody has seen it"
rule night when now.time in 22:30..07:00 and post.kind = video and author is bot then hide
"""


def test_a_promise_that_holds_passes() -> None:
    """Friends are never hidden by a rule that spares them, whatever they write."""
    assert_never_hidden(fc.loads(HOME), when="author in close and author is not bot")


def test_a_broken_promise_is_told_with_the_post_and_the_reason() -> None:
    """What is still known of the post is what matters, and each rule says why it fired or did not."""
    with pytest.raises(AssertionError) as failed:
        assert_never_hidden(fc.loads(HOME), when="author not in close", examples=500, now=None)

    message = str(failed.value)
    assert message.startswith("a post with `author not in close` is hidden\n")
    assert "fired (<text>:" in message


def test_the_post_of_a_failure_says_nothing_that_does_not_matter() -> None:
    """One phrase by a stranger hides, so that no number, date or picture is left."""
    with pytest.raises(AssertionError) as failed:
        assert_never_hidden(fc.loads('rule r when post mentions "summer body" and post.likes < 5 then hide'))

    post = str(failed.value).splitlines()[1]
    assert "summer body" in post
    assert "likes" in post
    assert not any(field in post for field in ("author", "published", "media", "quote", "tags"))


def test_a_rule_that_only_fires_at_night_is_found() -> None:
    """Without `now` the check looks at the instants at which the rules turn."""
    rules = fc.loads('set timezone: "UTC"\nrule night when now.time in 03:00..03:01 then hide')

    with pytest.raises(AssertionError, match="T03:0"):
        assert_never_hidden(rules)


def test_a_condition_may_be_a_function() -> None:
    """What the language cannot say of a post, Python can."""

    def long(item: fc.Item) -> bool:
        return item.text is not None and len(item.text) > 10_000

    assert_never_hidden(fc.loads(HOME), when=long, examples=50)
    with pytest.raises(AssertionError, match="a post with `known` is hidden"):
        assert_never_hidden(fc.loads(HOME), when=known, examples=500)


def known(item: fc.Item) -> bool:
    """Its text is known."""
    return item.text is not None


def test_outcomes_can_be_chosen() -> None:
    """Collapsed is not out of sight, but may be what must not happen."""
    rules = fc.loads('rule crowds when post.likes > 1_000 then collapse "Seen"')

    assert_never_hidden(rules)
    with pytest.raises(AssertionError, match="is collapsed"):
        assert_never_hidden(rules, outcomes=[fc.Outcome.COLLAPSED])


def test_a_mistake_in_a_condition_is_a_diagnostic() -> None:
    """A name that no rule file declares is told as in a rule file."""
    with pytest.raises(fc.RuleFileError, match="nobody"):
        assert_never_hidden(fc.loads(HOME), when="author in nobody")


def test_the_rules_of_several_files_can_be_asked(tmp_path: Path) -> None:
    """Names of used files and of list files stand in conditions too, without the files being read again."""
    (tmp_path / "close.txt").write_text("@sis@example.social\n", encoding="utf-8")
    (tmp_path / "words.curate").write_text('topic bait: "wake up"\n', encoding="utf-8")
    main = tmp_path / "main.curate"
    main.write_text(
        'use "words.curate" as w\naccounts close from "close.txt"\n'
        "rule r when post mentions w.bait and not author in close then hide\n",
        encoding="utf-8",
    )
    rules = fc.load(main)
    for file in tmp_path.iterdir():
        file.unlink()

    assert_never_hidden(rules, when="author in close")
    assert_order_free(rules, examples=5)
    with pytest.raises(AssertionError, match="is hidden"):
        assert_never_hidden(rules, when="post mentions w.bait")


@settings(max_examples=5, suppress_health_check=[HealthCheck.nested_given])
@given(programs(quotas=True))
def test_every_rule_file_is_order_free(parts: Parts) -> None:
    """The kit's own check agrees with the first promise of the language."""
    assert_order_free(fc.loads(parts.text()), examples=4)


def test_what_depends_on_order_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is none unless it can fail: an engine that lets the first post win is caught."""

    def first_wins(rules: fc.Ruleset, items: tuple[fc.Item, ...], facts: fc.Facts, *, now: object) -> fc.Curation:
        found = fc.evaluate(rules, items, facts, now=now)  # type: ignore[arg-type]  # an instant
        first = items[0].id
        posts = [post.model_copy(update={"notes": ("first",)}) if post.id == first else post for post in found.posts]
        return found.model_copy(update={"posts": tuple(posts)})

    monkeypatch.setattr(promises, "evaluate", first_wins)
    with pytest.raises(AssertionError, match="another order gives another result"):
        assert_order_free(fc.loads(HOME))


def test_more_likes_that_fold_a_post_are_found() -> None:
    """The post is told with both numbers and both explanations."""
    with pytest.raises(AssertionError) as failed:
        assert_monotone(fc.loads(HOME), "likes")

    message = str(failed.value)
    assert message.startswith("a post is less visible with likes = 1001 than with likes = ")
    assert "shown:" in message
    assert "collapsed:" in message


def test_monotony_has_two_directions() -> None:
    """With more likes a post is never more visible in these rules, which is the other promise."""
    assert_monotone(fc.loads(HOME), "likes", towards="hidden")


def test_a_bump_is_neither_direction() -> None:
    """A rule for a range breaks both promises."""
    rules = fc.loads("rule bump when post.likes between 10 and 20 then hide")

    for towards in ("shown", "hidden"):
        with pytest.raises(AssertionError, match="visible with likes"):
            assert_monotone(rules, "likes", towards=towards)


def test_signals_and_fields_of_the_author_can_be_measured() -> None:
    """A path goes through structures; a declared signal is named by itself."""
    rules = fc.loads(
        "signal toxicity: share\nrule t when post.toxicity > 60% then hide\n"
        'rule f when author.followers < 5 then collapse "Small"\n'
    )

    assert_monotone(rules, "toxicity", towards="hidden", when="author.followers > 5")
    assert_monotone(rules, "author.followers", when=lambda item: not item.signals)
    with pytest.raises(AssertionError, match=r"more visible with author\.followers = "):
        assert_monotone(rules, "author.followers", towards="hidden")


@pytest.mark.parametrize("field", ["text", "author.fans", "author"])
def test_what_has_no_order_cannot_be_measured(field: str) -> None:
    """The app's own mistake is told at once, by name."""
    with pytest.raises(ValueError, match=field):
        assert_monotone(fc.loads(HOME), field)


def test_visibility_knows_every_outcome_but_held() -> None:
    """Quotas play no part, so that nothing is ever held here."""
    assert set(VISIBILITY) == set(fc.Outcome) - {fc.Outcome.HELD}
