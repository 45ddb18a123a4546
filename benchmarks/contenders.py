"""Who does the work: this library, and what a programmer would write by hand for these very rules.

In: the rules, as a rule set and as data. Out: for each contender a function from posts to the labels of each post.
The hand-written ones know that rules have no other shape; they do without unknown values' reasons, evidence and order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

import feedcurate
from benchmarks.workload import NOW, Rule, Workload
from feedcurate import Item

Labels = dict[str, tuple[str, ...]]
"""The labels of each post, sorted, by the post's id."""

_WORD = re.compile(r"\w+")


@frozen
class Contender:
    """A way to do the work. `judge` is timed as it is."""

    name: str
    judge: Callable[[Sequence[Item]], Labels]


def contenders(work: Workload) -> tuple[Contender, ...]:
    """All of them, ready to judge; the expert, by whom the others are measured, comes first."""
    rules = feedcurate.loads(work.text)
    return (
        Contender("hand-written, text tokenised once into a set", _tokenised_once(work.rules)),
        Contender("hand-written, a regular expression a rule", _regex_a_rule(work.rules)),
        Contender("`feedcurate.evaluate`, all posts at once", lambda items: _evaluated(rules, items)),
        Contender(
            "`feedcurate.evaluate`, one post at a time",
            lambda items: {key: labels for item in items for key, labels in _evaluated(rules, (item,)).items()},
        ),
    )


def _evaluated(rules: feedcurate.Ruleset, items: Sequence[Item]) -> Labels:
    return {decision.id: decision.labels for decision in feedcurate.evaluate(rules, items, now=NOW).posts}


def _regex_a_rule(rules: Sequence[Rule]) -> Callable[[Sequence[Item]], Labels]:
    """What one writes first: the whole text is searched for every rule."""
    compiled = [(rule.label, rule.likes, frozenset(rule.authors), _regex(rule.terms)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            text, likes = item.text or "", -1 if item.likes is None else item.likes
            author = item.author and item.author.handle
            found[item.id] = tuple(
                label
                for label, least, authors, regex in compiled
                if regex.search(text) and (likes > least or author in authors) and item.via is None
            )
        return found

    return judge


def _tokenised_once(rules: Sequence[Rule]) -> Callable[[Sequence[Item]], Labels]:
    """What an expert writes: cheap conditions first, words looked up in a set, phrases only where a word is there."""
    compiled = [(rule.label, rule.likes, frozenset(rule.authors), *_split(rule.terms)) for rule in rules]

    def judge(items: Sequence[Item]) -> Labels:
        found: Labels = {}
        for item in items:
            if item.via is not None:
                found[item.id] = ()
                continue
            words = _WORD.findall((item.text or "").casefold())
            tokens, line = frozenset(words), f" {' '.join(words)} "
            likes = -1 if item.likes is None else item.likes
            author = item.author and item.author.handle
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


def _regex(terms: Sequence[str]) -> re.Pattern[str]:
    """Any of the terms as whole words; whatever separates words may stand in a phrase."""
    return re.compile(rf"\b(?:{'|'.join(term.replace(' ', chr(92) + 'W+') for term in terms)})\b", re.IGNORECASE)


def _split(terms: Sequence[str]) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The single words; and each phrase, as it stands in a line of words, behind its first word."""
    singles = frozenset(term for term in terms if " " not in term)
    phrases = tuple((term.partition(" ")[0], f" {term} ") for term in terms if " " in term)
    return singles, phrases
