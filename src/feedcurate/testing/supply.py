"""Model classes as Hypothesis strategies, made from their fields and a pool of values.

In: a pool, an instant that dates lie around, and which fields matter. Out: `Supply`, which makes each strategy once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, Activity
from feedcurate.model.fields import Field, fields_of
from feedcurate.model.item import Item, Media
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.testing.moments import instants
from feedcurate.testing.pool import EVERYDAY, TICK, Pool
from feedcurate.testing.wording import texts

M = TypeVar("M", bound=BaseModel)
Strategy = st.SearchStrategy[Any]

_MOST = 3
"""Elements of a list."""
_DEEPEST = 2
"""How deep structures stand in each other: a post, what it quotes, and the author of that."""
_IDENTIFIERS = ("id", "handle", "url")


class Supply:
    """Strategies for everything a rule can see. `only`: the fields that are filled; None for all.

    A field that may be unknown is known `often` times to one.
    """

    def __init__(self, pool: Pool, now: datetime, only: frozenset[str] | None = None, often: int = 3) -> None:
        self.pool = pool
        self.now = now
        self._only = only
        self._often = often
        self._kinds: dict[tuple[Kind, str, int], Strategy] = {}
        self._simple: Mapping[Simple, Callable[[str], Strategy]] = {
            Simple.TRUTH: lambda _: st.booleans(),
            Simple.NUMBER: self.numbers,
            Simple.SHARE: self._shares,
            Simple.DURATION: lambda name: self.spans(name).map(abs),
            Simple.INSTANT: lambda _: instants(pool, now),
            Simple.DATE: lambda _: st.sampled_from(pool.dates) if pool.dates else st.dates(),
            Simple.CLOCK: lambda _: st.sampled_from(pool.clocks) if pool.clocks else st.times(),
            Simple.DAY: lambda _: st.integers(0, 6),
            Simple.SITE: lambda _: st.sampled_from(pool.sites or EVERYDAY.sites),
            Simple.LANGUAGE: lambda _: st.sampled_from(pool.languages or EVERYDAY.languages),
            Simple.HASHTAG: lambda _: st.sampled_from(pool.tags or EVERYDAY.tags),
            Simple.TEXT: self._texts,
            Simple.ADDRESS: self._texts,
        }

    def of(self, cls: type[M], fields: Mapping[str, Strategy] | None = None, depth: int = 0) -> st.SearchStrategy[M]:
        """A model class; `fields` are strategies for some of its fields."""
        given = {**self._given(cls), **(fields or {})}
        found = {
            name: self._field(cls, field, depth)
            for name, field in fields_of(cls).items()
            if name not in given and self._is_filled(cls, field, depth)
        }
        values = st.fixed_dictionaries({**found, **given})

        # Hypothesis writes strategies out in full, and those of a post are long; a composite is only its name.
        @st.composite
        def model(draw: st.DrawFn) -> M:
            return _made(cls, draw(values))

        return model()

    def kind(self, kind: Kind, name: str = "", depth: int = 0) -> Strategy:
        """Values of a kind, for the field of a name."""
        key = kind, name, depth
        if key not in self._kinds:
            self._kinds[key] = self._of_kind(kind, name, depth)
        return self._kinds[key]

    def accounts(self, fields: Mapping[str, Strategy] | None = None) -> st.SearchStrategy[Account]:
        """Accounts with one of the identifiers of the pool, or with none that is known."""
        given = fields or {}
        known = st.sampled_from((*self.pool.people, ("id", None)))

        def identified(account: Account, one: tuple[str, str | None]) -> Account:
            told = {**dict.fromkeys(_IDENTIFIERS), one[0]: one[1]}
            return account.model_copy(update={name: told[name] for name in _IDENTIFIERS if name not in given})

        return st.builds(identified, self.of(Account, given), known)

    def numbers(self, name: str = "") -> st.SearchStrategy[int]:
        """Whole numbers at and beside those of the pool, small ones, and a few large ones."""
        near = self.pool.near(self.pool.numbers, name)
        small = st.integers(0, 30)
        beside = [round(number) + off for number in near for off in (-1, 0, 1)]
        return st.sampled_from(beside) | small if beside else small | st.integers(0, 10**6)

    def spans(self, name: str = "") -> st.SearchStrategy[timedelta]:
        """Durations at and beside those of the pool, and others up to some days."""
        near = self.pool.near(self.pool.spans, name)
        some = st.integers(0, 6_000).map(lambda minutes: timedelta(minutes=minutes))
        edge = [span + off * TICK for span in near for off in (-1, 0, 1)]
        return st.sampled_from(edge) | some if edge else some

    def _is_filled(self, cls: type[BaseModel], field: Field, depth: int) -> bool:
        if depth >= _DEEPEST and isinstance(field.kind, Structure):
            return False
        if cls is Account and field.name in _IDENTIFIERS:
            return False
        needed = cls.model_fields[field.name].is_required()
        return needed or self._only is None or field.name in self._only

    def _given(self, cls: type[BaseModel]) -> dict[str, Strategy]:
        """Fields that need more than their kind says."""
        if issubclass(cls, Item):
            return {"id": st.integers(0, 999).map(lambda number: f"i{number}"), "signals": self._signals()}
        if cls is Activity:
            return {
                "mood": st.none() | st.integers(1, 5),
                "duration": st.none() | self.spans("duration").map(lambda span: min(abs(span), LONGEST)),
                "item": st.none() | st.integers(0, 999).map(lambda number: f"i{number}"),
            }
        return {"width": st.integers(1, 4_000), "height": st.integers(1, 4_000)} if cls is Media else {}

    def _field(self, cls: type[BaseModel], field: Field, depth: int) -> Strategy:
        value = self._addresses() if field.name == "url" else self.kind(field.kind, field.name, depth)
        return st.one_of(st.none(), *self._often * [value]) if cls.model_fields[field.name].default is None else value

    def _of_kind(self, kind: Kind, name: str, depth: int) -> Strategy:
        match kind:
            case Enumeration(_, values, _, is_open):
                words = (*values, *self.pool.words.get(name, ()), *(("elsewhere",) if is_open else ()))
                return st.sampled_from(words or ("elsewhere",))
            case Structure(_, cls):
                return self.accounts() if issubclass(cls, Account) else self.of(cls, depth=depth + 1)
            case ListOf(element):
                return st.lists(self.kind(element, name, depth), max_size=_MOST).map(tuple)
            case Simple():
                return self._simple[kind](name)
            case _:
                return st.nothing()

    def _addresses(self) -> st.SearchStrategy[str]:
        """Addresses on the sites of the pool."""
        ends = st.sampled_from(("", "/", "/1", "/1?utm_source=x", "/archive/2"))
        return st.builds("https://{}{}".format, self.kind(Simple.SITE), ends)

    def _shares(self, name: str) -> st.SearchStrategy[float]:
        near = self.pool.near(self.pool.numbers, name)
        return st.floats(0, 1) | st.sampled_from(near) if near else st.floats(0, 1)

    def _texts(self, name: str) -> st.SearchStrategy[str]:
        words = self.pool.words.get(name, ())
        return texts(self.pool) | st.sampled_from(words) if words else texts(self.pool)

    def _signals(self) -> st.SearchStrategy[dict[str, Any]]:
        """Some of the declared signals."""
        return st.fixed_dictionaries(
            {}, optional={name: self.kind(kind, name) for name, kind in self.pool.signals.items()}
        )


def _made(cls: type[M], values: Mapping[str, Any]) -> M:
    """What an app's own class does not accept is no example."""
    try:
        return cls.model_validate(values)
    except ValidationError:
        reject()
