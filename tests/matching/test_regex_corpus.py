from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from feedcurate.matching.normalise import composed
from feedcurate.matching.regexes import Regex, regular


def why_skipped(test: dict[str, Any]) -> str | None:
    """The rule by which a test of another engine says nothing about ours; None where it does."""
    source = test["regex"]
    text = test["haystack"]
    if not isinstance(source, str):
        return "several expressions at once"
    if any(key in test for key in ("bounds", "anchored", "line-terminator", "match-kind", "search-kind")):
        return "an option of the search that a rule file does not have"
    if test.get("unescape") or (test.get("utf8") is False and not text.isascii()):
        return "bytes that are no text"
    if r"\b{" in source:
        return "an edge of a word that only that engine has"
    if composed(text) != text:
        return "its text is not in NFC"
    if test.get("unicode") is not False and uses_classes(source) and not (source + text).isascii():
        return "classes and word edges are ASCII in RE2"
    made = regular(source, test.get("case-insensitive", False))
    return None if isinstance(made, Regex) else f"refused: {made.kind.value}"


def uses_classes(source: str) -> bool:
    """Whether what it means depends on which characters are letters or digits."""
    return any(escape in source for escape in (r"\b", r"\B", r"\w", r"\W", r"\d", r"\D", r"\s", r"\S"))


def expected(test: dict[str, Any]) -> list[tuple[int, int]]:
    """The ranges that the test gives, as code points; it gives bytes."""
    data = test["haystack"].encode()
    return [(len(data[:start].decode()), len(data[:end].decode())) for start, end in test["matches"]]


def test_another_engine_finds_the_same(corpus: Path) -> None:
    """The tests of Rust's regex crate, wherever its syntax and ours agree on what is asked."""
    tests = [
        test
        for path in sorted((corpus / "matching" / "regex").glob("*.toml"))
        for test in tomllib.loads(path.read_text("utf-8"))["test"]
    ]
    reasons = Counter(why_skipped(test) for test in tests)
    print(f"regex: {reasons.pop(None)} of {len(tests)} tests asked; skipped {dict(reasons)}")  # noqa: T201 - the denominator
    different = []
    for test in tests:
        if why_skipped(test) is None:
            made = regular(test["regex"], test.get("case-insensitive", False))
            assert isinstance(made, Regex)
            found = list(made.search(test["haystack"]))[: test.get("match-limit")]
            if found != expected(test):
                different.append((test["name"], test["regex"], test["haystack"], found, expected(test)))
    assert different == []
