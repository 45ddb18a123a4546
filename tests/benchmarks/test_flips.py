from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.flips import EXPLAINED, Flip, explained, flip_of

ROOT = Path(__file__).resolve().parents[2]
FLIPS = sorted(explained(EXPLAINED.read_text("utf-8")), key=str)


@pytest.mark.parametrize("flip", FLIPS, ids=lambda flip: f"{flip.path} {flip.gone[0]}")
def test_what_is_explained_stands_in_its_module(flip: Flip) -> None:
    """An explanation of code that is gone explains nothing."""
    lines = [line.strip() for line in (ROOT / flip.path).read_text("utf-8").splitlines()]
    assert set(flip.gone) <= set(lines)
    assert flip.gone != flip.came


def test_a_flip_is_the_same_from_a_whole_diff_and_from_a_page() -> None:
    """Where it stands in a file, and how deep, is no part of it."""
    diff = "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f(a):\n-    return a < 1\n+    return a <= 1\n"
    page = "# Title\n\n## `src/a.py`\n\nSo it is:\n\n```diff\n- return a < 1\n+ return a <= 1\n```\n"
    assert explained(page) == {flip_of("src/a.py", diff)}
