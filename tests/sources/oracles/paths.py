"""A published value of any shape → its leaves, each with the path it stands at.

In: JSON, or Python literals. Out: leaves; their paths are written without the numbers of list elements, which stand
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

Step = str | int


@frozen
class Leaf:
    """A value, the keys and places of lists on the way to it, and the object it is a key of."""

    steps: tuple[Step, ...]
    value: object
    siblings: Mapping[str, object]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys on the way to it."""
        return tuple(step for step in self.steps if isinstance(step, str))

    @property
    def places(self) -> tuple[int, ...]:
        """The places in the lists on the way to it."""
        return tuple(step for step in self.steps if isinstance(step, int))

    @property
    def path(self) -> str:
        """The keys, joined."""
        return ".".join(self.keys)


def leaves(value: object, steps: tuple[Step, ...] = (), siblings: Mapping[str, object] | None = None) -> Iterator[Leaf]:
    """Every leaf; a tuple is one, since dates are published as tuples."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*steps, str(key)), value)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*steps, place), siblings)
    else:
        yield Leaf(steps, value, siblings or {})
