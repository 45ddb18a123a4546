"""Examples of a file that another one uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedcurate.check.resolver import FolderResolver
from feedcurate.ruleset import Examined, examine_text
from feedcurate.trial import run_examples

OTHER = """
accounts close: @ann@a.example
rule it when author in close then hide
example "theirs"
    given post by close
    expect hidden by it
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the other file in it."""
    (tmp_path / "other.curate").write_text(OTHER)
    return tmp_path


def examined(folder: Path, text: str) -> Examined:
    """The main file, checked."""
    return examine_text(text, name="my.curate", resolver=FolderResolver(folder))


def test_they_run_in_their_own_words(folder: Path) -> None:
    """Their lists and rules are those of their file, whatever the file that uses it calls its own."""
    text = 'use "other.curate" as other\naccounts close: @bob@b.example\nrule it when author in close then block\n'
    ruleset = examined(folder, f'{text}example "mine" given post by close expect blocked by it').ruleset
    assert ruleset is not None
    trial = run_examples(ruleset)
    assert [one.example.title for one in trial.tried] == ["mine", "theirs"]
    assert trial.passed


def test_all_rules_are_there(folder: Path) -> None:
    """So they also tell whether the rules around them undo what they are about."""
    ruleset = examined(folder, 'use "other.curate" as other\nrule mine when always then block').ruleset
    assert ruleset is not None
    [tried] = run_examples(ruleset).tried
    assert [one.happened for one in tried.expected] == [("blocked by mine",)]


def test_a_title_is_given_once_in_all_files(folder: Path) -> None:
    """The mistake shows both places."""
    found = examined(folder, 'use "other.curate"\nexample "theirs" given post expect shown').diagnostics
    [told] = [one for one in found if one.code == "E219"]
    assert {told.span.source.name, told.labels[0].span.source.name} == {"my.curate", "other.curate"}
