"""Work is done again at every save."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

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


def test_a_used_file_that_is_saved_during_the_work_starts_it_again(tmp_path: Path) -> None:
    """Whether the work read it before or after the save cannot be known."""
    main, used = tmp_path / "main", tmp_path / "used"
    main.write_text("")

    def use_and_save() -> tuple[Path, ...]:
        used.write_text("saved meanwhile")
        return (used,)

    assert turns_of([main], use_and_save) == 1


def test_a_used_file_of_long_ago_starts_nothing(tmp_path: Path) -> None:
    """Only a save does."""
    main, used = tmp_path / "main", tmp_path / "used"
    main.write_text("")
    used.write_text("")
    os.utime(used, (1_000_000_000, 1_000_000_000))
    turns = 0

    def work() -> tuple[Path, ...]:
        nonlocal turns
        turns += 1
        Timer(0.05, main.unlink, (turns > 1,)).start()
        if turns == 2:
            raise _Enough
        return (used,)

    began = time.monotonic()
    with pytest.raises(_Enough):
        at_every_save(work, [main], pause=0.001)
    assert time.monotonic() - began >= 0.05
