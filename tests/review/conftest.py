"""Every kind of history for what looks back on one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from tests.history.things import Kind


@pytest.fixture(params=["memory", "sqlite"])
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kind]:
    """An empty history."""
    if request.param == "memory":
        yield MemoryHistory()
    else:
        with SQLiteHistory(tmp_path / "history.db") as history:
            yield history
