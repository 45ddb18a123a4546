from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from time import process_time

from benchmarks.measure import LEAST, rates


def recording(name: str, calls: list[tuple[str, int]], seconds: float = 0.0) -> Callable[[Sequence[int]], None]:
    """A judge that writes down how many things it got, and takes so long for each."""

    def judge(things: Sequence[int]) -> None:
        calls.append((name, len(things)))
        end = process_time() + seconds * len(things)
        while process_time() < end:
            pass

    return judge


def test_contenders_take_turns() -> None:
    """Whatever else the machine does in a round meets all of them."""
    calls: list[tuple[str, int]] = []

    rates({name: recording(name, calls, 0.001) for name in "abc"}, range(100), seconds=0.02, rounds=3)

    assert "".join(name for name, _ in calls[-12:]) == "abcabcabcabc"


def test_a_slow_contender_has_enough_to_do_and_no_more() -> None:
    """A round of few things says little; one of all of them would never end."""
    calls: list[tuple[str, int]] = []

    found = rates({"slow": recording("slow", calls, 0.004)}, range(1_000), seconds=0.01, rounds=2)

    assert [size for _, size in calls[-2:]] == [LEAST, LEAST]
    assert 100 < found["slow"] < 260


def test_measuring_leaves_the_garbage_collector_as_it_was() -> None:
    """What was made before a measurement can be collected after it."""
    rates({"one": recording("one", [])}, range(20), seconds=0.001, rounds=1)

    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
