"""Every pack that ships is in order, keeps what it promises, and can be used and tuned."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest

from feedcurate.check.packs import FOLDER, pack_names, pack_text
from feedcurate.proof import Status, prove
from feedcurate.ruleset import examine, examine_text, load, loads
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from feedcurate.trial import run_examples

FILES = sorted(FOLDER.glob("*.curate"))
_SIGN = "--"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_pack_is_in_order_and_in_the_canonical_layout(path: Path) -> None:
    """No error, nothing to format, and no warning but that the reader's file is to say where and who they are."""
    assert {one.code for one in examine(path).diagnostics} <= {"W201", "W204"}
    text = path.read_text(encoding="utf-8")
    assert format_file(parse(Source(path.name, text)).file) == text


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_begins_by_saying_what_it_is_for(name: str) -> None:
    """`feedcurate packs` shows its first line, and further down it says how to use it."""
    first, _, *rest = pack_text(name).splitlines()
    assert first.startswith(f"{_SIGN} ")
    assert first.endswith(".")
    assert f'-- use "feedcurate:{name}"' in rest


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_shows_what_it_catches_and_what_it_leaves_alone(name: str) -> None:
    """Its examples pass, every rule of it fires in one of them, or is said to, and its claims are proved."""
    rules = load(FOLDER / f"{name}.curate")
    trial = run_examples(rules)
    assert trial.passed
    assert len(trial.tried) >= 6
    assert [found.claim.title for found in prove(rules) if found.status is not Status.PROVED] == []


def test_the_names_of_a_pack_stand_behind_its_own() -> None:
    """Rules in a text may use it too, and it can be called otherwise."""
    rules = loads('set timezone: "UTC" use "feedcurate:balance"').program.session_rules
    assert {rule.name for rule in rules} > {"balance.daily_limit", "balance.quiet_hours"}
    other = loads('set timezone: "UTC" use "feedcurate:balance" as mine').program.session_rules
    assert {rule.name for rule in other} > {"mine.daily_limit"}


def test_the_numbers_of_a_pack_are_the_readers_to_set() -> None:
    """So are its rules to switch off."""
    text = 'set timezone: "UTC" use "feedcurate:balance" set balance.rest: 2 hours set balance.morning: 06:00'
    pauses = {rule.name: rule.actions.pause for rule in loads(text).program.session_rules}
    assert (pauses["balance.daily_limit"], pauses["balance.quiet_hours"]) == (timedelta(hours=2), time(6))
    quiet = loads(f"{text} set balance.quiet_hours: off").program.session_rules
    assert "balance.quiet_hours" not in {rule.name for rule in quiet}


def test_a_pack_that_is_used_brings_no_examples_and_claims_along() -> None:
    """They are about the pack as it ships, which whoever sets a number of it changes."""
    program = loads('set timezone: "UTC" use "feedcurate:balance" set balance.limit: 3 hours').program
    assert (program.examples, program.claims) == ((), ())


def test_a_pack_that_needs_to_know_the_reader_says_so() -> None:
    """The warning comes with the file that uses it, and goes once that says who and where the reader is."""
    use = 'use "feedcurate:mindful_posting"'
    assert {one.code for one in examine_text(use).diagnostics} == {"W201", "W204"}
    assert examine_text(f'set me: @ann@example.social set timezone: "UTC" {use}').diagnostics == ()


def test_a_pack_that_is_used_twice_counts_once() -> None:
    """By the same name."""
    once = loads('set timezone: "UTC" use "feedcurate:balance"').program
    twice = loads('set timezone: "UTC" use "feedcurate:balance" use "feedcurate:balance"').program
    assert [rule.name for rule in once.all_rules] == [rule.name for rule in twice.all_rules]


@pytest.mark.parametrize("name", ["blance", "../packs/balance", "balance.curate", ""])
def test_another_name_is_told_and_reaches_no_file(name: str) -> None:
    """A pack is named, not found by a path."""
    found = examine_text(f'use "feedcurate:{name}" rule r when post.likes > 3 then hide')
    assert [one.code for one in found.diagnostics] == ["E163"]
