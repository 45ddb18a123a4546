"""The generated pages of the reference are those that the code of today makes."""

from __future__ import annotations

from docs.generate import pages, stale


def test_the_reference_is_current() -> None:
    """What stands below docs/reference is what would be generated now."""
    assert not list(stale()), "run `.venv/bin/python -m docs.generate`"


def test_the_reference_is_made_from_the_code() -> None:
    """What the code knows best each has a page, and none of them is empty."""
    made = pages()
    for name in ("fields", "words", "operators", "past", "actions", "json", "python", "commands", "diagnostics/index"):
        assert made[f"reference/{name}.md"].count("\n") > 10
