"""How well the packs find what the labels mean.

In: labelled posts, and the packs that ship. Out: for each label that a rule of a pack stands for, how many posts were
found rightly, found wrongly and missed. A rule of the pack `comparison` that gives the label `bodies` stands for
`comparison.bodies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from attrs import frozen

from feedcurate import evaluate, load
from feedcurate.check.packs import FOLDER, pack_names
from feedcurate.program.program import Strength
from feedcurate.ruleset import Ruleset
from quality.labelled import Labelled, label_names

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HIDES, SOFTENS, RECALL = 0.95, 0.85, 0.7
_RISING = list(Strength)


@frozen
class Figure:
    """What a pack made of one label, or of all of its own: counts of posts; `bar` is the precision it is to reach."""

    name: str
    does: str
    bar: float
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of those found that have the label; None where none was found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of those with the label that were found; None where there are none."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def passes(self) -> bool:
        """Whether it reaches both bars; what was not tried reaches them."""
        measured = ((self.precision, self.bar), (self.recall, RECALL))
        return all(share is None or share >= bar for share, bar in measured)


@frozen
class Mistake:
    """A post that was found wrongly, or missed."""

    label: str
    found: bool
    post: Labelled


def figures(posts: Sequence[Labelled], names: Sequence[str] | None = None) -> tuple[Figure, ...]:
    """A figure for each label of each pack, and one for each pack as a whole behind them."""
    return tuple(one for pack in names or pack_names() for one in _of_pack(pack, posts))


def mistakes(posts: Sequence[Labelled], pack: str) -> Iterator[Mistake]:
    """What a pack got wrong, label by label."""
    rules = load(FOLDER / f"{pack}.curate")
    given = _given(rules, posts)
    for label in _topics(pack, rules):
        for post in posts:
            found, there = label.split(".")[1] in given[post.item.id], label in post.labels
            if found != there:
                yield Mistake(label, found, post)


def _of_pack(pack: str, posts: Sequence[Labelled]) -> Iterator[Figure]:
    rules = load(FOLDER / f"{pack}.curate")
    topics = _topics(pack, rules)
    if not topics:
        return
    given = _given(rules, posts)
    of_topics = [_figure(label, rule, posts, given) for label, rule in topics.items()]
    yield from of_topics
    if len(of_topics) > 1:
        sums = (sum(getattr(one, name) for one in of_topics) for name in ("right", "wrong", "missed"))
        yield Figure(pack, "", min(one.bar for one in of_topics), *sums)


def _topics(pack: str, rules: Ruleset) -> dict[str, Strength]:
    """The labels that rules of a pack stand for, each with the strongest thing that a rule does to it."""
    known = label_names()
    found: dict[str, Strength] = {}
    for rule in rules.program.rules:
        for label in rule.actions.labels:
            name = f"{pack}.{label}"
            if name in known:
                found[name] = max(found.get(name, Strength.SHOW), rule.actions.strength, key=_RISING.index)
    return dict(sorted(found.items()))


def _given(rules: Ruleset, posts: Sequence[Labelled]) -> dict[str, frozenset[str]]:
    curation = evaluate(rules, [post.item for post in posts], now=NOW)
    return {one.id: frozenset(one.labels) for one in curation.posts}


def _figure(label: str, strength: Strength, posts: Sequence[Labelled], given: dict[str, frozenset[str]]) -> Figure:
    right = wrong = missed = 0
    for post in posts:
        found, there = label.split(".")[1] in given[post.item.id], label in post.labels
        right += found and there
        wrong += found and not there
        missed += there and not found
    bar = HIDES if strength in (Strength.HIDE, Strength.BLOCK) else SOFTENS
    return Figure(label, _DOES[strength], bar, right, wrong, missed)


_DOES = {
    Strength.SHOW: "labels",
    Strength.KEEP: "keeps",
    Strength.COLLAPSE: "collapses",
    Strength.HIDE: "hides",
    Strength.BLOCK: "blocks",
}
