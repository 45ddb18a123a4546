"""Worlds of generated posts, histories, zones and instants, and programs about them, as Hypothesis strategies.

In: nothing. Out: strategies, made of the kit's.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.proof.world import World
from feedcurate.ruleset import Ruleset, loads
from feedcurate.testing import accounts, histories_for, items_for, moments_for
from feedcurate.testing.files import ATOMS as PLAIN
from feedcurate.testing.files import LISTS, SETTINGS, Parts, RuleParts, conditions, programs
from tests.proof.atoms import ATOMS, PRELUDE

EVERY = (*ATOMS, *PLAIN)
OUTCOMES = ("hidden", "shown", "collapsed", "blocked", "boosted", "demoted", "labelled spicy", "fires r0", "fires r1")
"""What a claim may ask of the outcome; the first rule gives the label, so that there is one."""
_DATES = ("", "from 2026-05-07", "until 2026-05-07", "from 2026-05-08 09:00 until 2026-05-08 11:00")


def texts() -> st.SearchStrategy[str]:
    """Rule files of generated rules; the first rule has a label, and now and then dates."""

    def text(parts: Parts, dates: str) -> str:
        first, *others = parts.rules
        labels = ("label spicy",) if "label spicy" not in first.actions else ()
        dated = RuleParts(f"{first.name} {dates}", first.when, (*first.actions, *labels), first.mode)
        return Parts(parts.lists, (*PRELUDE, *parts.others), (dated, *others), ()).text()

    return st.builds(text, programs(EVERY), st.sampled_from(_DATES))


def crowded(atoms: tuple[str, ...]) -> Ruleset:
    """A rule for each of some conditions, all in one file."""
    rules = tuple(RuleParts(f"r{number}", atom, ("hide",)) for number, atom in enumerate(atoms))
    return loads(Parts(LISTS, (*PRELUDE, *SETTINGS), rules, ()).text())


def claims() -> st.SearchStrategy[str]:
    """Claims of a condition and an outcome, either of which may imply the other."""
    forms = (
        "({0}) implies {1}", "({0}) and {1}", "({0}) or {1}", "{1} implies ({0})", "({0}) implies not {1}",
        "({0}) implies ({0})",
    )  # fmt: skip
    return st.builds(
        lambda way, form, condition, outcome: f'{way} "c": {form.format(condition, outcome)}',
        st.sampled_from(("always", "never")),
        st.sampled_from(forms),
        conditions(EVERY),
        st.sampled_from(OUTCOMES),
    )


def worlds(rules: Ruleset) -> st.SearchStrategy[World]:
    """Posts at the edges of some rules, with all that they are judged by: a history, a zone, whom one follows."""
    zones = st.sampled_from((None, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Apia")))
    following = st.none() | st.lists(accounts(), max_size=2).map(tuple)
    known = st.builds(Facts, history=histories_for(rules, most=5), timezone=zones, following=following)
    return st.builds(World, items_for(rules), moments_for(rules), st.just(NO_FACTS) | known)


@st.composite
def cases(draw: st.DrawFn, most: int) -> tuple[Ruleset, list[World]]:
    """Rules with a claim, and so many worlds about them."""
    rules = loads(f"{draw(texts())}\n{draw(claims())}")
    return rules, draw(st.lists(worlds(rules), min_size=most, max_size=most))
