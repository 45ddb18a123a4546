"""Sets of posts as whole numbers: bit i stands for the i-th best-ranked post.

In: ranks. Out: integers that `&`, `|` and `~` combine whole feeds at a time, so that filling a place costs a few
machine words a post however many posts a quota keeps back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def bit_set(ranks: Iterable[int], size: int) -> int:
    """The set of some of the ranks 0 … size − 1."""
    octets = bytearray(size // 8 + 1)
    for rank in ranks:
        octets[rank >> 3] |= 1 << (rank & 7)
    return int.from_bytes(octets, "little")


def lowest(bits: int) -> int:
    """The best rank of a set that is not empty."""
    return (bits & -bits).bit_length() - 1


def ranks_in(bits: int) -> Iterator[int]:
    """The ranks of a set, best first."""
    for index, octet in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        for offset in range(8):
            if octet >> offset & 1:
                yield index * 8 + offset
