"""A rule file and another one made of it, as Hypothesis strategies.

In: nothing. Out: the parts of generated rule files, written otherwise (`reordered`) or with one thing changed
(`edited`).
"""

from __future__ import annotations

import re

from attrs import evolve
from hypothesis import strategies as st

from feedcurate.testing.files import Parts, RuleParts, conditions, programs
from tests.proof.atoms import PRELUDE
from tests.proof.worlds import EVERY

_ACTIONS = ("hide", "keep", "block", 'collapse "another"', "boost 1 hour", "label other", 'note "m {post.replies}"')
_CHANGES = ("number", "when", "negated", "action", "more", "gone", "entry", "setting", "mode")


def originals() -> st.SearchStrategy[Parts]:
    """Rule files that may name everything."""
    return programs(EVERY, quotas=True).map(lambda parts: evolve(parts, others=(*PRELUDE, *parts.others)))


@st.composite
def reordered(draw: st.DrawFn, parts: Parts) -> str:
    """The same rules with statements, entries, actions and quotas in another order, and one list under another name."""
    lists = [evolve(one, entries=tuple(draw(st.permutations(one.entries)))) for one in parts.lists]
    rules = [evolve(rule, actions=tuple(draw(st.permutations(rule.actions)))) for rule in parts.rules]
    quotas = tuple(draw(st.permutations(parts.quotas)))
    statements = evolve(parts, lists=tuple(lists), rules=tuple(rules), quotas=quotas).statements()
    text = "\n\n".join(draw(st.permutations(statements)))
    return re.sub(r"\bclose\b", "friends", re.sub(r"\bt1\b", "bait", text))


@st.composite
def edited(draw: st.DrawFn, parts: Parts) -> str:
    """The same rules but for one change, that may or may not make a difference."""
    number = draw(st.integers(0, len(parts.rules) - 1))
    rule = parts.rules[number]
    match draw(st.sampled_from(_CHANGES)):
        case "number" if re.search(r"\d", rule.when):
            rule = evolve(rule, when=re.sub(r"\b\d\b", lambda found: str(int(found[0]) + 1), rule.when, count=1))
        case "when":
            rule = evolve(rule, when=f"({rule.when}) {draw(st.sampled_from(('and', 'or')))} {draw(conditions(EVERY))}")
        case "negated":
            rule = evolve(rule, when=f"not ({rule.when})")
        case "action":
            rule = evolve(rule, actions=(draw(st.sampled_from(_ACTIONS)), *rule.actions[1:]))
        case "more":
            more = RuleParts("r9", draw(conditions(EVERY)), (draw(st.sampled_from(_ACTIONS)),))
            return evolve(parts, rules=(*parts.rules, more)).text()
        case "gone":
            return evolve(parts, rules=parts.rules[:number] + parts.rules[number + 1 :]).text()
        case "entry":
            one = draw(st.integers(0, len(parts.lists) - 1))
            lists = list(parts.lists)
            lists[one] = evolve(lists[one], entries=lists[one].entries[:-1])
            return evolve(parts, lists=tuple(lists)).text()
        case "setting":
            new = draw(st.sampled_from(("set own_posts: rules", "set day_start: 04:00", "set week_start: sun")))
            return f"{parts.text()}\n{new}"
        case _:
            rule = evolve(rule, mode="" if rule.mode else "shadow")
    return evolve(parts, rules=(*parts.rules[:number], rule, *parts.rules[number + 1 :])).text()
