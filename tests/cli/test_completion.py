"""Shells complete commands, options and codes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.process import PROGRAM, environment
from tests.conftest import IN_CI

SHELLS = ["bash", "zsh", "fish"]


def installed(shell: str) -> str:
    """The shell's program; without it the test is left out, but in CI, which installs all three, it fails."""
    program = shutil.which(shell)
    if program is None:
        (pytest.fail if IN_CI else pytest.skip)(f"there is no {shell} on this machine")
    return program


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_asks_this_program(shell: str, run: Run) -> None:
    """It names the program and the variable by which the program knows that it is asked."""
    done = run("completion", shell)
    assert done.exit_code == 0
    assert f"_FEEDCURATE_COMPLETE={shell}_complete" in done.stdout
    assert done.stdout.endswith("\n")


def test_another_shell_is_refused(run: Run) -> None:
    """The shells that there are scripts for are named."""
    done = run("completion", "tcsh")
    assert done.exit_code == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "expected", "unexpected"),
    [
        ("feedcurate che", "check", "run"),
        ("feedcurate check --w", "--watch", "--format"),
        ("feedcurate run my.curate - --format js", "jsonl", "table"),
        ("feedcurate test my.curate --format ju", "junit", "json"),
        ("feedcurate completion f", "fish", "bash"),
        ("feedcurate help E0", "E0", "W"),
    ],
)
def test_every_shell_gets_the_same_answers(
    shell: str, words: str, expected: str, unexpected: str, tmp_path: Path
) -> None:
    """What a shell's script would ask, answered by the program."""
    typed = words.split(" ")
    # fish hands over the last word alone, the others its number.
    word = typed[-1] if shell == "fish" else str(len(typed) - 1)
    env = environment(_FEEDCURATE_COMPLETE=f"{shell}_complete", COMP_WORDS=words, COMP_CWORD=word)
    done = subprocess.run([PROGRAM], env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    answers = done.stdout.replace(",", "\n").replace("\t", "\n").splitlines()
    assert any(answer.startswith(expected) for answer in answers)
    assert not any(answer.startswith(unexpected) for answer in answers)
    assert done.stderr == ""


def test_bash_itself_completes_with_the_script(tmp_path: Path) -> None:
    """The shell reads the script and, asked for `feedcurate ch`, finds `check`."""
    bash = installed("bash")
    script = """
PATH="$(dirname "$1"):$PATH"
eval "$(feedcurate completion bash)"
COMP_WORDS=(feedcurate ch); COMP_CWORD=1
_feedcurate_completion feedcurate
echo "${COMPREPLY[@]}"
"""
    command = [bash, "-c", script, "bash", PROGRAM]
    done = subprocess.run(command, env=environment(), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["check"]
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_script_is_one_its_shell_can_read(shell: str, run: Run, tmp_path: Path) -> None:
    """The shell parses it without complaint, where it is installed."""
    program = installed(shell)
    script = tmp_path / f"feedcurate.{shell}"
    script.write_text(run("completion", shell).stdout)
    done = subprocess.run([program, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
