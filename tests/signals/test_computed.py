"""Signals that a function of the host works out: once for each post, and only where a rule needs to know."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pyarrow as pa
import pytest
from attrs import Factory, define
from hypothesis import given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate import batch
from feedcurate.model.facts import SignalValue
from feedcurate.program.computed import MOST, Computed
from feedcurate.proof.finding import Status
from feedcurate.proof.proving import prove

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@define
class Classifier:
    """Calm posts have no exclamation marks. It writes down what it is asked; it has a state, and so no hash."""

    asked: list[str] = Factory(list)

    def __call__(self, item: fc.Item) -> SignalValue | None:
        """The share of characters that are no exclamation marks; None without a text."""
        self.asked.append(item.id)
        text = item.text or ""
        return 1 - text.count("!") / len(text) if text else None


def loaded(text: str, classifier: Classifier) -> fc.Ruleset:
    """Rules in which `post.calm` is worked out."""
    return fc.loads(text, signals=[fc.Signal("calm", "share", classifier)])


def post(number: int, text: str | None, **fields: object) -> fc.Item:
    """A post of this app."""
    return fc.Item.model_validate({"id": str(number), "source": "app", "text": text, "published": NOW, **fields})


def outcomes(rules: fc.Ruleset, *items: fc.Item, facts: fc.Facts | None = None) -> dict[str, str]:
    """What becomes of posts, by their ids."""
    found = fc.evaluate(rules, items, facts or fc.Facts(), now=NOW)
    return {one.id: one.outcome.value for one in found.posts}


NOISY = "rule noisy when post.calm < 50% then hide"


def test_a_function_gives_what_a_rule_asks_for() -> None:
    """A post is hidden for what the function says of it; where it says nothing, the rule does not fire."""
    rules = loaded(NOISY, Classifier())
    assert outcomes(rules, post(1, "!!!!"), post(2, "quiet"), post(3, None)) == {
        "1": "hidden",
        "2": "shown",
        "3": "shown",
    }


@pytest.mark.parametrize(
    "condition",
    [
        'post mentions "sale" and post.calm < 50%',
        'post.calm < 50% and post mentions "sale"',
        "post.calm < 50% and post.likes > 10",
        "author in shops and post.calm < 50%",
        "post.calm < 50% and post is sponsored",
        "post.calm < 50% and not author in others",
        "post.calm < 50% and (post.text matches /sale/ or post.likes * 2 > 30)",
    ],
)
def test_only_posts_that_a_rule_may_fire_on_are_asked_about(condition: str) -> None:
    """Whatever is looked up comes first, wherever it stands in the condition."""
    classifier = Classifier()
    rules = loaded(
        f"accounts shops: @shop@a.example\naccounts others: @me@a.example\nrule r when {condition} then hide",
        classifier,
    )
    shop = fc.Account(handle="shop@a.example", source="app")
    wanted = post(1, "sale!!!", likes=11, author=shop, sponsored=True)
    other = post(2, "rain!!!", likes=1, author=fc.Account(handle="me@a.example", source="app"), sponsored=False)
    outcomes(rules, wanted, other)
    assert classifier.asked == ["1"]


@pytest.mark.parametrize("mode", ["off", "until 2026-04-01"])
def test_a_rule_that_is_not_in_force_asks_nothing(mode: str) -> None:
    """Neither one that is off nor one whose time is over."""
    classifier = Classifier()
    outcomes(loaded(f"rule noisy {mode} when post.calm < 50% then hide", classifier), post(1, "!!!"))
    assert classifier.asked == []


def test_a_post_is_asked_about_once() -> None:
    """By several rules, by an explanation, and when it comes again from the history."""
    classifier = Classifier()
    rules = loaded(f"{NOISY}\nrule calm when post.calm > 90% then label calm", classifier)
    curator = fc.Curator(rules, history=fc.MemoryHistory())
    for hour in range(3):
        curator.curate([post(1, "!!!"), post(2, "rain")], now=NOW + timedelta(hours=hour))
    curator.explain(post(1, "!!!"), now=NOW)
    assert sorted(classifier.asked) == ["1", "2"]


def test_a_post_that_has_changed_is_asked_about_anew() -> None:
    """What was said of another text does not count."""
    rules = loaded(NOISY, Classifier())
    assert outcomes(rules, post(1, "!!!")) == {"1": "hidden"}
    assert outcomes(rules, post(1, "never mind")) == {"1": "shown"}


def test_whoever_says_something_is_believed_before_the_function() -> None:
    """The host's facts first, then what the post brings along; the function is not asked."""
    classifier = Classifier()
    rules = loaded(NOISY, classifier)
    facts = fc.Facts(signals={("app", "1"): {"calm": 0.1}})
    items = post(1, "rain", signals={"calm": 1.0}), post(2, "!!!", signals={"calm": 1.0})
    assert outcomes(rules, *items, facts=facts) == {"1": "hidden", "2": "shown"}
    assert classifier.asked == []


def test_an_answer_of_another_type_is_unknown() -> None:
    """A function that says `yes` for a share has said nothing."""
    rules = fc.loads(f"{NOISY}\nrule calm when post.calm >= 50% then hide", signals=[_says("calm", "share", "yes")])
    assert outcomes(rules, post(1, "!!!")) == {"1": "shown"}


def _says(name: str, kind: str, value: SignalValue) -> fc.Signal:
    return fc.Signal(name, kind, lambda _: value)


def test_repeats_are_told_by_what_a_function_says() -> None:
    """`once per` a text signal holds the second post of a cluster."""
    story = fc.Signal("story", "text", lambda item: (item.text or "").split()[0])
    rules = fc.loads("feed\n    once per story", signals=[story])
    assert outcomes(rules, post(1, "flood in the north"), post(2, "flood what we know"), post(3, "cats")) == {
        "1": "shown",
        "2": "held",
        "3": "shown",
    }


def test_windows_ask_about_the_posts_they_count() -> None:
    """A rule for accounts counts what the function says of their posts."""
    rules = loaded(
        'set timezone: "UTC"\n'
        "rule loud for account when count(posts by account where post.calm < 50%, 7 days) >= 2 then suggest mute",
        Classifier(),
    )
    loud, quiet = (fc.Account(handle=f"{name}@a.example", source="app") for name in ("loud", "quiet"))
    items = [post(n, "!!!" if n < 3 else "rain", author=loud if n < 3 else quiet) for n in range(1, 5)]
    advice = fc.evaluate(rules, items, now=NOW).accounts
    assert [one.account.handle for one in advice] == ["loud@a.example"]


@given(st.lists(st.text(alphabet="! ab", max_size=6), max_size=8))
def test_working_it_out_decides_as_bringing_it_along_does(texts: list[str]) -> None:
    """A function and the same values on the posts give the same decisions and the same reasons."""
    text = f"{NOISY}\nrule calm when not post.calm < 90% then label calm\nfeed\n    at most 2 in 3 when post.calm < 70%"
    items = [post(number, said) for number, said in enumerate(texts)]
    brought = [one.model_copy(update={"signals": _brought(one)}) for one in items]
    worked_out = fc.evaluate(loaded(text, Classifier()), items, now=NOW)
    assert worked_out == fc.evaluate(fc.loads(text, signals=[fc.Signal("calm", "share")]), brought, now=NOW)


def _brought(item: fc.Item) -> dict[str, SignalValue]:
    value = Classifier()(item)
    return {} if value is None else {"calm": value}


def test_what_a_function_raises_is_raised() -> None:
    """A classifier that breaks is the app's mistake, and is not taken for an answer."""

    def broken(_: fc.Item) -> float:
        raise ZeroDivisionError("no weights")

    with pytest.raises(ZeroDivisionError, match="no weights"):
        outcomes(fc.loads(NOISY, signals=[fc.Signal("calm", "share", broken)]), post(1, "x"))


def test_rules_with_the_same_functions_are_loaded_once() -> None:
    """Loading again is a look-up, for a function, a method and an object that has no hash; another one is another."""
    first, second = Classifier(), Classifier()
    assert loaded(NOISY, first) is loaded(NOISY, first)
    assert loaded(NOISY, first) is not loaded(NOISY, second)
    outcomes(loaded(NOISY, second), post(1, "!!!"))
    assert (first.asked, second.asked) == ([], ["1"])


def test_functions_stay_behind_when_rules_are_sent() -> None:
    """The rules that arrive are equal, know nothing of the signal, and are given their functions again."""
    rules = loaded(NOISY, Classifier())
    arrived = cast(fc.Ruleset, pickle.loads(pickle.dumps(rules)))  # noqa: S301 - pickled on the same line
    assert arrived == rules
    assert outcomes(arrived, post(1, "!!!")) == {"1": "shown"}
    again = arrived.computing([fc.Signal("calm", "share", Classifier())])
    assert outcomes(again, post(1, "!!!")) == {"1": "hidden"}


@pytest.mark.parametrize("signal", [("calm", "number"), ("calmness", "share")])
def test_only_declared_signals_are_worked_out(signal: tuple[str, str]) -> None:
    """A function for another name or another type changes nothing."""
    rules = fc.loads(f"signal calm: share\n{NOISY}")
    assert rules.computing([fc.Signal(*signal, Classifier())]) is rules


def test_the_memory_of_answers_has_an_end() -> None:
    """Of a stream that never ends the latest posts are remembered."""
    classifier = Classifier()
    computed = Computed(classifier)
    for number in range(MOST + 2):
        computed.of(post(number, "x"))
    classifier.asked.clear()
    computed.of(post(MOST + 1, "x"))
    computed.of(post(0, "x"))
    assert classifier.asked == ["0"]


def test_a_claim_is_about_any_value_of_a_signal() -> None:
    """Also about none at all, whatever a function would say."""
    either = f"{NOISY}\nrule calm when post.calm >= 50% then hide"
    rules = fc.loads(f'{either}\nalways "hidden": hidden', signals=[_says("calm", "share", 1.0)])
    (finding,) = prove(rules)
    assert finding.status is Status.REFUTED


def test_columns_ask_no_function() -> None:
    """Not even for conditions that are worked out post by post there: half a post could get another answer."""
    classifier = Classifier()
    rules = loaded("rule r when post.calm * 2 < 100% and post.text matches /!/ then hide", classifier)
    table = pa.table({"id": ["1", "2"], "text": ["!!!", "!!!"], "signals.calm": [None, 0.1]})
    outcome = batch.decide(rules, table, now=NOW).table["outcome"].to_pylist()
    assert (outcome, classifier.asked) == (["shown", "hidden"], [])


def test_rules_from_the_cache_are_given_their_functions(tmp_path: Path) -> None:
    """What is kept on disk is the rules; whoever loads them brings the functions along."""
    path, cache = tmp_path / "my.curate", tmp_path / "cache"
    path.write_text(NOISY, encoding="utf-8")
    for value, expected in ((0.1, "hidden"), (0.9, "shown")):
        rules = fc.load(path, signals=[_says("calm", "share", value)], cache=cache)
        assert outcomes(rules, post(1, "rain")) == {"1": expected}
    assert outcomes(fc.load(path, signals=[fc.Signal("calm", "share")], cache=cache), post(1, "rain")) == {"1": "shown"}
