from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread

import pytest

from feedcurate.errors import HistoryError
from feedcurate.history.schema import APPLICATION, VERSION
from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import POSTS
from tests.history.things import ALWAYS, ANA, BEN, NOON, act, advice, decided, everything, ids, pause, post

NOBODY = 65_534

QUESTIONS: tuple[Callable[[SQLiteHistory], object], ...] = (
    lambda history: list(history.posts(*ALWAYS)),
    lambda history: list(history.posts(*ALWAYS, ANA)),
    lambda history: list(history.posts(*ALWAYS, mine=True)),
    lambda history: history.find([("mastodon", "1")]),
    lambda history: history.seen(*ALWAYS),
    lambda history: history.acts(*ALWAYS, tuple(ActivityKind)),
    lambda history: history.acts(*ALWAYS, tuple(ActivityKind), ANA),
    lambda history: history.people(),
    lambda history: list(history.batches(*ALWAYS)),
    lambda history: history.given(),
    lambda history: history.queue(),
    lambda history: history.held(POSTS),
    lambda history: list(history.export()),
    lambda history: history.add([post("1", updated=NOON)]),
    lambda history: history.record([act()]),
    lambda history: history.erase(end=NOON),
    lambda history: history.erase(everything=True),
)


def filled(path: Path) -> None:
    """A database with many records of every kind."""
    with SQLiteHistory(path) as history:
        posts = [post(str(number), text="word " * 200, seen_at=NOON, mine=True) for number in range(500)]
        number = history.open_batch(posts, NOON, "digest")
        history.close_batch(number, [decided(one) for one in posts])
        history.record(act(item=str(number)) for number in range(500))
        history.give(pause())
        history.put([advice("a")])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"just some text " * 500, "is no database"),
        (b"{}", "is no database"),
        (b"SQLite format 3\0" + b"\xff" * 4_000, "is no database|is damaged"),
    ],
)
def test_a_file_that_is_no_database(path: Path, content: bytes, message: str) -> None:
    """It is refused, and left as it was."""
    path.write_bytes(content)
    with pytest.raises(HistoryError, match=message) as error:
        SQLiteHistory(path)
    assert str(path) in str(error.value)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    """Nothing is lost by that."""
    path.touch()
    with SQLiteHistory(path) as history:
        history.add([post()])
        assert len(list(history.posts(*ALWAYS))) == 1


@pytest.mark.parametrize("statement", ["CREATE TABLE t (x)", "PRAGMA user_version = 1", "PRAGMA application_id = 7"])
def test_a_database_of_another_program(path: Path, statement: str) -> None:
    """It is refused, and left as it was."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE IF NOT EXISTS t (x)")
        other.execute("DROP TABLE t")
        other.execute(statement)
        other.commit()
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="is a database of another program"):
        SQLiteHistory(path)
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version(path: Path) -> None:
    """It is refused with both versions named."""
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(HistoryError, match=f"newer feedcurate: its version is {VERSION + 1}, this one reads up to 1"):
        SQLiteHistory(path)


def test_a_database_says_whose_it_is(path: Path) -> None:
    """And its version, in its header, for other programs to see."""
    SQLiteHistory(path).close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert other.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_in_another_journal_mode_gets_a_log_again(path: Path) -> None:
    """A copy that another program made may have lost it."""
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    SQLiteHistory(path).close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_folder_or_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Each is said as what it is."""
    with pytest.raises(HistoryError, match="is a folder"):
        SQLiteHistory(tmp_path)
    with pytest.raises(HistoryError, match="its folder does not exist"):
        SQLiteHistory(tmp_path / "no" / "me.db")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of files are another matter there")
def test_a_file_that_may_only_be_read(open_folder: Path) -> None:
    """It can be asked, and not written to."""
    path = open_folder / "me.db"
    filled(path)
    path.chmod(0o444)
    open_folder.chmod(0o777)
    with as_nobody(), SQLiteHistory(path) as history:
        assert len(list(history.posts(*ALWAYS))) == 500
        with pytest.raises(HistoryError, match="cannot be written to"):
            history.add([post()])


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of files are another matter there")
def test_a_folder_that_may_only_be_read(open_folder: Path) -> None:
    """A database cannot be made there, nor one be opened that needs its log there."""
    path = open_folder / "me.db"
    filled(path)
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with as_nobody():
        with pytest.raises(HistoryError, match=r"cannot be (opened|written to)"):
            SQLiteHistory(open_folder / "new.db")
        with pytest.raises(HistoryError, match=r"cannot be (opened|written to)"):
            SQLiteHistory(path)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_short(path: Path, keep: float) -> None:
    """Every question either has its answer or is refused in words."""
    filled(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    assert failures(path) > 0


@pytest.mark.parametrize("step", [1, 3, 7])
def test_a_file_with_garbled_pages(path: Path, step: int) -> None:
    """Also where the damage is only found on the way."""
    filled(path)
    content = bytearray(path.read_bytes())
    for place in range(4_096 * 2, len(content) - 4_096, 4_096 * step):
        content[place : place + 600] = bytes(range(200)) * 3
    path.write_bytes(content)
    assert failures(path) > 0


def failures(path: Path) -> int:
    """How many questions a damaged database refuses; anything but a `HistoryError` is a failed test."""
    messages: list[str] = []
    for question in QUESTIONS:
        try:
            with SQLiteHistory(path) as history:
                question(history)
        except HistoryError as error:
            messages.append(str(error))
    assert all(str(path) in message for message in messages)
    return len(messages)


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("posts", lambda history: list(history.posts(*ALWAYS))),
        ("posts", lambda history: history.seen(*ALWAYS)),
        ("activities", lambda history: history.acts(*ALWAYS, (ActivityKind.VIEW,))),
        ("accounts", lambda history: history.people()),
        ("decisions", lambda history: list(history.batches(*ALWAYS))),
        ("given", lambda history: history.given()),
        ("advice", lambda history: history.queue()),
        ("advice", lambda history: history.erase(account=BEN)),
    ],
)
def test_a_record_that_is_none(path: Path, table: str, question: Callable[[SQLiteHistory], object]) -> None:
    """Whoever wrote it into the database, it is told as what it is."""
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"""UPDATE {table} SET json = '{{"x": 1}}'""")  # noqa: S608 - a name from above
        other.commit()
    with SQLiteHistory(path) as history, pytest.raises(HistoryError, match="holds a record that cannot be read"):
        question(history)


def test_an_instant_out_of_all_calendars(path: Path) -> None:
    """It is told as a record that cannot be read."""
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE held SET since = 9223372036854775807")
        other.commit()
    with SQLiteHistory(path) as history, pytest.raises(HistoryError, match="holds a record that cannot be read"):
        history.held(POSTS)


def test_a_full_disk(path: Path) -> None:
    """The call that does not fit is refused, and nothing of it is there; what fits is written."""
    with SQLiteHistory(path, max_pages=120) as history:
        history.add([post("0")])
        before = everything(history)
        with pytest.raises(HistoryError, match="the disk is full"):
            history.add(post(str(number), text="word " * 500) for number in range(1, 1_000))
        assert everything(history) == before
        with pytest.raises(HistoryError, match="the disk is full"):
            history.record(act(item=str(number)) for number in range(10_000))
        with pytest.raises(HistoryError, match="the disk is full"):
            history.restore({"item": {"id": str(number), "text": "word" * 200}} for number in range(20_000))
        assert everything(history) == before
        history.add([post("1")])
        history.erase(account=ANA)
        history.add([post("2")])
    with SQLiteHistory(path) as history:
        assert ids(list(history.posts(*ALWAYS))) == ["2"]


def test_what_a_refused_call_knew_of_accounts_is_forgotten(path: Path) -> None:
    """Their rows were never written, and others may get them."""
    with SQLiteHistory(path, max_pages=120) as history:
        with pytest.raises(HistoryError, match="the disk is full"):
            history.add(post(str(number), author=ANA, text="word " * 500) for number in range(1_000))
        history.add([post("1", author=BEN)])
        history.add([post("2", author=ANA)])
        assert ids(list(history.posts(*ALWAYS, BEN))) == ["1"]
        assert ids(list(history.posts(*ALWAYS, ANA))) == ["2"]


def test_a_disk_that_is_full_from_the_start(path: Path) -> None:
    """No database can be made, and none is left behind half made."""
    with pytest.raises(HistoryError, match="the disk is full"):
        SQLiteHistory(path, max_pages=3)
    with SQLiteHistory(path) as history:
        history.add([post()])


def test_another_program_that_writes_too_long(path: Path) -> None:
    """The call gives up after its time, and works afterwards; questions need not wait."""
    filled(path)
    with SQLiteHistory(path, timeout=0.1) as history, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryError, match="written to by another program, which did not finish in time"):
            history.add([post()])
        assert len(list(history.posts(*ALWAYS))) == 500
        other.execute("ROLLBACK")
        history.add([post("new")])


def test_another_thread_that_writes_too_long(path: Path) -> None:
    """As for another program."""
    begun, go_on = Event(), Event()

    def slow() -> Iterator[dict[str, object]]:
        begun.set()
        go_on.wait()
        yield {"item": {"id": "1"}}

    with SQLiteHistory(path, timeout=0.1) as history:
        writer = Thread(target=lambda: history.restore(slow()))
        writer.start()
        begun.wait()
        with pytest.raises(HistoryError, match="written to by another thread"):
            history.add([post("2")])
        go_on.set()
        writer.join()
        assert len(history.find([("unknown", "1"), ("mastodon", "2")])) == 1


def test_a_closed_history(path: Path) -> None:
    """It says so; closing it twice is fine, and it can be opened again."""
    history = SQLiteHistory(path)
    history.add([post()])
    export = iter(history.export())
    next(export)
    history.close()
    history.close()
    for question in QUESTIONS:
        with pytest.raises(HistoryError, match="is closed"):
            question(history)
    del export
    with SQLiteHistory(path) as again:
        assert len(list(again.posts(*ALWAYS))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="files cannot have such names there")
def test_a_path_that_looks_like_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a file in the present folder, also after that is another one."""
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x.db", "a?b=c.db"):
        with SQLiteHistory(name) as history:
            monkeypatch.chdir("/")
            history.add([post()])
            assert len(list(history.posts(*ALWAYS))) == 1
        monkeypatch.chdir(tmp_path)
        assert (tmp_path / name).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of this kind")
def test_a_new_history_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Whatever the mask of the process: what somebody looked at is nobody else's business."""
    with SQLiteHistory(tmp_path / "me.db") as history:
        history.add([post("1")])
        assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
