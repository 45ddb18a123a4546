"""What `import feedcurate` and `feedcurate check` bring in: what they need, and nothing that only others need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def imported() -> frozenset[str]:
    """The top-level modules that a fresh interpreter holds after `import feedcurate`."""
    code = "import sys, feedcurate; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def test_the_library_itself_is_imported(imported: frozenset[str]) -> None:
    """The list of modules is one of an interpreter that did import the package."""
    assert "feedcurate" in imported


@pytest.mark.parametrize("module", ["click", "feedparser", "hypothesis", "pytest", "rich"])
def test_what_only_a_door_needs_stays_out(module: str, imported: frozenset[str]) -> None:
    """Extras and the command line are imported where they are used, so that the library starts quickly."""
    assert module not in imported


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that a process holds after `feedcurate check` of a file that it never saw."""
    path: Path = tmp_path_factory.mktemp("rules") / "my.curate"
    path.write_text('rule r when post.text mentions "word" then hide', encoding="utf-8")
    code = "import sys; from feedcurate.cli.main import cli; cli(standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, "check", path], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("no errors\n")
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        *("feedparser", "hypothesis", "lark", "rich", "sqlite3", "z3"),
        *("feedcurate.engine.interpret", "feedcurate.history", "feedcurate.model.decision", "feedcurate.proof.world"),
    ],
)
def test_checking_needs_no_engine_no_proof_and_no_history(module: str, checked: frozenset[str]) -> None:
    """What takes long to import is imported by the commands that use it."""
    assert "feedcurate.syntax.parse" in checked
    assert module not in checked
