"""Ctrl-C while the solver thinks.

In: nothing. Out: a function that raises `KeyboardInterrupt` once Ctrl-C was pressed, to be called between questions.

Left to themselves both sides spoil it: Z3 takes Ctrl-C as the end of one question and tells nobody, and in a call
of it Python makes another error of it.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec


@contextmanager
def ctrl_c_between_questions() -> Iterator[Callable[[], None]]:
    """For as long as this goes on Ctrl-C waits for the next call of what is given; a second one does not wait."""
    if find_spec("z3") is not None:
        import z3

        z3.set_param("ctrl_c", False)
    pressed = False

    def note(*_: object) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, before)

    def stop_if_pressed() -> None:
        if pressed:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield stop_if_pressed
    finally:
        signal.signal(signal.SIGINT, before)
