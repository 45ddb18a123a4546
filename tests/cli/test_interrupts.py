"""Ctrl-C while the solver thinks waits for the end of a question, and is never lost."""

from __future__ import annotations

import signal

import pytest

from feedcurate.cli.interrupts import ctrl_c_between_questions


def test_ctrl_c_waits_for_the_next_call() -> None:
    """Pressed in the middle of a question it does nothing; at the next one it is what it always is."""
    with ctrl_c_between_questions() as stop:
        stop()
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            stop()


def test_a_second_ctrl_c_does_not_wait() -> None:
    """Whoever presses twice is in a hurry."""
    with ctrl_c_between_questions():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_all_is_as_before() -> None:
    """The handler of the program is back."""
    before = signal.getsignal(signal.SIGINT)
    with ctrl_c_between_questions():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
