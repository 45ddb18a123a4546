"""Results on disk that hold as long as the files they were made of do not change.

In: what was asked, the resolver, and a result with what the resolver answered while it was made. Out: that result, in
this process or in another, where the resolver would still answer the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from feedcurate.cache.classes import described, own_classes
from feedcurate.cache.data import from_bytes, to_bytes
from feedcurate.cache.entries import Entries
from feedcurate.cache.folder import folder_of
from feedcurate.cache.surroundings import surroundings
from feedcurate.check.resolver import Found, Resolver
from feedcurate.remember import Answer, ask

if TYPE_CHECKING:
    from feedcurate.model.item import Item


@frozen
class Answered:
    """A question that a resolver was asked, and the digest of its answer."""

    path: str
    folder: str
    most: int
    digest: bytes


@frozen
class Results:
    """Results in a folder, all for one item class (None is `Item` itself)."""

    entries: Entries
    surroundings: str
    item: type[Item] | None

    def find(self, wanted: Sequence[object], main: str, resolver: Resolver | None) -> Any:
        """The result for what is wanted of a text; None where there is none, or where a file has changed since."""
        classes = own_classes(self.item)
        kept = self.entries.read(self._name(wanted))
        if kept is None:
            return None
        try:
            digest, answers, rest = from_bytes(kept)
            if digest != _digest(main) or not all(_holds(answer, resolver) for answer in answers):
                return None
            return from_bytes(rest, classes)
        except Exception:  # noqa: BLE001 - whatever an entry of other code holds, it is only not used
            return None

    def keep(self, wanted: Sequence[object], main: str, answers: Sequence[Answer], result: object) -> None:
        """Keep a result. One that cannot be written, or not be read again, is not kept."""
        classes = own_classes(self.item)
        answered = tuple(Answered(one.path, one.folder, one.most, _digest_of(one.found)) for one in answers)
        try:
            rest = to_bytes(result, classes)
            data = to_bytes((_digest(main), answered, rest))
        except Exception:  # noqa: BLE001 - an app's class may be of a kind that nobody can pickle
            return
        self.entries.write(self._name(wanted), data)

    def _name(self, wanted: Sequence[object]) -> str:
        """The name of the entry: one for what is asked for, so that a new result takes the old one's place."""
        parts = (self.surroundings, described(own_classes(self.item)), *map(repr, wanted))
        return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def results_in(cache: bool | str | Path, item: type[Item] | None) -> Results | None:
    """Where results for an item class are kept; None where they are not to be, or cannot be, kept."""
    folder = folder_of(cache)
    around = None if folder is None else surroundings()
    return None if folder is None or around is None else Results(Entries(folder), around, item)


def _holds(answered: Answered, resolver: Resolver | None) -> bool:
    if resolver is None:
        return False
    return _digest_of(ask(resolver, answered.path, answered.folder, answered.most)) == answered.digest


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _digest_of(found: Found | str) -> bytes:
    """A digest of an answer: the file with its names, or the reason why there is none."""
    if isinstance(found, str):
        return _digest(f"none\0{found}")
    names = f"{found.key}\0{found.name}\0{found.folder}\0"
    return sha256(names.encode("utf-8", "surrogatepass") + found.data).digest()
