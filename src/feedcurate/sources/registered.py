"""Formats that other packages bring along, by an entry point of the group `feedcurate.sources`.

In: what is installed. Out: those formats, and what is wrong with the ones that cannot be used. Nothing is looked for
before a document asks for it, since that alone takes longer than reading a small feed; then once a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import define, frozen
from pydantic import ValidationError

from feedcurate.errors import MissingExtra
from feedcurate.model.activity import Activity
from feedcurate.model.decision import InputProblem
from feedcurate.sources.base import Format, ItemT, Unreadable, is_diary
from feedcurate.sources.dates import Dates
from feedcurate.sources.tables import Table
from feedcurate.sources.told import one_line

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "feedcurate.sources"
_NEEDED = ("recognise", "records", "item")


@define
class Guarded:
    """A format of somebody else's: what it raises is told as a problem that names it, and the rest goes on.

    `name` is how problems call it; `failure` is what first went wrong where there was no record to tell it of.
    """

    name: str
    inner: Format
    failure: str | None = None

    @property
    def table(self) -> Table:
        """What becomes what, as far as it says."""
        found = getattr(self.inner, "table", None)
        return found if isinstance(found, Table) else Table(name=self.name, title=self.name, reads="")

    def recognise(self, document: object) -> str | None:
        """What it takes the document for; nothing where it fails."""
        try:
            found = self.inner.recognise(document)
        except Exception as error:  # noqa: BLE001 (whatever a plug-in trips over must not stop the others)
            self.failure = self.failure or _failed(error)
            return None
        return found if isinstance(found, str) and found else None

    def records(self, document: object) -> Iterator[object]:
        """Its records. Raises `MissingExtra`, and `Unreadable` where it fails."""
        try:
            yield from self.inner.records(document)
        except (MissingExtra, Unreadable):
            raise
        except Exception as error:  # noqa: BLE001 (as above)
            raise self._unreadable(error) from None

    def item(self, make: type[ItemT], record: Any, dates: Dates) -> ItemT | None:
        """The item of a record. Raises `Unreadable` or a ValidationError."""
        try:
            item = self.inner.item(make, record, dates)
        except (Unreadable, ValidationError):
            raise
        except Exception as error:  # noqa: BLE001 (as above)
            raise self._unreadable(error) from None
        if item is not None and not isinstance(item, make):
            raise Unreadable(f"the {self.name} gave no post but {type(item).__name__}")
        return item

    def activities(self, record: Any, dates: Dates) -> Iterator[Activity]:
        """What the reader did, where it says. Raises `Unreadable` or a ValidationError."""
        if not is_diary(self.inner):
            return
        try:
            yield from self.inner.activities(record, dates)
        except (Unreadable, ValidationError):
            raise
        except Exception as error:  # noqa: BLE001 (as above)
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> Unreadable:
        return Unreadable(f"the {self.name} {_failed(error)}")


@frozen
class Registered:
    """The formats that can be used, by the names of their entry points, and what is wrong with the others."""

    formats: tuple[Guarded, ...]
    problems: tuple[InputProblem, ...]


@cache
def registered() -> Registered:
    """What is installed; looked for at the first call."""
    from importlib.metadata import entry_points

    found = [_loaded(entry) for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))]
    return Registered(
        tuple(one for one in found if isinstance(one, Guarded)),
        tuple(one for one in found if isinstance(one, InputProblem)),
    )


def problems() -> Iterable[InputProblem]:
    """What has gone wrong with plug-ins, as far as any was asked for in this process; each is told once a reading."""
    if not registered.cache_info().currsize:
        return
    known = registered()
    yield from known.problems
    for form in known.formats:
        if form.failure is not None:
            yield one_line(form.name, None, form.failure)


def _loaded(entry: EntryPoint) -> Guarded | InputProblem:
    package = "" if entry.dist is None else f" of {entry.dist.name} {entry.dist.version}"
    name = f"plug-in `{entry.name}`{package}"
    try:
        form = entry.load()()
    except Exception as error:  # noqa: BLE001 (whatever a plug-in trips over must not stop the others)
        return one_line(name, None, f"cannot be used: {_said(error)}")
    missing = [f"`{method}`" for method in _NEEDED if not callable(getattr(form, method, None))]
    if missing:
        return one_line(name, None, f"cannot be used: has no {', '.join(missing)}")
    return Guarded(name, form)


def _failed(error: Exception) -> str:
    return f"failed: {_said(error)}"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error)[:200]}" if str(error) else type(error).__name__
