"""Who does the work: this library, and what a programmer would write by hand for these very rules.

In: the rules, as a rule set and as data. Out: for each contender a function from posts to the labels of each post.
The hand-written ones know that rules have no other shape; they do without unknown values' reasons, evidence and order.
General rules engines are in `peers.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

import feedcurate
from benchmarks.workload import NOW, Rule, Workload
from feedcurate import Item

Labels = dict[str, tuple[str, ...]]
"""The labels of each post, sorted, by the post's id."""

Judge = Callable[[Sequence[Item]], Labels]

EXPERT = "hand-written, text tokenised once into a set"
CHEAP_FIRST = "hand-written, cheap conditions first, then a regular expression"
NAIVE = "hand-written, a regular expression a rule"
FEED = 500
"""Posts of one call of this library, as of a feed that was fetched."""

FEEDS = f"`feedcurate.evaluate`, feeds of {FEED} posts"
REASONS = f"{FEEDS}, every reason read"
ONE_BY_ONE = "`feedcurate.evaluate`, one post at a time"

_WORD = re.compile(r"\w+")


@frozen
class Contender:
    """A way to do the work. `judge` is timed as it is."""

    name: str
    judge: Judge
    checks: float = 1
    """The part of the pairs of a rule and a post on which it is checked: a slow contender would take minutes."""


def contenders(work: Workload) -> tuple[Contender, ...]:
    """All of them, ready to judge; the expert, by whom the others are measured, comes first."""
    return (
        Contender(EXPERT, tokenised_once(work.rules)),
        Contender(CHEAP_FIRST, _cheap_first(work.rules)),
        Contender(NAIVE, _regex_a_rule(work.rules)),
        *ours(feedcurate.loads(work.text)),
    )


def ours(rules: feedcurate.Ruleset) -> tuple[Contender, ...]:
    """This library: posts in feeds, the same with all reasons wanted, and each post by itself."""
    return (
        Contender(FEEDS, lambda items: _evaluated(rules, items, FEED)),
        Contender(REASONS, lambda items: _with_reasons(rules, items)),
        Contender(ONE_BY_ONE, lambda items: _evaluated(rules, items, 1)),
    )


def _evaluated(rules: feedcurate.Ruleset, items: Sequence[Item], size: int) -> Labels:
    return {decision.id: decision.labels for decision in _decisions(rules, items, size)}


def _with_reasons(rules: feedcurate.Ruleset, items: Sequence[Item]) -> Labels:
    """The labels, and that each has its reason: as many rules as labels, with what made them fire."""
    found: Labels = {}
    for decision in _decisions(rules, items, FEED):
        reasons = [because.rule for because in decision.because if because.clauses]
        assert len(reasons) == len(decision.labels)
        found[decision.id] = decision.labels
    return found


def _decisions(rules: feedcurate.Ruleset, items: Sequence[Item], size: int) -> Iterator[feedcurate.Decision]:
    """What becomes of posts, so many in a call."""
    for start in range(0, len(items), size):
        yield from feedcurate.evaluate(rules, items[start : start + size], now=NOW).posts


def _regex_a_rule(rules: Sequence[Rule]) -> Judge:
    """What one writes first: the whole text is searched for every rule."""
    compiled = [(rule.label, rule.likes, frozenset(rule.authors), _regex(rule.terms)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            text, likes, author = item.text or "", likes_of(item), handle_of(item)
            found[item.id] = tuple(
                label
                for label, least, authors, regex in compiled
                if regex.search(text) and (likes > least or author in authors) and item.via is None
            )
        return found

    return judge


def _cheap_first(rules: Sequence[Rule]) -> Judge:
    """What one writes next: the text is searched only where all else holds."""
    compiled = [(rule.label, rule.likes, frozenset(rule.authors), _regex(rule.terms)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            if item.via is not None:
                found[item.id] = ()
                continue
            text, likes, author = item.text or "", likes_of(item), handle_of(item)
            found[item.id] = tuple(
                label
                for label, least, authors, regex in compiled
                if (likes > least or author in authors) and regex.search(text)
            )
        return found

    return judge


def tokenised_once(rules: Sequence[Rule]) -> Judge:
    """What an expert writes: cheap conditions first, words looked up in a set, phrases only where a word is there."""
    compiled = [(rule.label, rule.likes, frozenset(rule.authors), *_split(rule.terms)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            if item.via is not None:
                found[item.id] = ()
                continue
            words = words_of(item)
            tokens, line = frozenset(words), f" {' '.join(words)} "
            likes, author = likes_of(item), handle_of(item)
            found[item.id] = tuple(
                label
                for label, least, authors, singles, phrases in compiled
                if (likes > least or author in authors)
                and (
                    not singles.isdisjoint(tokens)
                    or any(first in tokens and phrase in line for first, phrase in phrases)
                )
            )
        return found

    return judge


def words_of(item: Item) -> list[str]:
    """The words of a text, in any case. For texts of the workload, in which nothing else stands inside a phrase."""
    return _WORD.findall((item.text or "").casefold())


def likes_of(item: Item) -> int:
    """How many likes; where that is unknown, fewer than any rule asks for."""
    return -1 if item.likes is None else item.likes


def handle_of(item: Item) -> str:
    """Who wrote it."""
    return (item.author and item.author.handle) or ""


def _regex(terms: Sequence[str]) -> re.Pattern[str]:
    """Any of the terms as whole words; whatever separates words may stand in a phrase."""
    return re.compile(rf"\b(?:{'|'.join(term.replace(' ', chr(92) + 'W+') for term in terms)})\b", re.IGNORECASE)


def _split(terms: Sequence[str]) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The single words; and each phrase, as it stands in a line of words, behind its first word."""
    singles = frozenset(term for term in terms if " " not in term)
    phrases = tuple((term.partition(" ")[0], f" {term} ") for term in terms if " " in term)
    return singles, phrases
