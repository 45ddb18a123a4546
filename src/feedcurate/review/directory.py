"""Accounts by number, so that counting them is cheap.

In: accounts as they occur, the older state before the newer. Out: a number for each; and, of counts by number, how many
different accounts that were, and which most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from feedcurate.engine.people import identities
from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers
from feedcurate.review.results import OnWhom

TOP = 5


class Directory:
    """Accounts that are known by the same have the same number; those that only share something are joined at last."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | None, ...], int] = {}
        self._accounts: list[Account] = []

    def number(self, account: Account | None) -> int | None:
        """The number of an account; None for nobody, and where nothing tells who it is."""
        if account is None:
            return None
        key = (account.source, account.id, account.handle, account.url)
        if key[1:] == (None, None, None):
            return None
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._accounts)
            self._accounts.append(account)
        else:
            self._accounts[number] = account
        return number

    def on_whom(self, counts: Mapping[int, int]) -> tuple[OnWhom, ...]:
        """The different accounts of some counts, those with the highest count first."""
        joined = identities(self._accounts[number] for number in counts)
        number_of = {pair: i for i, account in enumerate(joined) for pair in identifiers(account).items()}
        of_others = self._of_others(counts, number_of)
        total: Counter[int] = Counter()
        for number, count in counts.items():
            total[of_others[number]] += count
        found = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(OnWhom(account=joined[i], count=count) for i, count in found)

    def _of_others(self, numbers: Iterable[int], number_of: Mapping[tuple[str, str], int]) -> dict[int, int]:
        """The place among joined accounts of each of some accounts.

        `identities` gives the last state of each; one whose identifiers all are of earlier states is found by way of
        those that it shares with another.
        """
        places: dict[tuple[str, str], int] = dict(number_of)
        waiting = list(numbers)
        found: dict[int, int] = {}
        while waiting:
            left = []
            for number in waiting:
                pairs = list(identifiers(self._accounts[number]).items())
                place = next((places[pair] for pair in pairs if pair in places), None)
                if place is None:
                    left.append(number)
                    continue
                found[number] = place
                places.update(dict.fromkeys(pairs, place))
            waiting = left
        return found
