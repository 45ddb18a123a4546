"""A rule file that did not change is not parsed again, in whatever process; one that did always is."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import feedcurate as fc
from tests.cache.processes import Loaded, command, environment, load, told
from tests.cli import process

MAIN = """\
use "more.curate"
accounts close from "close.txt"
rule friends when author in close then keep
"""
MORE = "rule reposts when post is repost then hide\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """A rule file that uses another and a list."""
    (tmp_path / "close.txt").write_text("@ann@a.example\n", encoding="utf-8")
    (tmp_path / "more.curate").write_text(MORE, encoding="utf-8")
    path = tmp_path / "my.curate"
    path.write_text(MAIN, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a cache will be."""
    return tmp_path / "cache"


def test_an_unchanged_file_is_not_parsed_by_another_process(main: Path, folder: Path) -> None:
    """The second process finds what the first one found. It never even imports the parser, and no program is made."""
    first, second = load(main, folder), load(main, folder)
    assert first == Loaded(True, True, [], second.digest, ["friends", "reposts"])
    assert second == Loaded(False, False, [], first.digest, ["friends", "reposts"])


def _edit_main(path: Path) -> None:
    path.write_text(MAIN.replace("friends", "mates"), encoding="utf-8")


def _edit_used(path: Path) -> None:
    (path.parent / "more.curate").write_text(MORE.replace("reposts", "again"), encoding="utf-8")


def _edit_list(path: Path) -> None:
    (path.parent / "close.txt").write_text("@bob@b.example\n", encoding="utf-8")


def _remove_used(path: Path) -> None:
    (path.parent / "more.curate").unlink()


@pytest.mark.parametrize("edit", [_edit_main, _edit_used, _edit_list, _remove_used])
def test_a_change_of_any_file_is_seen(edit: Callable[[Path], None], main: Path, folder: Path) -> None:
    """What is loaded after a change is what is loaded without a cache."""
    load(main, folder)
    edit(main)
    changed = load(main, folder)
    assert changed == load(main, "")
    assert changed.parsed
    assert not load(main, folder).parsed


def test_a_file_with_mistakes_is_not_parsed_again_either(main: Path, folder: Path) -> None:
    """Its diagnostics are kept, until the file that was missing is there."""
    _remove_used(main)
    first, second = load(main, folder), load(main, folder)
    assert first.codes == second.codes
    assert len(first.codes) == 1
    assert (first.parsed, second.parsed) == (True, False)
    (main.parent / "more.curate").write_text(MORE, encoding="utf-8")
    assert load(main, folder).codes == []


def test_a_library_writes_no_files_unless_it_is_asked_to(main: Path, tmp_path: Path) -> None:
    """`load` without `cache` leaves the user's cache folder alone."""
    home = tmp_path / "home"
    assert load(main, "", XDG_CACHE_HOME=str(home), HOME=str(home)).parsed
    assert not home.exists()


def test_the_environment_turns_every_cache_off(main: Path, folder: Path) -> None:
    """`FEEDCURATE_CACHE=off` is stronger than what an app says."""
    assert load(main, folder, FEEDCURATE_CACHE="off").parsed
    assert load(main, folder, FEEDCURATE_CACHE="OFF").parsed
    assert not folder.exists()


@pytest.mark.parametrize("spoil", ["file in the way", "too small", "too full"])
def test_where_nothing_can_be_written_files_are_just_checked(spoil: str, main: Path, tmp_path: Path) -> None:
    """A folder that cannot be, and a disk that takes only a few bytes, change nothing and leave nothing behind."""
    folder = tmp_path / "cache"
    limit: list[str] = []
    if spoil == "file in the way":
        (tmp_path / "file").write_text("", encoding="utf-8")
        folder = tmp_path / "file" / "cache"
    else:
        limit = ["sh", "-c", f'ulimit -f {0 if spoil == "too full" else 1}; exec "$@"', "sh"]
    for _ in range(2):
        done = subprocess.run(
            [*limit, *command(main, folder)], env=environment(), capture_output=True, text=True, check=True, timeout=60
        )
        assert told(done.stdout).names == ["friends", "reposts"]
        assert told(done.stdout).parsed
    assert not folder.is_dir() or not list(folder.iterdir())


def test_many_processes_may_load_at_once(main: Path, folder: Path) -> None:
    """Each finds the same, and what they leave is one whole entry."""
    arguments = command(main, folder)
    started = [subprocess.Popen(arguments, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(6)]
    loaded = [told(one.communicate(timeout=60)[0]) for one in started]
    assert {one.digest for one in loaded} == {load(main, "").digest}
    assert len(list(folder.iterdir())) == 1
    assert not load(main, folder).parsed


def test_an_app_may_name_the_folder(main: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `load` gives then is what it gives without, and the folder is closed to everyone else."""
    monkeypatch.delenv("FEEDCURATE_CACHE")
    plain = fc.load(main)
    kept = fc.load(os.path.relpath(main), cache=folder)
    assert kept == plain
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [entry.stat().st_mode & 0o777 for entry in folder.iterdir()] == [0o600]


def test_what_was_loaded_before_is_kept_when_it_is_asked_for(
    main: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An app may load a file without a cache and then with one: the next process finds it there."""
    monkeypatch.delenv("FEEDCURATE_CACHE")
    plain = fc.load(main)
    assert fc.load(main, cache=folder) == plain
    assert not load(main, folder).parsed


def test_commands_keep_what_they_checked(main: Path, tmp_path: Path) -> None:
    """`check` and `run` share what is in the user's cache folder; `--no-cache` and the environment leave it alone."""
    feed = tmp_path / "feed.jsonl"
    feed.write_text('{"id": "1", "text": "hello"}\n', encoding="utf-8")
    home = tmp_path / "home"
    settings = process.environment(XDG_CACHE_HOME=str(home), HOME=str(home), FEEDCURATE_CACHE="")
    alone = process.start("--no-cache", "check", main, cwd=tmp_path, env=settings)
    off = process.start("check", main, cwd=tmp_path, env=settings | {"FEEDCURATE_CACHE": "off"})
    assert not home.exists()
    first = process.start("check", main, cwd=tmp_path, env=settings)
    kept = sorted((home / "feedcurate" / "rules").iterdir())
    second = process.start("check", main, cwd=tmp_path, env=settings)
    run = process.start("run", main, feed, cwd=tmp_path, env=settings)
    assert first.stdout == second.stdout == alone.stdout == off.stdout
    assert (first.returncode, run.returncode) == (0, 0)
    assert sorted((home / "feedcurate" / "rules").iterdir()) == kept
    assert len(kept) == 2


def test_the_environment_may_name_the_folder_of_commands(main: Path, folder: Path, tmp_path: Path) -> None:
    """`FEEDCURATE_CACHE=/a/folder` is used in place of the usual one."""
    process.start("check", main, cwd=tmp_path, env=process.environment(FEEDCURATE_CACHE=str(folder)))
    assert list(folder.glob("*.feedcurate"))


def test_an_unchanged_file_is_checked_without_looking_at_it_again(folder: Path, tmp_path: Path) -> None:
    """Also what is plain to see of it is kept, and told again word for word; not so where a rule has an end."""
    settings = process.environment(FEEDCURATE_CACHE=str(folder))
    plain, ending = tmp_path / "plain.curate", tmp_path / "ending.curate"
    plain.write_text('topic some: "word", "a word"\nrule found when post mentions some then hide\n', encoding="utf-8")
    ending.write_text("rule past until 2020-05-01 when post is repost then hide\n", encoding="utf-8")
    told = [process.start("check", plain, cwd=tmp_path, env=settings).stdout for _ in range(2)]
    assert told[0] == told[1]
    assert b"W307" in told[0]
    before = len(list(folder.iterdir()))
    assert b"W311" in process.start("check", ending, cwd=tmp_path, env=settings).stdout
    assert len(list(folder.iterdir())) == before + 1


def test_rules_of_standard_input_leave_nothing_behind(folder: Path, tmp_path: Path) -> None:
    """They stand in no file that could be found again."""
    settings = process.environment(FEEDCURATE_CACHE=str(folder))
    done = process.start("check", "-", cwd=tmp_path, stdin=b"rule r when post is repost then hide\n", env=settings)
    assert done.returncode == 0
    assert not folder.exists() or not list(folder.iterdir())
