"""The sample app in `examples/embedding/` runs, and passes the tests that it brings along."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedcurate.proof import Status, prove
from feedcurate.ruleset import load
from feedcurate.trial import run_examples

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RULES = EXAMPLES / "embedding" / "tray.curate"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the app needs, far from this project's settings."""
    folder = tmp_path_factory.mktemp("app")
    for name in ("embedding", "feeds"):
        shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    return folder


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_app_runs_in_one_command(elsewhere: Path) -> None:
    """A post leaves the tray, and is in the feed."""
    done = _run(elsewhere, "-X", "utf8", "embedding/tray.py")
    assert (done.stderr, done.returncode) == ("", 0)
    before, after = done.stdout.split("\nafter a look at what bodycheck.example has to say:\n")
    assert "in the feed (260)\n" in before
    assert "in the tray (24)\n  bodycheck.example: " in before
    assert "in the feed (261)\n" in after
    assert "in the tray (23)\n  liftqueen@gym.example: " in after


def test_its_own_tests_pass_with_the_plugin(elsewhere: Path) -> None:
    """Five in Python, and each example and claim of its rule file."""
    done = _run(elsewhere, "-m", "pytest", "-q", "-p", "no:cacheprovider", "embedding")
    assert done.returncode == 0, done.stdout
    assert "12 passed" in done.stdout


def test_its_rules_keep_what_they_claim() -> None:
    """Both claims are proved, every example passes, and nothing in the file is warned of."""
    rules = load(RULES)
    assert rules.diagnostics == ()
    assert [finding.status for finding in prove(rules)] == [Status.PROVED] * 2
    assert run_examples(rules).passed
