"""How cost grows: with rules that concern no more posts, and with the phrases of a topic.

In: an effort. Out: rates, by the number of rules or of phrases, once all contenders found the same; the sizes take
turns as the contenders do. The hand-written way is the expert's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import feedcurate
from benchmarks.contenders import EXPERT, Contender, Judge, Labels, ours, tokenised_once, words_of
from benchmarks.costs import FEW
from benchmarks.effort import Effort
from benchmarks.measure import rates
from benchmarks.throughput import LEAST, Rates, agree
from benchmarks.workload import Workload, further, phrases, workload
from feedcurate import Item, Limits

RULES = 50
"""The rules beside that topic."""

LIMITS = Limits(file_size=2**24, statements=30_000)
"""Ten thousand rules with their lists are a larger file than most people should be given."""

FOUND = "found"
"""The rule about it, and its label."""

Ways = dict[int, tuple[Contender, ...]]


def by_rules(effort: Effort) -> Rates:
    """The first rules of the workload alone, then with more and more that fire on no post. Raises Disagreement."""
    least = min(effort.grown)
    work = workload(effort.posts, least)
    ways: Ways = {}
    for size in effort.grown:
        rules = (*work.rules, *further(size - least))
        text = Workload(work.items, rules).text
        ways[size] = (Contender(EXPERT, tokenised_once(rules)), *ours(feedcurate.loads(text, limits=LIMITS)))
    return _race(work, ways, effort)


def by_phrases(effort: Effort) -> Rates:
    """Some rules and a topic of few phrases, then of many. Raises Disagreement."""
    work = workload(effort.posts, RULES)
    ways: Ways = {}
    with TemporaryDirectory() as folder:
        for size in (FEW, effort.phrases):
            topic = phrases(size)
            rules = feedcurate.load(_file(Path(folder), work, topic))
            ways[size] = (Contender(EXPERT, _with_topic(work, topic)), *ours(rules))
    few, many = ways.values()
    agree(work, few, effort.posts)
    agree(work, many, effort.posts)
    return _timed(work, ways, effort)


def _race(work: Workload, ways: Ways, effort: Effort) -> Rates:
    """Those of all sizes must find the same."""
    agree(work, tuple(way for some in ways.values() for way in some), max(LEAST, effort.checks // max(ways)))
    return _timed(work, ways, effort)


def _timed(work: Workload, ways: Ways, effort: Effort) -> Rates:
    judges = {(size, way.name): way.judge for size, some in ways.items() for way in some}
    found = rates(judges, work.items, effort.seconds, effort.rounds)
    return {size: {way.name: found[size, way.name] for way in some} for size, some in ways.items()}


def _file(folder: Path, work: Workload, topic: Sequence[str]) -> Path:
    """The rules of the workload, and one about a topic whose phrases are in a file of their own."""
    path = folder / f"{len(topic)}.curate"
    path.with_suffix(".txt").write_text("\n".join(topic), encoding="utf-8")
    last = f'topic big from "{len(topic)}.txt"\nrule {FOUND} when post.text mentions big then label {FOUND}\n'
    path.write_text(f"{work.text}\n{last}", encoding="utf-8")
    return path


def _with_topic(work: Workload, topic: Sequence[str]) -> Judge:
    """The expert's way with one more rule: phrases are looked up by their first word."""
    judge_rules = tokenised_once(work.rules)
    by_first: dict[str, list[str]] = {}
    for phrase in topic:
        by_first.setdefault(phrase.partition(" ")[0], []).append(f" {phrase} ")

    def judge(items: Sequence[Item]) -> Labels:
        found = judge_rules(items)
        for item in items:
            words = words_of(item)
            line = f" {' '.join(words)} "
            if any(phrase in line for word in words for phrase in by_first.get(word, ())):
                found[item.id] = tuple(sorted((*found[item.id], FOUND)))
        return found

    return judge
