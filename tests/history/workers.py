"""What other processes do to a database in tests.

In: its path, and a pipe. Out: messages about what they did, each after the call that did it has returned.
"""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from feedcurate.history.sqlite import SQLiteHistory
from tests.history.things import ALWAYS, BEN, DAY, LIKE, NOON, act, advice, decided, pause, post

MANY = 200


def write_for_ever(path: Path, start: int, pipe: Connection) -> None:
    """Write two posts, then something else, and say so; until somebody puts an end to it."""
    history = SQLiteHistory(path)
    number = start
    while True:
        pair = [post(f"{number}a"), post(f"{number}b", text="word " * 200)]
        match number % 4:
            case 0:
                history.add(pair)
            case 1:
                history.close_batch(history.open_batch(pair, NOON, str(number)), [decided(one) for one in pair])
            case 2:
                history.add([*pair, post(f"{number}c", author=BEN)])
                history.erase(account=BEN)
            case _:
                history.restore({"item": one.model_dump(mode="json")} for one in pair)
        history.record([act(item=f"{number}a"), act(LIKE, item=f"{number}a")])
        history.put([advice(str(number))])
        history.give(pause(NOON + number * DAY / 1_000))
        pipe.send(number)
        number += 1


def write_many(path: Path, name: str, pipe: Connection) -> None:
    """Open a database that may not be there yet, and write posts and activities to it one by one."""
    pipe.recv()
    new = 0
    with SQLiteHistory(path, timeout=60) as history:
        for number in range(MANY):
            new += history.add([post(f"{name}{number}"), post("shared")]).new
            new += history.record([act(item=f"{name}{number}")]).new
    pipe.send(new)


def write_batches(path: Path, pipe: Connection) -> None:
    """Write posts by hundreds."""
    with SQLiteHistory(path, timeout=60) as history:
        for number in range(30):
            history.open_batch([post(f"{number} {place}") for place in range(100)], NOON, "digest")
    pipe.send(None)


def read_batches(path: Path, pipe: Connection) -> None:
    """Count posts again and again; say what was counted, twice at the same moment."""
    counts: list[tuple[int, int]] = []
    with SQLiteHistory(path, timeout=60) as history:
        while not counts or counts[-1][0] < 3_000:
            counts.append(_counted(history))
    pipe.send(counts)


def _counted(history: SQLiteHistory) -> tuple[int, int]:
    with history.reading():
        return len(list(history.posts(*ALWAYS))), len(list(history.posts(*ALWAYS)))


def messages(pipe: Connection) -> Iterator[object]:
    """What a process sent until it ended, whole messages only."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return
