"""What comes from strangers is bounded: every excess is a diagnostic, in seconds and little memory."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedcurate.ruleset import examine, examine_text
from feedcurate.text.limits import Limits

SECONDS = 90
"""Of processor time; on a busy machine, with coverage, the longest of these has taken twenty."""


@contextmanager
def _soon() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def _codes(text: str) -> set[str]:
    with _soon():
        return {diagnostic.code for diagnostic in examine_text(text).diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        f"rule r when {'(' * 10_000}post is repost{')' * 10_000} then hide",
        f"rule r when {'not ' * 10_000}post is repost then hide",
        f"rule r when post.likes{' + 1' * 10_000} > 3 then hide",
        f"rule r when {'post is repost implies ' * 10_000}post is reply then hide",
        f"rule r when post{'.quote' * 10_000}.likes > 3 then hide",
        f"rule r when post.likes in {'{' * 10_000}1{'}' * 10_000} then hide",
        f"rule r when {'any(post.media where ' * 10_000}media.kind = video{')' * 10_000} then hide",
        f"rule r when count(views {'of views ' * 10_000}, today) > 3 then hide",
    ],
    ids=["brackets", "nots", "sums", "implies", "dots", "sets", "calls", "streams"],
)
def test_nesting_ten_thousand_deep_is_one_diagnostic(text: str) -> None:
    """No traceback, no hang: the place where it gets too deep is underlined."""
    assert _codes(text) == {"E007"}


@pytest.mark.parametrize(
    "text",
    [
        f"rule r when {'(' * 60}post is repost{')' * 60} then hide",
        f"rule r when {'not ' * 60}post is repost then hide",
        f"rule r when post.likes{' + 1' * 50} > 3 then hide",
        f"rule r when any(post.media where {'not ' * 50}media.kind = video) then hide",
    ],
)
def test_nesting_as_deep_as_allowed_is_fine(text: str) -> None:
    """What may be read may be checked."""
    assert _codes(text) == set()


def test_a_file_of_ten_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    """Without reading more of it than is allowed."""
    path = tmp_path / "large.curate"
    path.write_text("-- " + "x" * 10_000_000, encoding="utf-8")
    with _soon():
        assert [diagnostic.code for diagnostic in examine(path).diagnostics] == ["E004"]


def test_an_inline_list_of_a_million_entries_is_refused() -> None:
    """Long lists belong in files."""
    limits = Limits(file_size=64 * 1024 * 1024)
    text = "topic t: " + ", ".join(f'"w{i}"' for i in range(1_000_000))
    with _soon():
        assert [d.code for d in examine_text(text, limits=limits).diagnostics] == ["E006"]


def test_a_list_file_of_a_million_entries_is_read(tmp_path: Path) -> None:
    """That is what they are for; one more is too many."""
    path = tmp_path / "main.curate"
    path.write_text('accounts a from "a.txt"\nrule r when author in a then hide', encoding="utf-8")
    entries = tmp_path / "a.txt"
    entries.write_text("".join(f"@a{i}@x.example\n" for i in range(1_000_000)), encoding="utf-8")
    with _soon():
        examined = examine(path)
    assert examined.diagnostics == ()
    with entries.open("a", encoding="utf-8") as file:
        file.write("@one@too.many\n")
    assert [d.code for d in examine(path).diagnostics] == ["E165"]


CHAIN = 10_000
MANY = 3_000
BIG = "accounts big: " + ", ".join(f"@x{i}@y.example" for i in range(9_000))
LINES: dict[str, tuple[Callable[[int], str], set[str]]] = {
    "lets, each of the one before": (lambda i: f"let a{i} = {f'not a{i - 1}' if i else 'post is repost'}", {"E117"}),
    "lets, each of the next one": (
        lambda i: f"let a{i} = {f'not a{i + 1}' if i < CHAIN - 1 else 'post is repost'}",
        {"E117"},
    ),
    "lets of one value": (lambda i: f"let a{i} = {f'a{i - 1}' if i else 'post.likes'}", set()),
    "lets in a circle": (lambda i: f"let a{i} = a{(i + 1) % CHAIN}", {"E112"}),
    "lists, each of the one before": (lambda i: f"topic a{i}: a{i - 1}" if i else 'topic a0: "x"', set()),
    "lists in a circle": (lambda i: f"topic a{i}: a{(i + 1) % MANY}", {"E113"}),
    "unknown names": (lambda i: f"rule r{i} when post mentions topic_name_{i} then hide", {"E101"}),
    "unknown entries": (lambda i: f"topic topic_name_{i}: topic_nane_{i}", {"E101"}),
    "unknown fields": (lambda i: f"rule r{i} when post.liikes{i} > 3 then hide", {"E102"}),
    "one name": (lambda i: f"rule r when post.likes > {i} then hide", {"E110"}),
    "what comes later": (lambda i: f'topic t{i}: like "posts {i}"', {"E190"}),
    "what looks back": (lambda i: f"let r{i} = count(posts by author, {i + 1} days) > 3", set()),
    "warnings allowed": (lambda i: f'-- allow W202: x\ntopic r{i}: "C++{i}"', set()),
    "warnings": (lambda i: f"rule r{i} when not post.quote.likes > {i} then hide", {"W203"}),
    "lists of accounts, each in the next": (
        lambda i: f"accounts a{i}: {f'a{i - 1}, ' if i else ''}@x{i}@y.example",
        {"E168"},
    ),
    "lists of sites, each in the next": (lambda i: f"sites a{i}: {f'a{i - 1}, ' if i else ''}x{i}.example", {"E168"}),
    "large regular expressions": (lambda i: f"topic a{i}: /(x{i}y){{1,900}}/", {"E147"}),
    "lists side by side": (
        lambda i: f"rule r{i} when author in {{big, @y{i}@y.example}} then hide" if i else BIG,
        set(),
    ),
    "examples with lists of their own": (
        lambda i: (
            f'example "e{i}" given accounts a: @x{i}@y.example given post expect shown' if i else "accounts a: @a"
        ),
        set(),
    ),
    "examples whose lists lead back": (
        lambda i: (
            f'topic t{i}: t{i - 1}\nexample "e{i}" given topic t0: t{i} given post expect shown'
            if i
            else 'topic t0: "x"'
        ),
        {"E113"},
    ),
    "examples of unknown lists": (
        lambda i: f'sites s{i}: x.example\nexample "e{i}" given sites z{i}: x.example given post expect shown',
        {"E101"},
    ),
    "examples by unknown rules": (
        lambda i: f'rule r{i} when post.likes > {i} then hide\nexample "e{i}" given post expect hidden by s{i}',
        {"E214"},
    ),
    "settings": (lambda i: f"set day_start: 0{i % 10}:00", {"E171"}),
}


@pytest.mark.parametrize("name", LINES)
def test_thousands_of_statements_are_checked_quickly(name: str) -> None:
    """Whatever they do to each other, checking costs about what the file is long."""
    line, said = LINES[name]
    count = CHAIN if name.startswith("lets") else MANY
    assert _codes("\n".join(map(line, range(count)))) == said


def test_a_rule_of_lets_that_double_is_checked_quickly() -> None:
    """Forty `let`s, each twice the one before: written out they would fill every disk."""
    lets = [f"let a{i} = {f'a{i - 1} and a{i - 1}' if i else 'not post.quote.likes > 3'}" for i in range(40)]
    assert _codes("\n".join([*lets, "rule r when a39 then hide"])) == {"W203"}


def test_a_let_may_be_built_in_many_layers() -> None:
    """As many as three times the nesting of one condition; beyond that it is told where."""
    lets = [f"let a{i} = {f'not a{i - 1}' if i else 'post is repost'}" for i in range(300)]
    (said,) = examine_text("\n".join(lets)).diagnostics
    assert said.code == "E117"
    assert said.span.text == "a190"


def test_rules_with_the_deepest_condition_can_be_pickled() -> None:
    """What passes the check can go to another process."""
    import pickle

    lets = [f"let a{i} = {f'not a{i - 1}' if i else 'post is repost'}" for i in range(190)]
    text = "\n".join([*lets, f"rule r when {'not ' * 60}a189 then hide"])
    ruleset = examine_text(text).ruleset
    assert ruleset is not None
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset  # noqa: S301 (written a line ago)


@pytest.mark.parametrize(
    ("limits", "text", "code"),
    [
        (Limits(file_size=20), "rule r when post is repost then hide", "E004"),
        (Limits(statements=1), "let a = post is repost\nlet b = post is reply", "E005"),
        (Limits(inline_entries=2), 'topic t: "a", "b", "c"', "E006"),
        (Limits(nesting=3), "let a = not not not not post is repost", "E007"),
        (Limits(pattern_length=10), 'topic t: "a long phrase indeed"', "E008"),
        (Limits(pattern_length=10), 'topic t: "twelve word"', "E148"),
        (Limits(pattern_length=10), "topic t: /abcdefghijk/", "E148"),
    ],
)
def test_each_limit_is_told(limits: Limits, text: str, code: str) -> None:
    """One object bounds every step, and each excess has a code of its own."""
    assert [diagnostic.code for diagnostic in examine_text(text, limits=limits).diagnostics] == [code]


def test_the_number_of_used_files_is_bounded(tmp_path: Path) -> None:
    """A file that uses a hundred others, and these a hundred more, is told once."""
    for i in range(12):
        (tmp_path / f"{i}.curate").write_text(f'use "{i + 1}.curate"', encoding="utf-8")
    found = examine(tmp_path / "0.curate", limits=Limits(used_files=10)).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["E166"]


def test_the_recursion_limit_is_left_alone() -> None:
    """No step asks for more stack than the interpreter gives."""
    before = sys.getrecursionlimit()
    _codes(f"rule r when {'(' * 64}post is repost{')' * 64} then hide")
    assert sys.getrecursionlimit() == before
