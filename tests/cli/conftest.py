"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedcurate.cli.main import cli
from tests.cli.feed import write_feed

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in an empty folder; `stdin` is what it reads."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    runner = CliRunner()

    def invoke(*args: str | Path, stdin: str | bytes | None = None) -> Result:
        return runner.invoke(cli, [str(arg) for arg in args], input=stdin, prog_name="feedcurate")

    return invoke


@pytest.fixture
def feed(tmp_path: Path) -> tuple[Path, Path]:
    """The names of a rule file and of a feed, in the folder that commands run in."""
    return write_feed(tmp_path)


@pytest.fixture
def rules(feed: tuple[Path, Path]) -> Path:
    """The name of a rule file, in the folder that commands run in."""
    return feed[0]
