"""Work is done again at every save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedcurate.cli.watching import at_every_save


class _Enough(Exception):
    """The test has seen what it wanted."""


def turns_of(files: list[Path], *steps: Callable[[], tuple[Path, ...]]) -> int:
    """Do one step a turn; how many turns there were when the steps were used up."""
    done = 0

    def work() -> tuple[Path, ...]:
        nonlocal done
        if done == len(steps):
            raise _Enough
        done += 1
        return steps[done - 1]()

    with pytest.raises(_Enough):
        at_every_save(work, files, pause=0.001)
    return done


def test_a_save_during_the_work_starts_it_again(tmp_path: Path) -> None:
    """What is written while the work is done is not missed."""
    path = tmp_path / "a"
    path.write_text("")

    def save() -> tuple[Path, ...]:
        path.write_text("more than before")
        return ()

    assert turns_of([path], save) == 1


def test_a_file_that_goes_and_comes_back_starts_it_twice(tmp_path: Path) -> None:
    """As editors do that write beside the file and rename."""
    path = tmp_path / "a"
    path.write_text("")

    def remove() -> tuple[Path, ...]:
        path.unlink()
        return ()

    def restore() -> tuple[Path, ...]:
        path.write_text("")
        return ()

    assert turns_of([path], remove, restore) == 2


def test_a_file_that_is_used_is_watched_too(tmp_path: Path) -> None:
    """From the turn on in which the work says that it used it."""
    main, used = tmp_path / "main", tmp_path / "used"
    main.write_text("")
    used.write_text("")

    def begin() -> tuple[Path, ...]:
        main.write_text("uses it")
        return (used,)

    def save_used() -> tuple[Path, ...]:
        used.write_text("changed")
        return (used,)

    assert turns_of([main], begin, save_used) == 2
