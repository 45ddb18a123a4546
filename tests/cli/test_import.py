"""`feedcurate import` puts posts and activities of before into a history, once, however often it is run."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.cli.importing import Import
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import BEGINNING, POSTS, Store
from feedcurate.model.item import Item
from feedcurate.sources.flow import Portion
from tests.cli.conftest import Run
from tests.cli.feed import NOW, lines
from tests.cli.process import PROGRAM, environment, start

END = datetime(2999, 1, 1, tzinfo=UTC)
KINDS = frozenset(ActivityKind)


def post(number: int, **fields: object) -> dict[str, object]:
    """A post that is dated by its number."""
    at = f"2026-05-{1 + number % 28:02}T00:00:00Z"
    return {"id": str(number), "source": "mastodon", "text": "hello", "published": at, **fields}


def view(number: int, **fields: object) -> dict[str, object]:
    """A view of the post of a number."""
    at = f"2026-05-{1 + number % 28:02}T01:00:00Z"
    return {"kind": "view", "id": str(number), "at": at, "item": str(number), "source": "mastodon", **fields}


@contextmanager
def history(path: Path) -> Iterator[SQLiteHistory]:
    """The history in a database."""
    with SQLiteHistory(path) as held:
        yield held


def state(store: Store) -> tuple[object, ...]:
    """What a history knows, in an order of its own."""
    posts = sorted(store.posts(BEGINNING, END), key=lambda item: (item.source, item.id))
    acts = sorted(act.activity.model_dump_json() for act in store.acts(BEGINNING, END, KINDS))
    return posts, acts, {what: store.held(what) for what in (POSTS, *ActivityKind)}


def in_database(path: Path) -> tuple[object, ...]:
    """What a database knows."""
    with history(path) as held:
        return state(held)


def test_posts_and_activities_come_in_and_are_counted(run: Run, tmp_path: Path) -> None:
    """The database is made; what each input was taken for is told on standard error."""
    (tmp_path / "home.jsonl").write_text(lines(map(post, range(3))))
    (tmp_path / "did.csv").write_text("kind,at\nview,2026-05-08T06:00:00Z\n")
    done = run("import", "home.jsonl", "did.csv", "--history", "me.db")
    assert (done.exit_code, done.stdout) == (0, "3 posts (3 new), 1 activity (1 new)\n")
    assert done.stderr == "home.jsonl: items, 3 posts\ndid.csv: table of activities, 1 activity\n"
    with history(tmp_path / "me.db") as held:
        assert len(list(held.posts(BEGINNING, END))) == 3
        assert len(list(held.acts(BEGINNING, END, KINDS))) == 1


def test_a_second_import_changes_nothing(run: Run, tmp_path: Path) -> None:
    """It says so; a newer state of a post counts as newer."""
    (tmp_path / "home.jsonl").write_text(lines([*map(post, range(3)), *map(view, range(2))]))
    run("import", "home.jsonl", "--history", "me.db")
    before = in_database(tmp_path / "me.db")
    again = run("import", "home.jsonl", "--history", "me.db")
    assert again.stdout == "3 posts (0 new, 3 known), 2 activities (0 new, 2 known)\n"
    assert in_database(tmp_path / "me.db") == before
    (tmp_path / "home.jsonl").write_text(lines([post(1, updated="2026-06-01T00:00:00Z"), post(2)]))
    newer = run("import", "home.jsonl", "--history", "me.db")
    assert newer.stdout == "2 posts (0 new, 1 newer, 1 known), 0 activities\n"


def test_the_same_as_json(run: Run, tmp_path: Path) -> None:
    """One object, with problems and notes in it."""
    (tmp_path / "home.jsonl").write_text(lines([post(1), {"id": "2", "text": "no date"}]) + "nonsense\n")
    done = run("import", "home.jsonl", "--history", "me.db", "--format", "json")
    document = json.loads(done.stdout)
    assert done.exit_code == 2
    assert document["posts"] == {"read": 2, "new": 2, "newer": 0, "known": 0}
    assert document["activities"] == {"read": 0, "new": 0, "newer": 0, "known": 0}
    assert document["sources"] == [{"name": "home.jsonl", "format": "items", "count": 2, "activities": 0}]
    assert [note["message"] for note in document["notes"]] == ["1 post has no date and will be in no window"]
    assert [problem["line"] for problem in document["problems"]] == [3]


def test_what_cannot_be_read_is_told_and_the_rest_is_imported(run: Run, tmp_path: Path) -> None:
    """With file and line, and status 2."""
    (tmp_path / "did.csv").write_text("kind,at\nnap,2026-05-08T06:00:00Z\nview,2026-05-08T06:00:00Z\n")
    done = run("import", "did.csv", "gone.jsonl", "--history", "me.db")
    assert (done.exit_code, done.stdout) == (2, "0 posts, 1 activity (1 new)\n")
    assert "could not read did.csv:2: is no activity: `kind`: " in done.stderr
    assert "could not read gone.jsonl: cannot be read: no such file or directory" in done.stderr


def test_since_when_it_is_complete(run: Run, tmp_path: Path) -> None:
    """Since the oldest record of each kind, else since when it is told; a day is the reader's."""
    (tmp_path / "all.jsonl").write_text(lines([post(4), post(2), view(9), {**view(3), "kind": "like"}]))
    run("import", "all.jsonl", "--history", "me.db")
    with history(tmp_path / "me.db") as held:
        assert held.held(POSTS) == datetime(2026, 5, 3, tzinfo=UTC)
        assert held.held("view") == datetime(2026, 5, 10, 1, tzinfo=UTC)
        assert held.held("like") == datetime(2026, 5, 4, 1, tzinfo=UTC)
        assert held.held("post") is None
    run("import", "all.jsonl", "--history", "me.db", "--since", "2026-01-01", "--timezone", "Europe/Berlin")
    with history(tmp_path / "me.db") as held:
        for what in (POSTS, "view", "like"):
            assert held.held(what) == datetime(2025, 12, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize("options", [("--timezone", "Europe/Berlin"), ("--rules", "my.curate")])
def test_the_reader_s_zone(options: tuple[str, str], run: Run, tmp_path: Path) -> None:
    """From the option or the rules; without one an instant without an offset is a problem."""
    (tmp_path / "my.curate").write_text('set timezone: "Europe/Berlin"\n')
    (tmp_path / "did.jsonl").write_text(lines([{"kind": "view", "at": "2026-05-08T08:00:00"}]))
    alone = run("import", "did.jsonl", "--history", "me.db")
    assert alone.exit_code == 2
    assert "has no offset, and the reader's time zone is not known" in alone.stderr
    done = run("import", "did.jsonl", "--history", "me.db", *options)
    assert done.exit_code == 0
    assert "note: did.jsonl: one instant has no offset and counted as Europe/Berlin's" in done.stderr
    with history(tmp_path / "me.db") as held:
        (act,) = held.acts(BEGINNING, END, KINDS)
        assert act.activity.at == datetime(2026, 5, 8, 6, tzinfo=UTC)


def test_what_was_watched_is_matched_with_the_posts_of_the_history(run: Run, tmp_path: Path) -> None:
    """Those that it had, and those that came with the same import; twice is once, whatever was learnt in between."""
    page = "https://www.youtube.com/watch?v=x1"
    events = [{"timestamp": "2026-05-08T06:00:00Z", "duration": 60, "data": {"url": page}}]
    (tmp_path / "aw.json").write_text(json.dumps(events))
    (tmp_path / "film.jsonl").write_text(lines([post(1, id="yt:video:x1", source="rss", url=page)]))
    assert run("import", "aw.json", "--history", "late.db").stdout == "0 posts, 1 activity (1 new)\n"
    late = run("import", "aw.json", "film.jsonl", "--history", "late.db")
    assert late.stdout == "1 post (1 new), 1 activity (0 new, 1 known)\n"
    run("import", "aw.json", "film.jsonl", "--history", "me.db")
    with history(tmp_path / "me.db") as held:
        (act,) = held.acts(BEGINNING, END, KINDS)
        assert (act.activity.source, act.activity.item) == ("rss", "yt:video:x1")
    with history(tmp_path / "late.db") as held:
        assert len(list(held.acts(BEGINNING, END, KINDS))) == 1


def test_standard_input_is_an_input(run: Run) -> None:
    """`-` is what is piped in."""
    done = run("import", "-", "--history", "me.db", stdin=lines(map(view, range(2))))
    assert done.stdout == "0 posts, 2 activities (2 new)\n"


def test_a_file_that_is_no_history_is_told(run: Run, tmp_path: Path) -> None:
    """It is left as it is."""
    (tmp_path / "notes.txt").write_text("buy milk" * 500)
    done = run("import", "-", "--history", "notes.txt", stdin=lines([post(1)]))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "notes.txt" in done.stderr
    assert (tmp_path / "notes.txt").read_text() == "buy milk" * 500


def test_interrupted_it_keeps_what_is_in_and_goes_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: whole portions stay, nothing is said to be complete, and the next import does the rest."""
    (tmp_path / "home.jsonl").write_text(lines([*map(post, range(24_000)), *map(view, range(10))]))
    take, taken = Import.take, 0

    def interrupted(work: Import, portion: Portion) -> None:
        nonlocal taken
        taken += 1
        if taken == 3:
            raise KeyboardInterrupt
        take(work, portion)

    with monkeypatch.context() as patched:
        patched.setattr(Import, "take", interrupted)
        done = run("import", "home.jsonl", "--history", "me.db")
    assert done.exit_code == 130
    assert "interrupted; what is in stays: 20,000 posts (20,000 new), 0 activities; import again" in done.stderr
    with history(tmp_path / "me.db") as held:
        since = held.held(POSTS)
        assert since is None or since > END
    again = run("import", "home.jsonl", "--history", "me.db")
    assert again.stdout == "24,000 posts (4,000 new, 20,000 known), 10 activities (10 new)\n"
    run("import", "home.jsonl", "--history", "whole.db")
    assert in_database(tmp_path / "me.db") == in_database(tmp_path / "whole.db")


def test_killed_at_any_time_it_keeps_what_is_in(tmp_path: Path) -> None:
    """Without a chance to clean up; what was written is whole, and the next import does the rest."""
    data = lines(map(post, range(14_000))).encode()
    path = tmp_path / "me.db"
    with subprocess.Popen(
        [PROGRAM, "import", "-", "--history", str(path)],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(data)
        process.stdin.flush()
        until = time.monotonic() + 50
        while time.monotonic() < until and not (path.exists() and _count(path)):
            time.sleep(0.05)
        process.kill()
    assert _count(path) == 10_000
    (tmp_path / "home.jsonl").write_bytes(data)
    done = start("import", "home.jsonl", "--history", "me.db", cwd=tmp_path)
    assert done.stdout.decode() == "14,000 posts (4,000 new, 10,000 known), 0 activities\n"


def _count(path: Path) -> int:
    with history(path) as held:
        return len(list(held.posts(BEGINNING, END)))


def test_no_progress_where_nobody_looks(tmp_path: Path) -> None:
    """Standard error that is no terminal gets lines only."""
    (tmp_path / "home.jsonl").write_text(lines(map(post, range(10))))
    done = start("import", "home.jsonl", "--history", "me.db", cwd=tmp_path)
    assert done.stderr.decode() == "home.jsonl: items, 10 posts\n"


RECORDS = st.integers(0, 30).map(lambda number: post(number) if number % 2 else view(number))


@given(st.lists(RECORDS), st.randoms(use_true_random=False), st.integers(1, 7))
def test_order_doubles_and_portions_change_nothing(
    records: list[dict[str, Any]], shuffle: random.Random, size: int
) -> None:
    """Any list, shuffled and doubled, in portions of any size, makes the same history."""
    doubled = [*records, *shuffle.sample(records, len(records) // 2)]
    shuffle.shuffle(doubled)
    once, again = _imported(records, 1_000), _imported(doubled, size)
    assert state(once.history) == state(again.history)
    assert (once.posts.new, once.activities.new) == (again.posts.new, again.activities.new)
    assert again.posts.read + again.activities.read == len(doubled)


def _imported(records: Iterable[dict[str, Any]], size: int) -> Import:
    work = Import(MemoryHistory())
    some = list(records)
    for begin in range(0, len(some), size):
        part = some[begin : begin + size]
        items = tuple(Item.model_validate(one) for one in part if "text" in one)
        activities = tuple(Activity.model_validate(one) for one in part if "kind" in one)
        work.take(Portion(items=items, activities=activities))
    work.complete(None)
    return work


def test_the_database_is_a_history_for_run(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """What was imported counts in rules; activities beside a database belong into it, which is told."""
    (tmp_path / "my.curate").write_text('set timezone: "UTC"\nfeed at most 2 per day\n')
    (tmp_path / "before.jsonl").write_text(
        lines([post(7, published="2026-05-08T05:00:00Z"), view(7, at="2026-05-08T06:00:00Z")])
    )
    run("import", "before.jsonl", "--history", "me.db")
    done = run("run", *feed, "--now", NOW, "--history", "me.db")
    assert done.exit_code == 0
    assert sum(json.loads(line)["place"] is not None for line in done.stdout.splitlines()) == 1
    both = run("run", *feed, "--now", NOW, "--history", "me.db", "--activities", "before.jsonl")
    assert (both.exit_code, both.stdout) == (2, "")
    assert "`feedcurate import before.jsonl --history me.db` puts these into it" in both.stderr


def test_activities_of_run_may_be_in_any_form(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """A table and an export count as JSON Lines do; what is to be known about them is told."""
    (tmp_path / "my.curate").write_text('set timezone: "UTC"\nfeed at most 2 per day\n')
    page = "https://www.youtube.com/watch?v=x1"
    (tmp_path / "before.jsonl").write_text(lines([post(7, source="rss", url=page)]))
    (tmp_path / "did.csv").write_text("kind;at;item;phone\nview;2026-05-08T06:00:00Z;7;mine\n")
    events = [{"timestamp": "2026-05-08T06:00:00Z", "duration": 60, "data": {"url": page}}]
    (tmp_path / "aw.json").write_text(json.dumps(events))
    for name, note in (("did.csv", "note: did.csv: columns that are not read: `phone`"), ("aw.json", "")):
        done = run("run", *feed, "--now", NOW, "--history", "before.jsonl", "--activities", name)
        assert done.exit_code == 0
        assert sum(json.loads(line)["place"] is not None for line in done.stdout.splitlines()) == 1
        assert note in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
def test_a_person_sees_how_far_it_is(tmp_path: Path) -> None:
    """A bar on the terminal that ends at the end; standard output has the summary only."""
    import pty

    (tmp_path / "home.jsonl").write_text(lines(map(post, range(20))))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, "import", "home.jsonl", "--history", "me.db"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(TERM="xterm"),
    ) as process:
        assert process.communicate(timeout=60)[0] == b"20 posts (20 new), 0 activities\n"
    os.close(theirs)
    shown = _all_of(ours).decode()
    assert "importing" in shown
    assert "100%" in shown
    assert "home.jsonl: items, 20 posts" in shown


def _all_of(terminal: int) -> bytes:
    """What was written to a terminal whose other end is closed, which some systems tell by an error."""
    shown = b""
    with os.fdopen(terminal, "rb", buffering=0) as stream, suppress(OSError):
        while piece := stream.read(10_000):
            shown += piece
    return shown
