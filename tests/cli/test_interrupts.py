"""Ctrl-C while the solver thinks waits for the end of a question, and is never lost."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from feedcurate.cli.interrupts import ctrl_c_between_questions
from feedcurate.proof.ask import Answer, Asker
from feedcurate.proof.terms import Term
from tests.cli.conftest import Run
from tests.cli.process import PROGRAM, environment

CLAIMS = """\
set timezone: "UTC"
rule diets when post mentions "diet" then hide
never "a: likes": post.likes > 5 and post.likes < 3
never "b: a search without an end": post.text matches /\\b\\B/
"""
OTHER = """\
set timezone: "UTC"
rule diets when post matches /diets?/ then hide
"""


def test_ctrl_c_waits_for_the_next_call() -> None:
    """Pressed in the middle of a question it does nothing; at the next one it is what it always is."""
    with ctrl_c_between_questions() as stop:
        stop()
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            stop()


def test_a_second_ctrl_c_does_not_wait() -> None:
    """Whoever presses twice is in a hurry."""
    with ctrl_c_between_questions():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_all_is_as_before() -> None:
    """The handler of the program is back."""
    before = signal.getsignal(signal.SIGINT)
    with ctrl_c_between_questions():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such signal")
def test_prove_ends_with_what_is_known(tmp_path: Path) -> None:
    """Pressed while a claim is searched for: the proved one was told, the other is counted as not looked at."""
    (tmp_path / "my.curate").write_text(CLAIMS, encoding="utf-8")
    command = [PROGRAM, "prove", "my.curate", "--seconds", "20", "--search", "100000000"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b'proved    never "a: likes"\n'
        process.send_signal(signal.SIGINT)
        rest, told = process.communicate(timeout=60)
    assert rest == b"1 proved, 1 not looked at\n"
    assert told == b""
    assert process.returncode == 130


def test_diff_says_that_it_was_interrupted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed during the first question to the solver: there is no second one, and no word about the rules."""
    (tmp_path / "old.curate").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "new.curate").write_text(OTHER, encoding="utf-8")
    plainly, asked = Asker.ask, []

    def pressed_meanwhile(self: Asker, *conditions: Term) -> Answer:
        answer = plainly(self, *conditions)
        asked.append(answer)
        signal.raise_signal(signal.SIGINT)
        return answer

    monkeypatch.setattr(Asker, "ask", pressed_meanwhile)
    done = run("diff", "old.curate", "new.curate")
    assert len(asked) == 1
    assert done.exit_code == 130
    assert done.stdout == ""
    assert done.stderr == "interrupted: it was not found out whether they are the same\n"
