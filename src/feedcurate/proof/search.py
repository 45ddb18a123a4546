"""Looking for a post that shows something where the solver cannot tell.

In: a program, what a world is to show, how many to try, a seed and how long it may take. Out: a world that shows it,
made as small as Hypothesis can make it; or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from time import monotonic
from typing import TYPE_CHECKING, Any

from attrs import frozen
from pydantic import BaseModel

from feedcurate.errors import MissingExtra
from feedcurate.history.memory import MemoryHistory
from feedcurate.history.whole import WholeHistory
from feedcurate.model.account import Account
from feedcurate.model.activity import LONGEST, Activity, ActivityKind
from feedcurate.model.facts import NO_FACTS, Facts
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item, Label
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.program.examples import NOW
from feedcurate.program.expr import Derive, HabitOver, Over
from feedcurate.program.program import Program
from feedcurate.proof.pools import Pools, pools_of
from feedcurate.proof.world import World

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_ALWAYS: Mapping[type[BaseModel], frozenset[str]] = {
    Item: frozenset({"author", "title", "text", "published", "mine"}),
    Account: frozenset({"handle", "id", "url"}),
}
_LEANS_ON = {
    "words": "text", "shouting": "text", "emoji": "text", "reading_time": "text", "age": "created", "site": "url",
    "credential": "claims", "followed": "relation", "follower": "relation", "mutual": "relation", "muted": "relation",
    "blocked": "relation", "seen": "seen_at",
}  # fmt: skip
"""The field that a derived value is made of."""


@frozen(eq=False)
class Searched:
    """What a search came upon, and how many worlds it tried."""

    world: World | None
    tried: int


class _TimeIsUpError(BaseException):
    """Ends a search; no `Exception`, which Hypothesis would take for a find."""


def searched(program: Program, shows: Callable[[World], bool], most: int, seed: int, seconds: float) -> Searched:
    """Try worlds at the edges of a program until one shows it, so many have been tried, or the time is up.

    Raises:
        MissingExtra: Hypothesis is not installed.
    """
    try:
        from hypothesis import Phase, find, settings
        from hypothesis.errors import NoSuchExample
    except ImportError:
        raise MissingExtra("prove", "looking for a post among many") from None
    tried, found = 0, None
    end = monotonic() + seconds

    def noted(world: World) -> bool:
        nonlocal tried, found
        if monotonic() > end:
            raise _TimeIsUpError
        tried += 1
        if not shows(world):
            return False
        found = world
        return True

    options = settings(max_examples=most, database=None, deadline=None, phases=(Phase.generate, Phase.shrink))
    random = Random(seed)  # noqa: S311 - equal seeds are to give equal searches
    with suppress(NoSuchExample, _TimeIsUpError):
        found = find(worlds(program), noted, settings=options, random=random)
    return Searched(found, tried)


def worlds(program: Program) -> SearchStrategy[World]:
    """Worlds at the edges that a program draws."""
    from hypothesis import strategies as st

    pools = pools_of(program)
    made = _Maker(program, pools)
    instants = [NOW, *(moment.replace(tzinfo=UTC) for moment in pools.moments)]
    instants += [datetime.combine(NOW.date(), clock, UTC) for clock in pools.clocks]
    return st.builds(World, made.item(), st.sampled_from(instants), made.facts())


class _Maker:
    """Strategies for one program."""

    def __init__(self, program: Program, pools: Pools) -> None:
        from hypothesis import strategies as st

        self.st = st
        self.program, self.pools = program, pools
        self.fields = pools.fields | {_LEANS_ON[name] for name in pools.fields if name in _LEANS_ON}

    def item(self) -> Any:
        """Posts; any field may be unknown, and what no condition looks at is."""
        return self._structure(self.program.item, 0)

    def facts(self) -> Any:
        """What the host knows: nothing, or a history where anything looks back."""
        if not any(_looks_back(expr) for expr in self.program.exprs):
            return self.st.just(NO_FACTS)
        posts = self.st.lists(self.item(), max_size=6).map(_numbered)
        acts = self.st.lists(self._activity(), max_size=6)
        kinds = self.st.sampled_from((MemoryHistory, WholeHistory))
        return self.st.builds(lambda kind, p, a: Facts(history=kind(p, a)), kinds, posts, acts)

    def _activity(self) -> Any:
        lengths = self.st.sampled_from([one for one in self.pools.durations if timedelta(0) <= one <= LONGEST])
        return self.st.builds(
            Activity,
            kind=self.st.sampled_from(ActivityKind),
            at=self._instant(),
            duration=self.st.none() | lengths,
            account=self.st.none() | self._structure(Account, 1),
            mood=self.st.none() | self.st.integers(1, 5),
        )

    def _structure(self, cls: type[BaseModel], depth: int) -> Any:
        wanted = {name for base, names in _ALWAYS.items() if issubclass(cls, base) for name in names}
        parts: dict[str, Any] = {}
        for name, field in fields_of(cls).items():
            if name in self.fields or name in wanted or depth > 1:
                strategy = self._kind(field.kind, name, depth)
                if strategy is not None:
                    parts[name] = strategy if _is_required(cls, name) else self.st.none() | strategy
        if issubclass(cls, Item):
            parts |= {
                "id": self.st.just("1"),
                "source": self.st.sampled_from(["mastodon", "rss"]),
                "signals": self._signals(),
            }
        if issubclass(cls, Label):
            parts["negated"] = self.st.just(False)
        if issubclass(cls, Account) and self.pools.accounts:
            return self.st.builds(cls, **parts) | self.st.sampled_from(self.pools.accounts).map(
                lambda pair: cls.model_validate(dict([pair]))
            )
        return self.st.builds(cls, **parts)

    def _signals(self) -> Any:
        kinds = {name: self._kind(kind, name, 2) for name, kind in self.program.signals}
        return self.st.fixed_dictionaries({}, optional=kinds)

    def _kind(self, kind: Kind, name: str, depth: int) -> Any:
        match kind:
            case Structure(_, cls):
                return self._structure(cls, depth + 1) if depth < (1 if issubclass(cls, Item) else 3) else None
            case ListOf(element):
                inner = self._kind(element, name, depth)
                return None if inner is None else self.st.lists(inner, max_size=3).map(tuple)
            case Enumeration(_, values):
                return self.st.sampled_from(values or ("other",))
            case _:
                return self._simple(kind, name)

    def _simple(self, kind: Kind, name: str) -> Any:
        st, pools = self.st, self.pools
        match kind:
            case Simple.TRUTH:
                return st.booleans()
            case Simple.NUMBER if (
                name in ("width", "height") or name in Item.model_fields or name in Account.model_fields
            ):
                whole = sorted({int(n) for n in pools.numbers if abs(n) < 1e15})
                return st.sampled_from(whole) | st.integers(0, 20) if whole else st.integers(0, 20)
            case Simple.NUMBER | Simple.SHARE:
                return st.sampled_from(pools.numbers or (0.5,)) | st.floats(0, 1, width=16)
            case Simple.DURATION:
                return st.sampled_from(pools.durations)
            case Simple.INSTANT:
                return self._instant()
            case Simple.LANGUAGE:
                return st.sampled_from((*pools.languages, "tlh"))
            case Simple.SITE:
                return st.sampled_from((*pools.sites, "elsewhere.example"))
            case Simple.HASHTAG:
                return st.sampled_from((*(word.removeprefix("#") for word in pools.words), "tag"))
            case Simple.TEXT | Simple.ADDRESS:
                return self._text(name)
            case _:
                return None

    def _text(self, name: str) -> Any:
        st, pools = self.st, self.pools
        if name in ("url", "thread"):
            return st.sampled_from([f"https://{site}" for site in pools.sites] or ["https://elsewhere.example"])
        pieces = [st.sampled_from((*pools.words, *pools.texts, "hello", "READ THIS NOW", "🙂"))]
        pieces += [st.from_regex(regex) for regex in pools.regexes if _is_read(regex)]
        return st.lists(st.one_of(pieces), max_size=4).map(" ".join)

    def _instant(self) -> Any:
        edges = sorted(
            {timedelta(0), *(one for one in self.pools.durations if timedelta(0) <= one < timedelta(days=4000))}
        )
        return self.st.sampled_from(edges).map(lambda ago: NOW - ago)


def _numbered(posts: list[Item]) -> list[Item]:
    """Posts with ids of their own; the post that is judged is the first."""
    return [post.model_copy(update={"id": str(number)}) for number, post in enumerate(posts, 2)]


def _looks_back(expr: object) -> bool:
    return isinstance(expr, Over | HabitOver) or (isinstance(expr, Derive) and expr.name == "seen")


def _is_required(cls: type[BaseModel], name: str) -> bool:
    return cls.model_fields[name].is_required()


def _is_read(regex: str) -> bool:
    """Whether Python reads a pattern as RE2 does, as far as making texts for it is concerned."""
    import re

    try:
        re.compile(regex)
    except (re.error, OverflowError, RecursionError):
        return False
    return True
