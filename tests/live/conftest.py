"""What the tests of fetching share: a server, and somebody who reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.asking import Clock, Reader
from tests.live.serving import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback with nothing to say yet."""
    with serving() as one:
        yield one


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def reader(tmp_path: Path, clock: Clock) -> Reader:
    """Somebody with an empty cache and no keys."""
    return Reader(tmp_path / "kept", clock)
