"""Which of many regular expressions a text may match: a quick look before each is searched for by itself.

In: expressions, once; then texts. Out: the numbers of those that may match; every other one surely does not.

RE2 looks at a text once for every expression; a pack has hundreds of them. Most have letters that must be there
(`required`), and one automaton finds all of those in one look. RE2's own filter knows more of them, but it says nothing
where it runs out of memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import frozen
from daachorse import CharwiseDoubleArrayAhoCorasick

from feedcurate.matching.normalise import composed
from feedcurate.matching.regexes import Regex
from feedcurate.matching.required import required

_LONG_S = "ſ"
"""The one letter that RE2 takes for an ASCII letter in another case, and that stays what it is in small letters."""


@frozen(eq=False)
class Sieve:
    """`always`: those of which nothing can be said. `owners[i]`: those that need the text number `i`."""

    every: frozenset[int]
    always: frozenset[int]
    owners: tuple[frozenset[int], ...]
    automaton: CharwiseDoubleArrayAhoCorasick | None

    def may_match(self, text: str) -> frozenset[int]:
        """Those that may match a text."""
        if self.automaton is None:
            return self.always
        if _LONG_S in text:
            return self.every
        hits = self.automaton.find_overlapping(text.lower())
        if not hits:
            return self.always
        return self.always.union(*[self.owners[number] for number in {number for _, _, number in hits}])


def sieve_of(regexes: Sequence[Regex]) -> Sieve:
    """The sieve of some expressions, numbered from 0."""
    always: set[int] = set()
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(regexes):
        needed = required(composed(one.source))
        if needed is None:
            always.add(number)
        for text in needed or ():
            owners[text].add(number)
    return Sieve(
        frozenset(range(len(regexes))),
        frozenset(always),
        tuple(map(frozenset, owners.values())),
        CharwiseDoubleArrayAhoCorasick(list(owners)) if owners else None,
    )
