"""An amount may be named by a `let`, and is then what the `let` says, also where that is set from outside."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

from feedcurate.check.resolver import FolderResolver
from feedcurate.program.program import AtLeast, InARow, Once, Per, Program
from feedcurate.ruleset import loads
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source

_LETS = """set timezone: "UTC"
let rest = 90 minutes
let longer = rest
let morning = 07:00
let two = 2
let ten = 10
"""
_NAMED = """
rule s for session when sessions(today) > 3 then pause longer, suggest "Read a book."
rule t for session when sessions(today) > 4 then pause until morning
rule u for session when sessions(today) > 4 then wait rest
rule a for account when count(posts by account, 7 days) > 3 then suggest snooze rest
rule d for draft when always then hold rest, ask "Now?"
rule p when post.likes > 3 then boost rest, demote longer
feed
    at least two in ten when post.likes > 3
    at most two in a row by author
    at most ten per day
    at most ten per rest by site
    once per link in longer
"""
_WRITTEN = (
    (_NAMED.replace("longer", "rest").replace("rest", "90 minutes").replace("morning", "07:00"))
    .replace("two", "2")
    .replace("ten ", "10 ")
)


def _does(program: Program) -> tuple[object, ...]:
    """What the rules do, and the limits of the feed with the way they are told."""
    return (*(rule.actions for rule in program.all_rules), program.quotas)


def test_an_amount_is_what_its_name_stands_for() -> None:
    """Actions and limits come to the same as with the amounts written out, and are told so."""
    assert _does(loads(_LETS + _NAMED).program) == _does(loads(_LETS + _WRITTEN).program)


def test_an_amount_that_is_set_from_outside_counts(tmp_path: Path) -> None:
    """A reader's file tunes what another one names; a `let` that only names another one follows it."""
    (tmp_path / "calm.curate").write_text(_LETS + _NAMED, encoding="utf-8")
    text = 'use "calm.curate" as calm set calm.rest: 3 hours set calm.morning: 06:30 set calm.two: 1'
    program = loads(text, resolver=FolderResolver(tmp_path)).program
    pauses = {rule.name: rule.actions.pause for rule in program.session_rules}
    assert (pauses["calm.s"], pauses["calm.t"]) == (timedelta(hours=3), time(6, 30))
    counts = {type(quota): getattr(quota, "count", None) for quota in program.quotas}
    assert (counts[AtLeast], counts[InARow]) == (1, 1)
    assert {quota.within for quota in program.quotas if isinstance(quota, Once)} == {timedelta(hours=3)}
    assert timedelta(hours=3) in {quota.period for quota in program.quotas if isinstance(quota, Per)}


def test_names_of_amounts_stay_when_a_file_is_formatted() -> None:
    """The canonical text is read as the same tree."""
    first = parse(Source("a", _LETS + _NAMED)).file
    again = parse(Source("b", format_file(first))).file
    assert format_file(again) == format_file(first)
    assert "pause until morning" in format_file(first)
    assert "suggest snooze rest" in format_file(first)
