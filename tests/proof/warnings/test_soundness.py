"""What is said of rules is so: properties of generated rules that are likely to have something wrong with them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feedcurate.engine.deciding import Opinion, request
from feedcurate.engine.verdict import Verdict, verdict
from feedcurate.proof.warnings import Warned, plain_warnings, proved_warnings, written
from feedcurate.proof.world import World, opinion_in
from feedcurate.ruleset import Ruleset, loads
from feedcurate.testing.files import LISTS, SETTINGS, Parts, RuleParts
from tests.lengths import at_most
from tests.proof.atoms import PRELUDE
from tests.proof.warnings.told import NOW, mended
from tests.proof.worlds import EVERY, worlds

_FORMS = (
    "{0}", "({0}) and ({1})", "({0}) and not ({0})", "({0}) or not ({0})", "({0}) and (({0}) or ({1}))",
    "({0}) and ({1}) and ({0})", "not (not ({0}) or not ({1}))", "({0}) implies ({0})", "({1}) and ({0})",
    "({0}) or ({1})", "post is repost or not post is repost or ({0})",
)  # fmt: skip
_ACTIONS = (
    ("hide",), ("block",), ("keep",), ('collapse "a"',), ("label x",), ("label x", 'note "n"'), ("demote 1 hour",),
)  # fmt: skip
_MODES = ("", "", "", "shadow ", "until 2026-12-31 ")
_WORLDS = 6


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Ruleset, list[World]]:
    """A file of up to four rules about two conditions, and worlds at the edges of these."""
    atoms = draw(st.lists(st.sampled_from(EVERY), min_size=2, max_size=2))
    rules: list[RuleParts] = []
    for number in range(draw(st.integers(1, 4))):
        mode = draw(st.sampled_from(_MODES))
        when = draw(st.sampled_from(_FORMS)).format(*atoms)
        actions = draw(st.sampled_from(_ACTIONS))
        if rules and draw(st.sampled_from((False, False, True))):
            when, actions = rules[-1].when, rules[-1].actions
        rules.append(RuleParts(f"r{number} {mode}", when, actions))
    text = Parts(LISTS, (*PRELUDE, *SETTINGS), tuple(rules), ()).text()
    found = loads(text)
    return text, found, draw(st.lists(worlds(found), min_size=_WORLDS, max_size=_WORLDS))


def _said(rules: Ruleset) -> list[Warned]:
    text = written(rules, NOW)
    return [*plain_warnings(text), *proved_warnings(text, seconds=5)]


def _without(found: Opinion, gone: set[str]) -> tuple[object, ...]:
    """What becomes of a post without some rules, whatever the reasons."""
    fired = [rule for rule in found.fired if rule.name not in gone]
    own = verdict((), own=True).strength if found.verdict.strength.value == "keep" else None
    kept = own is not None and not any(rule.actions.strength is own for rule in found.fired)
    return _outcome(verdict((request(rule, found.reading) for rule in fired), own=kept))


def _outcome(one: Verdict) -> tuple[object, ...]:
    return one.outcome, one.shift, one.labels, one.notes, one.collapse


@pytest.mark.property
def test_what_is_said_of_rules_is_so_of_every_post() -> None:
    """The dead never fire, what is always true always is, doubles fire together, and idle rules change nothing."""
    seen: Counter[str] = Counter()

    @at_most(200)
    @given(cases())
    def check(case: tuple[str, Ruleset, list[World]]) -> None:
        _, rules, found = case
        said = _said(rules)
        seen.update({one.diagnostic.code for one in said})
        idle = {one.rules[0] for one in said if one.diagnostic.code in ("W301", "W303")}
        idle |= {one.rules[0] for one in said if one.diagnostic.code == "W306" and one.diagnostic.fix is not None}
        by_name = {rule.name: rule for rule in rules.program.rules}
        for world in found:
            made = opinion_in(rules.program, world)
            fired = {rule.name for rule in (*made.fired, *made.shadow)}
            for one in said:
                match one.diagnostic.code:
                    case "W301":
                        assert one.rules[0] not in fired
                    case "W302":
                        assert made.reading.truth(by_name[one.rules[0]].when) is True
                    case "W306":
                        assert (one.rules[0] in fired) is (one.rules[1] in fired)
            assert _without(made, idle) == _outcome(made.verdict)

    check()
    if settings().max_examples >= 100:
        assert {"W301", "W302", "W303", "W305", "W306"} <= set(seen)


@pytest.mark.property
def test_every_witness_is_real() -> None:
    """The rules that a contradiction names all fire on its post, by the word of the engine."""
    seen: list[Warned] = []

    @at_most(200)
    @given(cases())
    def check(case: tuple[str, Ruleset, list[World]]) -> None:
        for one in _said(case[1]):
            if one.diagnostic.code == "W304":
                assert one.world is not None
                assert set(one.rules) <= {rule.name for rule in opinion_in(case[1].program, one.world).fired}
                seen.append(one)

    check()
    if settings().max_examples >= 100:
        assert seen


@pytest.mark.property
def test_a_mended_file_decides_as_before() -> None:
    """On every post the rules that are left decide what all of them decided."""
    seen: list[bool] = []

    @at_most(200)
    @given(cases())
    def check(case: tuple[str, Ruleset, list[World]]) -> None:
        text, rules, found = case
        after = mended(text)
        seen.append(after != text)
        assume(after != text)
        fewer = loads(after)
        for world in found:
            assert _outcome(opinion_in(fewer.program, world).verdict) == _outcome(
                opinion_in(rules.program, world).verdict
            )

    check()
    assert any(seen)
