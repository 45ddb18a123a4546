"""Checked rules as bytes until they are needed.

In: a program, and what stands outside of it. Out: bytes that are quick to send and to keep, and the program again when
it is first asked for: whoever only passes it on, or asks for something else beside it, never pays for putting it
together.

The automaton of many phrases is the largest part by far. It stands in bytes of its own, which are read first and let
go before the rest is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from attrs import frozen
from daachorse import CharwiseDoubleArrayAhoCorasick

from feedcurate.cache.data import from_bytes, to_bytes

if TYPE_CHECKING:
    from feedcurate.program.program import Program

_QUICK = 1


@frozen
class Parts:
    """The bytes of a program: its automata, and all else; compressed."""

    automata: tuple[bytes, ...]
    rest: bytes


class Packed:
    """A packed program; picklable, safe to share between threads.

    The bytes are given up when the program is put together, and made again where it is pickled after that.
    """

    __slots__ = ("_held", "_lock", "_outside")

    def __init__(self, parts: Parts, outside: Sequence[object]) -> None:
        """Hold what `pack` made of a program, with the like outside."""
        self._held: Parts | Program = parts
        self._outside = tuple(outside)
        self._lock = Lock()

    def program(self) -> Program:
        """The program, always the same object."""
        with self._lock:
            if isinstance(self._held, Parts):
                self._held = _unpacked(self._held, self._outside)
            return self._held

    def __reduce__(self) -> tuple[Callable[..., Packed], tuple[Parts, tuple[object, ...]]]:
        held = self._held
        return Packed, (held if isinstance(held, Parts) else _parts(held, self._outside), self._outside)


def pack(program: Program, outside: Sequence[object]) -> Packed:
    """Pack a program. What is `outside` is not in the bytes, and is the same object behind them as elsewhere."""
    return Packed(_parts(program, outside), outside)


def _parts(program: Program, outside: Sequence[object]) -> Parts:
    automata = program.matcher.automata
    rest = to_bytes(program, (*outside, *automata))
    return Parts(tuple(_small(automaton.serialize()) for automaton in automata), _small(rest))


def _unpacked(parts: Parts, outside: Sequence[object]) -> Program:
    automata = [CharwiseDoubleArrayAhoCorasick.deserialize(zlib.decompress(part)) for part in parts.automata]
    program: Program = from_bytes(zlib.decompress(parts.rest), (*outside, *automata))
    return program


def _small(data: bytes) -> bytes:
    return zlib.compress(data, _QUICK)
