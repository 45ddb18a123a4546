"""Which library should search for all phrases at once? The same lines, the same phrases, the same hits.

In: nothing (seeded posts and phrases). Out: a table on stdout of microseconds a post, and the time to build, at 10 to
50,000 phrases. Every contender must find the same pairs of post and phrase before its time counts; they take turns, and
the best of several rounds is shown, as other work on the machine only ever adds to a time.

Run: `python -m benchmarks.matching_libraries`. `ahocorasick_rs` is compared where it is installed.
"""

from __future__ import annotations

import importlib
import random
import time
from collections.abc import Callable, Iterable

import re2
from daachorse import CharwiseDoubleArrayAhoCorasick, DoubleArrayAhoCorasick

from feedcurate.matching.automaton import Matcher
from feedcurate.matching.patterns import Pattern, phrase
from feedcurate.matching.tokens import TokenText, tokenise

Search = Callable[[str], Iterable[int]]
"""The phrases in a line, by their numbers, each once or several times."""

SIZES = (10, 500, 5_000, 50_000)
POSTS = 1_000
ROUNDS = 7


def main() -> None:
    """Print the table."""
    rng = random.Random(2)
    vocabulary = ["".join(rng.choices("abcdefghijklmnoprstuvw", k=rng.randint(2, 9))) for _ in range(30_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    posts = [
        " ".join(rng.choices(vocabulary, weights, k=max(3, int(rng.lognormvariate(3.4, 0.6))))) for _ in range(POSTS)
    ]
    lines = [tokenise(post).line for post in posts]
    print(f"{'':24}" + "".join(f"{size:>22,}" for size in SIZES))
    rows: dict[str, list[str]] = {}
    for size in SIZES:
        phrases = sorted({" ".join(rng.choices(vocabulary[200:], k=rng.randint(1, 4))) for _ in range(size)})
        for name, cell in compare(phrases, lines).items():
            rows.setdefault(name, []).append(cell)
    for name, cells in rows.items():
        print(f"{name:24}" + "".join(f"{cell:>22}" for cell in cells))


def compare(phrases: list[str], lines: list[str]) -> dict[str, str]:
    """One column: every contender that finds what the first one finds."""
    searches: dict[str, Search] = {}
    built: dict[str, float] = {}
    for name, build in CONTENDERS.items():
        started = time.perf_counter()
        try:
            searches[name] = build(phrases)
        except (ModuleNotFoundError, RuntimeError):
            continue
        built[name] = time.perf_counter() - started
    found = {name: [frozenset(search(line)) for line in lines] for name, search in searches.items()}
    expected = found["Matcher"]
    best = dict.fromkeys(searches, float("inf"))
    for _ in range(ROUNDS):
        for name, search in searches.items():
            started = time.perf_counter()
            for line in lines:
                search(line)
            best[name] = min(best[name], time.perf_counter() - started)
    return {
        name: f"{best[name] / len(lines) * 1e6:.2f} µs  {built[name]:.3f} s" if found[name] == expected else "differs"
        for name in searches
    }


def with_matcher(phrases: list[str]) -> Search:
    """What the library itself does, with the bookkeeping of patterns."""
    matcher = Matcher([pattern for pattern in map(phrase, phrases) if isinstance(pattern, Pattern)])
    return lambda line: matcher.mentions(TokenText(line, line))


def with_daachorse(phrases: list[str]) -> Search:
    """Aho–Corasick over characters."""
    automaton = CharwiseDoubleArrayAhoCorasick([f" {each} " for each in phrases])
    return lambda line: [hit[2] for hit in automaton.find_overlapping(line)]


def with_daachorse_bytes(phrases: list[str]) -> Search:
    """Aho–Corasick over bytes; the line has to be encoded for it."""
    automaton = DoubleArrayAhoCorasick([f" {each} ".encode() for each in phrases])
    return lambda line: [hit[2] for hit in automaton.find_overlapping(line.encode())]


def with_ahocorasick_rs(phrases: list[str]) -> Search:
    """Aho–Corasick from the crate that ripgrep uses."""
    automaton = importlib.import_module("ahocorasick_rs").AhoCorasick([f" {each} " for each in phrases])
    return lambda line: [hit[0] for hit in automaton.find_matches_as_indexes(line, overlapping=True)]


def with_re2_set(phrases: list[str]) -> Search:
    """RE2's set of expressions, which says which match but not where."""
    options = re2.Options()
    options.max_mem = 1 << 30
    options.literal = True
    expressions = re2.Set.SearchSet(options)
    for each in phrases:
        expressions.Add(f" {each} ")
    expressions.Compile()
    return lambda line: expressions.Match(line) or ()


def with_tree(phrases: list[str]) -> Search:
    """A tree of words in plain Python, entered at every word."""
    steps: dict[tuple[int, str], int] = {}
    ends: dict[int, int] = {}
    for number, each in enumerate(phrases):
        node = 0
        for word in each.split(" "):
            node = steps.setdefault((node, word), len(steps) + 1)
        ends[node] = number

    def search(line: str) -> list[int]:
        words = line.split()
        found = []
        for start in range(len(words)):
            node = 0
            for word in words[start:]:
                node = steps.get((node, word), -1)
                if node < 0:
                    break
                if node in ends:
                    found.append(ends[node])
        return found

    return search


CONTENDERS: dict[str, Callable[[list[str]], Search]] = {
    "Matcher": with_matcher,
    "daachorse": with_daachorse,
    "daachorse, bytes": with_daachorse_bytes,
    "ahocorasick_rs": with_ahocorasick_rs,
    "re2.Set": with_re2_set,
    "tree of words": with_tree,
}

if __name__ == "__main__":
    main()
