"""Every kind of history for the tests that all of them have to pass.

In: nothing. Out: the fixture `history`, empty, once for each kind.
"""

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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "me.db"


@pytest.fixture
def path_history(path: Path) -> Iterator[SQLiteHistory]:
    """An empty database."""
    with SQLiteHistory(path) as history:
        yield history
