"""Advice about accounts, from posts in columns: what the rules for accounts make of everybody who posts.

In: rules, an instant, who reads; a table of posts, which are all there ever were. Out: a table with the columns of
`ADVICE_SCHEMA`, a row for each account that a rule speaks of; and what could not be read of the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from attrs import evolve, field, frozen

from feedcurate.batch.chunk import chunk_of
from feedcurate.batch.columns import Shape, shapes_for
from feedcurate.batch.decider import Result
from feedcurate.batch.faults import Faults
from feedcurate.batch.frames import as_given, parts_of, whole
from feedcurate.batch.past import past_of
from feedcurate.batch.reach import BeyondColumns, account_rules, beyond_posts
from feedcurate.batch.reads import Reading, everything, reading_of
from feedcurate.engine.advising import Advised, about_accounts
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, Because
from feedcurate.model.facts import Facts
from feedcurate.ruleset import Ruleset, uncomputed

ADVICE_SCHEMA = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("id", pa.string()),
        pa.field("handle", pa.string()),
        pa.field("url", pa.string()),
        pa.field("name", pa.string()),
        pa.field("advice", pa.string()),
        pa.field("duration", pa.duration("us")),
        pa.field("because", pa.list_(pa.string())),
        pa.field("overridden", pa.list_(pa.string())),
        pa.field("shadow", pa.list_(pa.string())),
    ]
)
"""The columns that come out; see the reference for what each says."""

MOST_ROWS = 65_536
"""How many rows are read together."""


def _anybody(_account: Account) -> bool:
    return True


@frozen(eq=False)
class Adviser:
    """Rules for accounts at an instant, for one reader; it can be pickled.

    `timezone`, `me` and `following` are as in `Facts`.

    Raises:
        ValueError: `now` has no time zone.
        BeyondColumns: rules look back at what the reader did.
    """

    rules: Ruleset = field(converter=uncomputed)
    now: datetime = field(kw_only=True)
    timezone: ZoneInfo | None = field(default=None, kw_only=True)
    me: tuple[str, ...] = field(default=(), kw_only=True)
    following: tuple[Account, ...] | None = field(default=None, kw_only=True)
    _reads: Reading = field(init=False, repr=False)

    @_reads.default
    def _examined(self) -> Reading:
        program = self.rules.program
        context = scene_of(program, (), self.facts, self.now).context
        beyond = beyond_posts(program, account_rules(program, context))
        if beyond:
            raise BeyondColumns(beyond)
        return reading_of(program, together=True)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it was made of."""
        return _remade, (self.rules, self.now, self.timezone, self.me, self.following)

    @property
    def facts(self) -> Facts:
        """What is known besides the posts."""
        return Facts(timezone=self.timezone, me=self.me, following=self.following)

    def advise(self, posts: Any, about: Callable[[Account], bool] = _anybody) -> Result:
        """The advice about everybody who wrote or reposted a post of a table of pyarrow, or whom the reader follows.

        `about`: of these, only the accounts of which this is true.
        """
        program, faults = self.rules.program, Faults()
        shapes, tree = shapes_for(program), everything(program)
        parts, start = list(parts_of(posts, tree, MOST_ROWS)), 0
        for part in parts:
            here = Faults()
            chunk_of(part, shapes, tree, here)
            faults.all(here, start)
            start += part.num_rows
        scene = self._scene(parts, shapes)
        accounts = [one for one in scene.everybody() if about(one)]
        rows = list(_rows(about_accounts(scene.judge, accounts), accounts))
        return Result(pa.Table.from_pylist(rows, schema=ADVICE_SCHEMA), tuple(faults))

    def _scene(self, parts: list[Any], shapes: dict[str, Shape]) -> Scene:
        return past_of(self.rules.program, self._reads, parts, shapes, self.facts, self.now, whole_people=True)


def advise(
    rules: Ruleset,
    posts: Any,
    *,
    now: datetime,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> Result:
    """What the rules for accounts make of everybody in a table of posts, whole in memory.

    `posts` is a pyarrow Table or RecordBatch, or a Polars DataFrame or LazyFrame; the table that comes out is of the
    same library. For what is raised see `Adviser`; TypeError where `posts` is none of these.
    """
    followed = None if following is None else tuple(following)
    adviser = Adviser(rules, now=now, timezone=timezone, me=tuple(me), following=followed)
    found = adviser.advise(whole(posts, everything(rules.program)))
    return evolve(found, table=as_given(found.table, posts))


def _rows(advised: Advised, accounts: Iterable[Account]) -> Iterator[dict[str, Any]]:
    """A row for each account that has advice or would have had some."""
    advice = {one.account: one for one in advised.accounts}
    shadows: dict[Account | None, list[str]] = {}
    for report in advised.shadow:
        shadows.setdefault(report.account, []).append(report.because.rule)
    for account in accounts:
        if account in advice or account in shadows:
            yield _row(account, advice.get(account), sorted(shadows.get(account, ())))


def _row(account: Account, advice: AccountAdvice | None, shadow: list[str]) -> dict[str, Any]:
    return {
        **account.model_dump(include={"source", "id", "handle", "url", "name"}),
        "advice": None if advice is None else advice.advice.value,
        "duration": None if advice is None else advice.duration,
        "because": [] if advice is None else _names(advice.because),
        "overridden": [] if advice is None else _names(advice.overridden),
        "shadow": shadow,
    }


def _names(reasons: Iterable[Because]) -> list[str]:
    return [reason.rule for reason in reasons]


def _remade(
    rules: Ruleset,
    now: datetime,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    following: tuple[Account, ...] | None,
) -> Adviser:
    return Adviser(rules, now=now, timezone=timezone, me=me, following=following)
