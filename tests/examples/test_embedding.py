"""The sample app in `examples/embedding/` runs, and passes the tests that it brings along."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedcurate.proof import Status, prove
from feedcurate.ruleset import load
from feedcurate.trial import run_examples
from tests.docs.blocks import find_blocks
from tests.docs.console import is_as_shown, read_steps

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RULES = EXAMPLES / "embedding" / "tray.curate"
PROGRAMS = {"feedcurate", "pytest", "python", "rm", "sed"}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the app needs, far from this project's settings."""
    folder = tmp_path_factory.mktemp("app")
    for name in ("embedding", "feeds"):
        shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return folder


def test_its_readme_keeps_its_word(elsewhere: Path) -> None:
    """The app runs, its own tests pass with the plugin, and broken rules make some fail, each as is shown there."""
    # pytest says more where it takes the machine for one of continuous integration.
    inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
    environment = inherited | {
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    folder, status = elsewhere / "embedding", 0
    blocks = [block for block in find_blocks((folder / "README.md").read_text(encoding="utf-8")) if block.language]
    steps = [step for block in blocks for step in read_steps(block.text, PROGRAMS)]
    assert len(steps) == 8
    for step in steps:
        if step.asks_status:
            assert is_as_shown(step.expected, f"{status}\n")
            continue
        done = subprocess.run(
            ["bash", "-c", step.command],  # noqa: S607 (the reader's shell, wherever it is)
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        status = done.returncode
        assert is_as_shown(step.expected, done.stdout), done.stdout


def test_its_rules_keep_what_they_claim() -> None:
    """Both claims are proved, every example passes, and nothing in the file is warned of."""
    rules = load(RULES)
    assert rules.diagnostics == ()
    assert [finding.status for finding in prove(rules)] == [Status.PROVED] * 2
    assert run_examples(rules).passed
