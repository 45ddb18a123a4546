"""What `import feedcurate` brings in: the library, and nothing that only one of its doors needs."""

from __future__ import annotations

import subprocess
import sys

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
