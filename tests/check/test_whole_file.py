"""The file with which the language introduces itself needs nothing changed."""

from __future__ import annotations

from pathlib import Path

from feedcurate.ruleset import examine, load
from feedcurate.trial import run_examples

WHOLE = Path(__file__).with_name("whole") / "whole.curate"


def test_nothing_is_wrong_with_it() -> None:
    """It checks as it stands; the file does not say who `me` is, and is told so."""
    assert [(d.code, d.span.text) for d in examine(WHOLE).diagnostics] == [
        ("W204", "count(posts by me, 24 hours) >= 3"),
    ]


def test_its_examples_come_out_as_they_say() -> None:
    """Both pass, and the rule that one of them names fires."""
    trial = run_examples(load(WHOLE))
    assert [(one.example.title, one.passed) for one in trial.tried] == [
        ("my sister's diet post stays", True),
        ("the third strike", True),
    ]
    assert [rule.rule for rule in trial.coverage if rule.fired] == ["unfollow_triggers"]


def test_it_has_rules_for_every_subject() -> None:
    """Four for posts, one for accounts, two for sessions, one for drafts, and two claims."""
    program = load(WHOLE).program
    assert [rule.name for rule in program.rules] == [
        "check_credentials",
        "less_tabloid",
        "no_comparison",
        "prefer_growth",
    ]
    assert [rule.name for rule in program.account_rules] == ["unfollow_triggers"]
    assert [rule.name for rule in program.session_rules] == ["passive_limit", "quiet_night"]
    assert [rule.name for rule in program.draft_rules] == ["think_first"]
    assert [claim.title for claim in program.claims] == ["an unread clinician", "close friends are never hidden"]
