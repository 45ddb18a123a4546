"""Files that are too large, too deep or too long end in one diagnostic, quickly and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from feedcurate.syntax.parse import parse
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source
from tests.syntax.reading import codes

DEEP, MANY = 10_000, 1_000_000
MONSTERS = {
    "parentheses": ("let a = " + "(" * DEEP + "b" + ")" * DEEP, "E007"),
    "braces": ("let a = " + "{" * DEEP + "b" + "}" * DEEP, "E007"),
    "nots": ("let a = " + "not " * DEEP + "b", "E007"),
    "calls": ("let a = " + "f(" * DEEP + "b" + ")" * DEEP, "E007"),
    "implications": ("let a = " + "b implies " * DEEP + "c", "E007"),
    "attributes": ("let a = b" + ".c" * DEEP, "E007"),
    "sums": ("let a = b" + " + c" * DEEP, "E007"),
    "sources": ("let a = f(b" + " of c" * DEEP + ")", "E007"),
    "entries": ("topic a: " + "#b, " * (MANY - 1) + "#c", "E006"),
    "operands": ("let a = b" + " or c" * (MANY // 2), "E006"),
    "ten megabytes": ("let a = b\n" * MANY, "E004"),
    "statements": ("let a = b\n" * (MANY // 3), "E005"),
    "text": ('let a = "' + "x" * MANY + '"', "E008"),
    "escapes": ('let a = "' + "\\n" * MANY + '"', "E008"),
    "name": ("let " + "x" * MANY, "E008"),
    "pattern": ("topic a: /" + "\\/" * MANY + "/", "E008"),
    "unfinished text": ('topic a: "' + "\\n" * MANY, "E008"),
    "quotes": ("topic a: " + '"' * MANY, "E043"),
    "one long line of junk": ("rule " * (MANY // 2), "E048"),
    "hyphens": ("sites a: " + "x-" * MANY, "E035"),
}  # fmt: skip

SECONDS, MEGABYTES = 60, 300
"""Generous, for a busy machine: all of the monsters together take about five seconds alone."""


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_one_diagnostic_and_the_next_statement_is_read(name: str) -> None:
    """Its code is that of the limit; a statement on the next line is none of its business."""
    text, code = MONSTERS[name]
    result = parse(Source("x", f"{text}\nlet after = b"))
    assert [diagnostic.code for diagnostic in result.diagnostics] == [code]
    assert code in {"E004", "E005"} or len(result.file.statements) == 1


MEASURE = """
import json, re, time
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source
from tests.syntax.test_limits import MONSTERS
before = time.process_time()
for text, _ in MONSTERS.values():
    file = parse(Source("x", text)).file
    assert file == file and hash(file) == hash(file) and repr(file)
    del file
peak = re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())
print(json.dumps([time.process_time() - before, int(peak[1]) / 1024]))
"""
# The peak of the process itself: what `getrusage` tells is never less than what its parent took before it.


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process its peak")
def test_monsters_are_told_quickly_and_in_little_memory() -> None:
    """Compared, hashed, printed and freed too, in a process of their own."""
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, check=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_long_flat_conditions_and_lists_are_fine() -> None:
    """Ten thousand entries and five thousand operands are within the limits."""
    assert codes("topic a: " + "#b, " * 9_999 + "#c") == []
    assert codes("let a = b" + " or c" * 5_000) == []


@pytest.mark.parametrize(
    ("limits", "fits", "exceeds"),
    [
        (Limits(file_size=9), "let a = b", "let a = é"),
        (Limits(statements=2), "let a = b let c = d", "let a = b let c = d let e = f"),
        (Limits(inline_entries=3), "topic a: #b, #c, #d", "topic a: #b, #c, #d, #e"),
        (Limits(inline_entries=2), "let a = b or c", "let a = b or c or d"),
        (Limits(nesting=3), "let a = not not b", "let a = not not not b"),
        (Limits(nesting=3), "let a = (((b)))", "let a = ((((b))))"),
        (Limits(pattern_length=5), 'topic a: "abcde"', 'topic a: "abcdefghi"'),
    ],
)
def test_each_limit_is_the_last_size_that_fits(limits: Limits, fits: str, exceeds: str) -> None:
    """One more is an error."""
    assert parse(Source("x", fits), limits).diagnostics == ()
    assert len(parse(Source("x", exceeds), limits).diagnostics) == 1


def test_statements_beyond_the_limit_are_not_read() -> None:
    """What was read before it is kept."""
    result = parse(Source("x", "let a = b\n" * 10), Limits(statements=4))
    assert len(result.file.statements) == 4
    assert [diagnostic.code for diagnostic in result.diagnostics] == ["E005"]
