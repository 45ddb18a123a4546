"""How many posts are wanted by which place, and whether the next place has to be given to one of them.

In: deadlines, as places. Out: the last place up to which every place is spoken for. A tree of prefix sums, in which
every place to come counts +1 and every wanted post −1 at its deadline; each change costs the logarithm of the length.
"""

from __future__ import annotations


class Deadlines:
    """The posts wanted in the places `self.place`, the next one, to `last`; what was missed is wanted at the next."""

    def __init__(self, last: int) -> None:
        self.place = 1
        self._leaves = 1 << (last + 1).bit_length()
        # Beyond the last place nothing is wanted, so its leaves may count as places: they never make one due.
        self._sums = [1] * (2 * self._leaves)
        self._lows = [1] * (2 * self._leaves)
        for node in reversed(range(1, self._leaves)):
            self._add_up(node)
        self._set(0, 0)

    def want(self, deadline: int, posts: int) -> None:
        """So many more (or fewer, where negative) posts are wanted up to a place, or now if it has gone by."""
        leaf = max(deadline, self.place)
        self._set(leaf, self._sums[self._leaves + leaf] - posts)

    def advance(self) -> None:
        """The next place has been filled; what was wanted by then is wanted at the place after it."""
        missed = 1 - self._sums[self._leaves + self.place]
        self.place += 1
        self._set(self.place - 1, 0)
        if missed:
            self.want(self.place, missed)

    def spoken_for(self) -> int | None:
        """The last place e such that as many posts are wanted by e as there are places left up to e; None: none."""
        if self._lows[1] > 0:
            return None
        node, before = 1, 0
        while node < self._leaves:
            upto = before + self._sums[2 * node]
            if upto + self._lows[2 * node + 1] <= 0:
                node, before = 2 * node + 1, upto
            else:
                node = 2 * node
        return node - self._leaves

    def _set(self, leaf: int, value: int) -> None:
        node = self._leaves + leaf
        self._sums[node] = value
        # A place gone by counts nothing, and must not look like one that is spoken for.
        self._lows[node] = value if leaf >= self.place else 1
        while node > 1:
            node //= 2
            self._add_up(node)

    def _add_up(self, node: int) -> None:
        left = 2 * node
        self._sums[node] = self._sums[left] + self._sums[left + 1]
        self._lows[node] = min(self._lows[left], self._sums[left] + self._lows[left + 1])
