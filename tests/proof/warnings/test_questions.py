"""Small questions about large files get the answers that large ones would get."""

from __future__ import annotations

from pathlib import Path

from benchmarks.proof_programs import clean
from feedcurate.proof.warnings import written
from feedcurate.proof.warnings.questions import Questions
from feedcurate.ruleset import load, loads
from tests.proof.warnings.told import NOW


def test_what_is_asked_nearby_is_answered_as_if_all_laws_were_known() -> None:
    """Leaving out the laws that have nothing to do with a rule changes no answer."""
    program = loads(clean(7).text() + "rule dead when post.likes > 3 and post.likes < 2 then hide\n").program
    questions = Questions(program, 20.0)
    answers = {
        rule.name: (questions.ask(questions.fires(rule)).found, questions.ask_nearby(questions.firing_term(rule)).found)
        for rule in program.all_rules
    }
    assert all(whole is small for whole, small in answers.values())
    assert len({whole for whole, _ in answers.values()}) == 2


def test_files_of_lists_are_no_files_of_rules(tmp_path: Path) -> None:
    """Of all files that a rule file reads those with rules are looked at as such, the main one first."""
    (tmp_path / "main.curate").write_text(
        'use "more.curate"\naccounts a from "a.txt"\nrule r when author in a or author in b then hide\n'
    )
    (tmp_path / "more.curate").write_text('accounts b from "b.txt"\n')
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("@sis@a.example\n")
    files = written(load(tmp_path / "main.curate"), NOW).files
    assert [len(file.statements) for file in files] == [3, 1]
