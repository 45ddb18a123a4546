from __future__ import annotations

import multiprocessing
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest

from feedcurate.history.sqlite import SQLiteHistory
from feedcurate.model.activity import ActivityKind
from tests.history import workers
from tests.history.things import ALWAYS, post

KILLS = 50

CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")


@pytest.fixture(scope="module", autouse=True)
def _quick_start() -> None:
    """Processes begin with everything imported, so that killing many of them does not take long."""
    if sys.platform != "win32":
        CONTEXT.set_forkserver_preload(["tests.history.workers"])


@contextmanager
def running(work: Callable[..., None], *args: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that does some work, and the pipe to it; it has ended when the block ends."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=work, args=(*args, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


def test_what_a_call_that_returned_has_written_outlives_a_kill(path: Path) -> None:
    """A writer is killed fifty times, at any moment; what it said it did is there, and each call wholly or not."""
    random, told, number = Random(6), set[int](), 0
    for _ in range(KILLS):
        with running(workers.write_for_ever, path, number) as (process, pipe):
            assert pipe.poll(30)
            sleep(random.random() / 20)
            process.kill()
            said = [one for one in workers.messages(pipe) if isinstance(one, int)]
        told.update(said)
        number = said[-1] + 2
        with SQLiteHistory(path) as history:
            found = {item.id for item in history.posts(*ALWAYS)}
            viewed = {one.activity.item for one in history.acts(*ALWAYS, (ActivityKind.VIEW,))}
            liked = {one.activity.item for one in history.acts(*ALWAYS, (ActivityKind.LIKE,))}
            assert {f"{one}a" for one in told} <= found & viewed
            assert {f"{one}b" for one in told} <= found
            assert viewed == liked
            assert {name[:-1] for name in found if name[-1] == "a"} == {name[:-1] for name in found if name[-1] == "b"}
            assert {str(one) for one in told} <= {entry.id for entry in history.queue()}
            assert len(history.given()) >= len(told)
            assert all(len(batch.posts) == 2 for batch in history.batches(*ALWAYS))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(told) > KILLS


def test_two_writers_lose_nothing(path: Path) -> None:
    """Two processes make a database and write to it at the same time; each record is new to one of them."""
    with running(workers.write_many, path, "a") as (_, one), running(workers.write_many, path, "b") as (_, other):
        one.send(None)
        other.send(None)
        assert one.recv() + other.recv() == 4 * workers.MANY + 1
    with SQLiteHistory(path) as history:
        assert len(list(history.posts(*ALWAYS))) == 2 * workers.MANY + 1
        assert len(history.acts(*ALWAYS, (ActivityKind.VIEW,))) == 2 * workers.MANY


def test_readers_in_another_process_see_a_batch_wholly_or_not_at_all(path: Path) -> None:
    """And the same as long as they say that they are reading."""
    with running(workers.write_batches, path) as (_, writer), running(workers.read_batches, path) as (_, reader):
        counts = reader.recv()
        writer.recv()
    assert all(one % 100 == 0 and one == other for one, other in counts)
    assert counts[-1] == (3_000, 3_000)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks there")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_opens_the_database_anew(path: Path) -> None:
    """A connection cannot be shared; both go on."""
    with SQLiteHistory(path) as history:
        history.add([post("1")])
        child = os.fork()
        if child == 0:
            status = 1
            try:
                history.add([post("2")])
                history.close()
                status = 0
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        assert ended == 0
        history.add([post("3")])
        assert len(list(history.posts(*ALWAYS))) == 3
