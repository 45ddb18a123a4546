"""All phrases at once: which of many patterns a text has, and where.

In: patterns, once; then texts. Out: hits, with exact ranges in the text, or only which patterns there are.

One Aho–Corasick automaton (daachorse) searches the line of a text for the anchors of all patterns. Words are ours: an
anchor has the line's spaces in it, so the automaton can only find whole entries, and nothing depends on what a
library takes for a word. In `benchmarks/matching_libraries.py` daachorse is the fastest up to 5,000 phrases and level
with ahocorasick_rs and RE2's set at 50,000; it finds overlapping hits and says where, which RE2's set does not, and
it pickles. It searches characters, not bytes, which costs a tenth of a microsecond or two and makes its offsets those
of the line.

Most texts have none of the phrases of a rule file. A second automaton, over the text as it is, finds most of those
out before the text is taken apart, which costs fifty times as much (`prefilter`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen
from daachorse import CharwiseDoubleArrayAhoCorasick

from feedcurate.matching.anchors import Check, anchor
from feedcurate.matching.book import Book
from feedcurate.matching.crossing import Found, crossing
from feedcurate.matching.hashtags import Readings
from feedcurate.matching.lines import line_of, lines_of
from feedcurate.matching.patterns import Pattern
from feedcurate.matching.prefilter import prefilter
from feedcurate.matching.tags import tokenise_tag
from feedcurate.matching.tokens import EMOJI, TokenText, tokenise


@frozen
class Hit:
    """A pattern, by its index, and the range it was found in: code points, half-open, into the text as given."""

    pattern: int
    start: int
    end: int


FEW = 100
"""With so few patterns most texts have none, and a quick look at each text saves more than it costs."""
_NONE: frozenset[int] = frozenset()


class Matcher:
    """Finds patterns; immutable, safe to share between threads, picklable."""

    __slots__ = (
        "_automaton",
        "_book",
        "_checked",
        "_checks",
        "_has_emoji",
        "_own",
        "_owners",
        "_prefilter",
        "patterns",
    )

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._checks: dict[int, Check] = {}
        owners: dict[str, list[int]] = {}
        for index, pattern in enumerate(self.patterns):
            text, check = anchor(pattern.key)
            owners.setdefault(text, []).append(index)
            if check is not None:
                self._checks[index] = check
        self._owners = tuple(map(tuple, owners.values()))
        self._checked = frozenset(
            owner for owner, owned in enumerate(self._owners) if not self._checks.keys().isdisjoint(owned)
        )
        self._has_emoji = any(EMOJI in pattern.key for pattern in self.patterns)
        self._own = len(owners) == len(self.patterns)
        self._book: Book | None = None
        self._prefilter = prefilter(pattern.key for pattern in self.patterns)
        self._automaton = CharwiseDoubleArrayAhoCorasick(list(owners)) if owners else None

    @property
    def automata(self) -> tuple[CharwiseDoubleArrayAhoCorasick, ...]:
        """What is native code in it, largest first: it can be written and read by itself."""
        found = (self._automaton, self._prefilter.runs, self._prefilter.tags)
        return tuple(automaton for automaton in found if automaton is not None)

    def __getstate__(self) -> tuple[object, ...]:
        """What is pickled: of patterns only their texts, since there may be very many."""
        sources = [pattern.source for pattern in self.patterns]
        keys = [None if pattern.key == pattern.source else pattern.key for pattern in self.patterns]
        rest = {name: getattr(self, name) for name in self.__slots__ if name not in ("_automaton", "patterns")}
        return self._automaton, sources, keys, rest

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Undo `__getstate__`."""
        self._automaton, sources, keys, rest = state
        self.patterns = tuple(
            Pattern(source, source if key is None else key) for source, key in zip(sources, keys, strict=True)
        )
        for name, value in rest.items():
            setattr(self, name, value)

    def find(self, text: str | TokenText) -> list[Hit]:
        """Every place where a pattern matches, in any reading of the text's hashtags; by start, end, then pattern."""
        tokens = self.tokens(text) if isinstance(text, str) else text
        if tokens is None:
            return []
        found = set(self._found(tokens, self._anchors(tokens)))
        if not found:
            return []
        ranges = tokens.ranges()
        spans = {(ranges[first][0], ranges[last][1], pattern) for pattern, first, last in found}
        return [Hit(pattern, start, end) for start, end, pattern in sorted(spans)]

    def mentions(self, text: str | TokenText) -> set[int]:
        """Which patterns match anywhere in the text; quicker than where."""
        tokens = self.tokens(text) if isinstance(text, str) else text
        if tokens is None:
            return set()
        anchors = self._anchors(tokens)
        owners = {owner for _, _, owner in anchors}
        if tokens.alternatives or not self._checked.isdisjoint(owners):
            return {pattern for pattern, _, _ in self._found(tokens, anchors)}
        return {pattern for owner in owners for pattern in self._owners[owner]}

    def which(self, texts: Sequence[str]) -> list[frozenset[int]]:
        """Which patterns each of some texts has; the more texts, the quicker, up to some hundreds."""
        if self._automaton is None:
            return [_NONE for _ in texts]
        if len(self.patterns) <= FEW:
            may = [i for i, text in enumerate(texts) if self._prefilter.may_match(text)]
            found = dict(zip(may, self._which([texts[i] for i in may]), strict=True))
            return [found.get(i, _NONE) for i in range(len(texts))]
        return self._which(texts)

    def which_of(self, text: str) -> frozenset[int]:
        """Which patterns one text has; as `which`, for a text that comes alone."""
        if self._automaton is None or (len(self.patterns) <= FEW and not self._prefilter.may_match(text)):
            return _NONE
        line, tags = line_of(text, emoji=self._has_emoji)
        if line is None or (tags and self._may_cross(tags)):
            return frozenset(self.mentions(text))
        return self._in_line(line)

    def _which(self, texts: Sequence[str]) -> list[frozenset[int]]:
        easy = lines_of(texts, emoji=self._has_emoji)
        return [
            frozenset(self.mentions(text))
            if line is None or (i in easy.tags and self._may_cross(easy.tags[i]))
            else self._in_line(line)
            for i, (text, line) in enumerate(zip(texts, easy.lines, strict=True))
        ]

    def _in_line(self, line: str) -> frozenset[int]:
        """The patterns in a line, none of which crosses the border of another reading."""
        anchors = [] if self._automaton is None else self._automaton.find_overlapping(line)
        if not anchors:
            return _NONE
        owners = {owner for _, _, owner in anchors}
        if self._checked.isdisjoint(owners):
            return frozenset(owners if self._own else [one for owner in owners for one in self._owners[owner]])
        return frozenset([pattern for pattern, _, _ in self._found(TokenText(line, line), anchors)])

    def _may_cross(self, tags: list[Readings]) -> bool:
        """Whether a phrase could begin or end in another reading of a hashtag and go on beside it (see `crossing`)."""
        book = self._opened()
        return book.longest > 0 and any(book.has(entry) for tag in tags for entry in tag.ends)

    def may_match(self, text: str) -> bool:
        r"""A quick look: false means that surely no pattern is found in this text, nor in any part of it.

        `text` may also be a JSON document, as it is written, with texts and tags in it: where this is false, none of
        its strings has a pattern, whether it is read as a text or as the value of a hashtag. Escapes such as `\n` and
        `\"` are no hindrance; where anything is written as `\u0061`, the answer is true.
        """
        return self._prefilter.may_match_inside(text)

    def tokens(self, text: str) -> TokenText | None:
        """The tokens of a text, for whoever asks both which and where; None where it surely has no pattern."""
        return tokenise(text) if self._prefilter.may_match(text) else None

    def tokens_of_tag(self, tag: str) -> TokenText | None:
        """The tokens of a hashtag given as a value; None where it surely has no pattern.

        A tag is its hashtag and its words, as it would be in a text.
        """
        return tokenise_tag(tag) if self.may_match(tag) else None

    def hits_in_tags(self, tags: Sequence[str]) -> list[tuple[int, Hit]]:
        """The hits in hashtags given as values: the index of the tag, and the hit with its range in that value.

        No phrase runs from one tag to the next.
        """
        tokens = map(self.tokens_of_tag, tags)
        return [(index, hit) for index, tag in enumerate(tokens) if tag is not None for hit in self.find(tag)]

    def _anchors(self, tokens: TokenText) -> list[tuple[int, int, int]]:
        """Where anchors stand in the line, by their ends: start, end, and the number of their owners."""
        return [] if self._automaton is None else self._automaton.find_overlapping(tokens.line)

    def _found(self, tokens: TokenText, anchors: list[tuple[int, int, int]]) -> Iterator[Found]:
        """The patterns with the entries they were found in; some may come twice."""
        line = tokens.line
        entries: list[str] | None = None
        spaces = counted = 0
        for start, end, owner in anchors:
            # Anchors come by their end, so each space of the line is counted once here, and again only inside one.
            spaces += line.count(" ", counted, end)
            counted = end
            first = spaces - line.count(" ", start + 1, end) - 1
            for pattern in self._owners[owner]:
                check = self._checks.get(pattern)
                if check is None:
                    yield pattern, first, spaces - 2
                    continue
                entries = tokens.entries if entries is None else entries
                found = check.found(entries, first)
                if found is not None:
                    yield pattern, *found
        if tokens.alternatives:
            book = self._opened()
            if book.longest:
                yield from crossing(tokens.entries, tokens.size, tokens.alternatives, book)

    def _opened(self) -> Book:
        """The book of the phrases, made when a text first has a hashtag of several words.

        Of very many phrases it takes half as long to make as the automaton. Where two threads make it, it is the same.
        """
        book = self._book
        if book is None:
            book = self._book = Book([pattern.key for pattern in self.patterns])
        return book
