"""Rule files with mistakes in them, and what is said of each beside the faulty line.

In: a folder of `*.curate` files, and a function that reads one. Out: what was expected and what was said, to compare.

On the line where a mistake is underlined a comment says so: `-- expect E043: "body goals"` gives the code and the
underlined words (of the first line, where they run over several). Where no comment can stand on that line, a comment
elsewhere names it: `-- expect E010 at line 4: "summer body`. A line may carry several expectations, each in its own
`-- expect`. A file with none must be clean.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Source

CASES = Path(__file__).with_name("cases")

Reader = Callable[[Source], Sequence[Diagnostic]]
"""Reads or checks a source and gives what there is to say of it."""

_EXPECTED = re.compile(
    r"-- expect (?P<code>[EW][0-9]{3})(?: at line (?P<line>[0-9]+))?:(?P<words>.*?)(?=\s*(?:-- expect|$))"
)


@frozen(order=True)
class Said:
    """A diagnostic as a case file writes it down."""

    line: int
    code: str
    words: str


def case_files() -> list[Path]:
    """All case files, by name."""
    return sorted(CASES.glob("*.curate"))


def expected(path: Path) -> list[Said]:
    """What the comments of a case file say."""
    return sorted(_expectations(path.read_text(encoding="utf-8")))


def said(path: Path, read: Reader) -> list[Said]:
    """What reading a case file says."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return sorted(
        Said(diagnostic.span.source.position(diagnostic.span.start)[0], diagnostic.code, _words(diagnostic))
        for diagnostic in read(source)
    )


def _expectations(text: str) -> Iterator[Said]:
    for number, line in enumerate(text.split("\n"), 1):
        for found in _EXPECTED.finditer(line):
            yield Said(int(found["line"] or number), found["code"], found["words"].strip())


def _words(diagnostic: Diagnostic) -> str:
    return diagnostic.span.text.partition("\n")[0].strip()
