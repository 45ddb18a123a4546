"""The obvious matcher: a text as a graph of tokens, and a walk over it for every pattern and every start.

In: a text and the places of a pattern. Out: the tokens, or where the pattern matches. Character by character, with no
table, no automaton and no shortcut; slow on purpose, and the judge of the fast one. It shares with the library the
definitions of an address and of an emoji cluster, which have tests of their own, and of clean and folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from feedcurate.matching.addresses import ADDRESS, SENTENCE_END
from feedcurate.matching.characters import EMOJI as EMOJI_CLUSTER
from feedcurate.matching.normalise import clean, composed, folded
from feedcurate.matching.tokens import BREAK, EMOJI

UNSPACED_SCRIPTS = ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar")
CUT = regex.compile(f"(?V1)(?P<emoji>{EMOJI_CLUSTER})|(?P<address>{ADDRESS})")


class Edge(NamedTuple):
    """A token between two places of the graph, and its offsets in the clean text."""

    entry: str
    to: int
    start: int
    end: int


class Graph:
    """The tokens of a text; place 0 is its beginning. `final` is the text that the offsets count in."""

    def __init__(self, text: str) -> None:
        self.edges: list[list[Edge]] = [[]]
        self.final = ""
        text = composed(text)
        at = 0
        for match in CUT.finditer(text):
            self._rest(clean(text[at : match.start()]))
            at = match.end()
            if match["emoji"] is not None:
                cluster = match[0].replace("\ufe0e", "").replace("\ufe0f", "")
                self._token(EMOJI + cluster, match[0])
            else:
                address = match[0].rstrip(SENTENCE_END)
                self._token(BREAK, address)
                at = match.start() + len(address)
        self._rest(clean(text[at:]))

    def entries(self) -> Iterator[Edge]:
        """Every token, of every reading."""
        for edges in self.edges:
            yield from edges

    def find(self, places: tuple[str, ...]) -> set[tuple[int, int]]:
        """Where a pattern matches: offsets into `final`."""
        tests = [re.compile(as_expression(place), re.DOTALL) for place in places]
        return {(first.start, last.end) for edges in self.edges for first in edges for last in self._ends(first, tests)}

    def _ends(self, edge: Edge, tests: list[re.Pattern[str]]) -> Iterator[Edge]:
        if tests[0].fullmatch(edge.entry) is None:
            return
        if len(tests) == 1:
            yield edge
            return
        for following in self.edges[edge.to]:
            yield from self._ends(following, tests[1:])

    def _token(self, entry: str, written: str) -> None:
        start = len(self.final)
        self.final += written
        self._add(len(self.edges) - 1, None, entry, start, len(self.final))

    def _add(self, place: int, to: int | None, entry: str, start: int, end: int) -> int:
        """An edge from a place, to another or to a new one; the place it leads to."""
        if to is None:
            to = len(self.edges)
            self.edges.append([])
        self.edges[place].append(Edge(entry, to, start, end))
        return to

    def _path(self, place: int, to: int, tokens: list[tuple[str, int, int]]) -> None:
        """A row of tokens from a place to another."""
        for entry, start, end in tokens[:-1]:
            place = self._add(place, None, entry, start, end)
        self._add(place, to, *tokens[-1])

    def _rest(self, text: str) -> None:
        """What is neither an address nor an emoji."""
        base = len(self.final)
        self.final += text
        at = 0
        while at < len(text):
            before = text[at - 1] if at else ""
            end = hashtag_end(text, at) if text[at] == "#" and not is_word(before) else None
            if end is not None:
                self._hashtag(text, at, end, base)
                at = end
                continue
            end = mention_end(text, at) if text[at] == "@" and (not is_word(before) or is_unspaced(before)) else None
            if end is not None:
                self._add(len(self.edges) - 1, None, folded(text[at:end]), base + at, base + end)
                at = end
                continue
            end = word_end(text, at)
            if end is not None:
                self._add(len(self.edges) - 1, None, folded(text[at:end]), base + at, base + end)
                at = end
                continue
            at += 1

    def _hashtag(self, text: str, at: int, end: int, base: int) -> None:
        begin = len(self.edges) - 1
        unsplit = words(text, [(at + 1, end)])
        split = words(text, pieces(text, at + 1, end)) or unsplit
        place = begin
        for entry, start, stop in split:
            place = self._add(place, None, entry, base + start, base + stop)
        self._path(begin, place, [(folded(text[at:end]), base + at, base + end)])
        if unsplit != split:
            self._path(begin, place, [(entry, base + start, base + stop) for entry, start, stop in unsplit])
        # Later tokens go on from the last place; the unsplit reading may have made newer ones, so move it to the end.
        last = len(self.edges) - 1
        if place != last:
            self.edges[place], self.edges[last] = self.edges[last], self.edges[place]
            moved = {place: last, last: place}
            self.edges = [[edge._replace(to=moved.get(edge.to, edge.to)) for edge in edges] for edges in self.edges]


def is_word(character: str) -> bool:
    """A letter, mark, digit or connector."""
    return regex.fullmatch(r"\p{L}|\p{M}|\p{N}|\p{Pc}", character) is not None


def is_unspaced(character: str) -> bool:
    """A letter or digit of a script written without spaces."""
    scripts = "|".join(rf"\p{{Script_Extensions={script}}}" for script in UNSPACED_SCRIPTS)
    return is_word(character) and not is_mark(character) and regex.fullmatch(scripts, character) is not None


def is_mark(character: str) -> bool:
    """A combining mark."""
    return regex.fullmatch(r"\p{M}", character) is not None


def is_spaced(character: str) -> bool:
    """A character that joins others to a word."""
    return is_word(character) and not is_unspaced(character)


def run_end(text: str, at: int) -> int:
    """The end of a run of characters that join."""
    while at < len(text) and is_spaced(text[at]):
        at += 1
    return at


def word_end(text: str, at: int) -> int | None:
    """The end of the word that begins here; None where none does."""
    if is_unspaced(text[at]):
        at += 1
        while at < len(text) and is_mark(text[at]):
            at += 1
        return at
    if not is_spaced(text[at]):
        return None
    at = run_end(text, at)
    while text[at : at + 1] == "'" and is_spaced(text[at + 1 : at + 2]):
        at = run_end(text, at + 1)
    return at


def hashtag_end(text: str, at: int) -> int | None:
    """The end of the hashtag whose `#` is here; None where it is none."""
    end = at + 1
    while end < len(text) and is_word(text[end]):
        end += 1
    return end if any(not regex.fullmatch(r"\p{Nd}", character) for character in text[at + 1 : end]) else None


def mention_end(text: str, at: int) -> int | None:
    """The end of the mention whose `@` is here; None where it is none."""
    end = name_end(text, at + 1)
    if end is not None and text[end : end + 1] == "@":
        return name_end(text, end + 1) or end
    return end


def name_end(text: str, at: int) -> int | None:
    """The end of a name with its parts after dots and hyphens; None where there is none."""
    end = run_end(text, at)
    if end == at:
        return None
    while text[end : end + 1] in (".", "-") and is_spaced(text[end + 1 : end + 2]):
        end = run_end(text, end + 1)
    return end


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges between the places where a hashtag is split."""
    cuts = [start]
    found = []
    for at in range(start, end):
        if text[at] == "_":
            found.append((cuts[-1], at))
            cuts.append(at + 1)
        elif at > cuts[-1] and is_split(text, at, end):
            found.append((cuts[-1], at))
            cuts.append(at)
    return [*found, (cuts[-1], end)]


def is_split(text: str, at: int, end: int) -> bool:
    """Whether a new word of a hashtag begins here: lower→Upper, or the last capital of ACRONYMWord."""
    if not regex.fullmatch(r"\p{Lu}|\p{Lt}", text[at]):
        return False
    before = at - 1
    while is_mark(text[before]):
        before -= 1
    after = at + 1
    while after < end and is_mark(text[after]):
        after += 1
    if regex.fullmatch(r"\p{Ll}", text[before]):
        return True
    begins_word = after < end and regex.fullmatch(r"\p{Ll}", text[after]) is not None
    return begins_word and regex.fullmatch(r"\p{Lu}|\p{Lt}", text[before]) is not None


def words(text: str, ranges: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """The words in ranges of a text that holds nothing but word characters there."""
    found = []
    for start, end in ranges:
        at = start
        while at < end:
            stop = word_end(text[:end], at)
            assert stop is not None
            found.append((folded(text[at:stop]), at, stop))
            at = stop
    return found


def as_expression(place: str) -> str:
    """A place of a pattern as a regular expression over an entry."""
    word = rf"[^{EMOJI}#@{BREAK}]"
    if place.startswith(EMOJI):
        return re.escape(place)
    if place == "*":
        return word + ".*"
    before = word + ".*" if place.startswith("*") else ""
    after = ".*" if place.endswith("*") else ""
    return before + re.escape(place.strip("*")) + after
