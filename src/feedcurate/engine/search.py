"""Finding topics and patterns in what a reader sees of a post, or in one of its texts.

In: a program's patterns, topics and regular expressions, and a post. Out: three-valued answers, and the places of the
words that gave them. Every text is scanned once a post, however many topics ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from attrs import Factory, define, frozen

from feedcurate.engine import kleene
from feedcurate.engine.fields import TextField, fields_seen, texts_seen
from feedcurate.engine.kleene import Truth
from feedcurate.engine.tables import tables_of
from feedcurate.matching.automaton import Hit
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.regexes import Regex
from feedcurate.matching.tokens import TokenText
from feedcurate.model.item import Item
from feedcurate.plan.sifting import sieve_for
from feedcurate.program.program import Program, Topic, Words

MOST = 20
"""How many matches of a regular expression in one field are told."""


Key = tuple[bool, str]
"""Whether a text is a hashtag of a post's own list, and the text."""


@frozen
class Found:
    """Words of a field that matched: code points, half-open, and the pattern as it is written."""

    field: TextField
    start: int
    end: int
    pattern: str


@define(eq=False)
class Place:
    """What a search looks at: the texts of a post, or one text. `blind`: what matters most in it is unknown."""

    texts: Sequence[Key]
    blind: bool
    patterns: frozenset[int]
    _named: Callable[[], tuple[TextField, ...]]
    topics: dict[int, Truth] = Factory(dict)
    regexes: dict[int, bool] = Factory(dict)

    @property
    def fields(self) -> tuple[TextField, ...]:
        """The texts with their paths, for whoever tells where something was found."""
        return self._named()


@frozen(eq=False)
class Scan:
    """A text that was scanned: the patterns in it, and its tokens, if anybody has worked them out."""

    tokens: TokenText | None
    patterns: frozenset[int]


Scanned = Mapping[Key, frozenset[int]]
"""The patterns in texts that were scanned."""
_NOTHING: frozenset[int] = frozenset()


@define(eq=False)
class Search:
    """The searches in one post. Which patterns a text has is asked of every text; where, only of those that count."""

    program: Program
    known: Scanned = Factory(dict)
    """What somebody else has found for the same program."""
    _scans: dict[Key, Scan] = Factory(dict)
    _hits: dict[Key, list[Hit]] = Factory(dict)
    _posts: dict[int, Place] = Factory(dict)
    _texts: dict[str, Place] = Factory(dict)
    _sifted: dict[str, frozenset[int]] = Factory(dict)
    _words_only: frozenset[int] = Factory(lambda self: tables_of(self.program).words_only, takes_self=True)

    def post(self, item: Item) -> Place:
        """Everything a reader sees of the post at hand or of one it quotes."""
        place = self._posts.get(id(item))
        if place is None:
            blind = item.title is None and item.text is None
            place = self._posts[id(item)] = self._place(texts_seen(item), blind, lambda: fields_seen(item))
        return place

    def text(self, text: str) -> Place:
        """One text on its own."""
        place = self._texts.get(text)
        if place is None:
            place = self._texts[text] = self._place([(False, text)], False, lambda: (TextField("", text),))
        return place

    def mentions(self, place: Place, topic: int) -> Truth:
        """Whether a topic is mentioned. Topics lean on each other in chains of any length, so no recursion."""
        if not place.patterns and topic in self._words_only:
            return None if place.blind else False
        waiting = [] if topic in place.topics else [topic]
        while waiting:
            current = self.program.topics[waiting[-1]]
            missing = [t for parts in (current.includes, current.excluded) for t in parts if t not in place.topics]
            if missing:
                waiting.extend(missing)
            else:
                place.topics[waiting.pop()] = self._mentioned(place, current)
        return place.topics[topic]

    def matches(self, place: Place, regex: int) -> Truth:
        """Whether a regular expression is found in any field; unknown where it is not and what matters is unknown."""
        return self._has_regex(place, regex) or (None if place.blind else False)

    def words(self, place: Place, topic: int) -> Iterator[Found]:
        """The words by which a topic is mentioned; where it is not, those of the exceptions that took it back."""
        answer = self.mentions(place, topic)
        seen, waiting = set[int](), [topic]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            one = self.program.topics[current]
            waiting.extend(sorted(one.includes, reverse=True))
            if answer is True and self._own(place, one) is True:
                yield from self.found(place, one.entries)
            elif answer is False and self._any(place, one.entries):
                yield from self.found(place, one.exceptions)
                waiting.extend(sorted((t for t in one.excluded if place.topics[t] is True), reverse=True))

    def found(self, place: Place, words: Words) -> Iterator[Found]:
        """The places of some words in the fields, in the fields' order."""
        for field in place.fields:
            for hit in self._hits_in(field, words):
                yield Found(field, hit.start, hit.end, phrase_as_written(self.program.patterns[hit.pattern]))
        for index in sorted(words.regexes):
            yield from self.found_by(place, index)

    def found_by(self, place: Place, regex: int) -> Iterator[Found]:
        """The first places in each field where a regular expression matches."""
        pattern = self.program.regexes[regex]
        for field in place.fields:
            for start, end in islice(pattern.search(field.text), MOST):
                yield Found(field, start, end, regex_as_written(pattern))

    def _place(self, texts: Sequence[Key], blind: bool, named: Callable[[], tuple[TextField, ...]]) -> Place:
        known = self.known
        found = [known[key] if key in known else self._scan(key).patterns for key in texts]
        return Place(texts, blind, found[0] if len(found) == 1 else _NOTHING.union(*found), named)

    def _scan(self, key: Key) -> Scan:
        scan = self._scans.get(key)
        if scan is None:
            patterns = self.known.get(key)
            tokens = None
            if patterns is None:
                tokens = self._tokens(key)
                patterns = frozenset() if tokens is None else frozenset(self.program.matcher.mentions(tokens))
            scan = self._scans[key] = Scan(tokens, patterns)
        return scan

    def _tokens(self, key: Key) -> TokenText | None:
        """The tokens of a text; None where it surely has no pattern."""
        matcher, (is_tag, text) = self.program.matcher, key
        return matcher.tokens_of_tag(text) if is_tag else matcher.tokens(text)

    def _hits_in(self, field: TextField, words: Words) -> Iterator[Hit]:
        """The places of some words in a field."""
        key = (field.tag, field.text)
        scan = self._scan(key)
        if words.patterns.isdisjoint(scan.patterns):
            return
        if key not in self._hits:
            tokens = scan.tokens or self._tokens(key)
            self._hits[key] = [] if tokens is None else self.program.matcher.find(tokens)
        yield from (hit for hit in self._hits[key] if hit.pattern in words.patterns)

    def _mentioned(self, place: Place, topic: Topic) -> Truth:
        return kleene.disjunction([self._own(place, topic), *(place.topics[t] for t in topic.includes)])

    def _own(self, place: Place, topic: Topic) -> Truth:
        """Whether a topic is mentioned by its own entries, its own exceptions respected."""
        blind = None if place.blind else False
        entries = self._any(place, topic.entries) or blind
        if entries is False or not (topic.exceptions.patterns or topic.exceptions.regexes or topic.excluded):
            return entries
        excepted = kleene.disjunction(
            [self._any(place, topic.exceptions) or blind, *(place.topics[t] for t in topic.excluded)]
        )
        return kleene.conjunction([entries, kleene.negated(excepted)])

    def _any(self, place: Place, words: Words) -> bool:
        return not words.patterns.isdisjoint(place.patterns) or any(self._has_regex(place, r) for r in words.regexes)

    def _has_regex(self, place: Place, regex: int) -> bool:
        if regex not in place.regexes:
            pattern = self.program.regexes[regex]
            place.regexes[regex] = any(regex in self.sifted(text) and pattern.found(text) for _, text in place.texts)
        return place.regexes[regex]

    def sifted(self, text: str) -> frozenset[int]:
        """The regular expressions that a text may match; the others are not searched for."""
        sifted = self._sifted.get(text)
        if sifted is None:
            sifted = self._sifted[text] = sieve_for(self.program).may_match(text)
        return sifted


def phrase_as_written(pattern: Pattern) -> str:
    """A phrase or hashtag as a rule file has it, without quotation marks."""
    is_hashtag = pattern.key.startswith("#") and not pattern.source.startswith("#")
    return f"#{pattern.source}" if is_hashtag else pattern.source


def regex_as_written(regex: Regex) -> str:
    """A regular expression as a rule file has it."""
    slashed = regex.source.replace("/", "\\/")
    return f"/{slashed}/{'i' if regex.ignore_case else ''}"
