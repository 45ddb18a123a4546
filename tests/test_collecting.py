"""The garbage collector is paused and comes back, and what was made meanwhile costs nothing when it does."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from feedcurate import collecting
from feedcurate.collecting import uncollected


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the collector as it was found, and begin as a process does that has frozen nothing."""
    monkeypatch.setattr(collecting, "_is_frozen", False)
    was_on = gc.isenabled()
    yield
    gc.unfreeze()
    if was_on:
        gc.enable()


def _go_wrong() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise KeyError


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_afterwards_as_it_was(is_on: bool) -> None:
    """Also where something goes wrong, and where one pause is inside another."""
    (gc.enable if is_on else gc.disable)()
    with pytest.raises(KeyError):
        _go_wrong()
    assert gc.isenabled() is is_on


def test_what_was_made_is_old_at_once() -> None:
    """It is not what the collector looks at first."""
    gc.enable()
    with uncollected():
        made: list[list[int]] = [[] for _ in range(5_000)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not young.intersection(map(id, made))
    assert gc.get_freeze_count() == 0


def test_what_an_app_froze_stays_frozen() -> None:
    """A server freezes what it has before it forks."""
    gc.freeze()
    frozen = gc.get_freeze_count()
    with uncollected():
        assert gc.get_freeze_count() <= frozen
    assert gc.get_freeze_count() > 0


def test_whether_an_app_froze_anything_is_asked_until_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer takes as long as the app has frozen much, which would be longer than what the pause saves."""
    gc.freeze()
    asked: list[int] = []
    count = gc.get_freeze_count

    def counted() -> int:
        asked.append(count())
        return asked[-1]

    monkeypatch.setattr(gc, "get_freeze_count", counted)
    for _ in range(3):
        with uncollected():
            pass
    assert len(asked) == 1
