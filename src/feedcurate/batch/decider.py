"""Rules over columns: Arrow and Polars tables in, a table of what the rules make of each row out.

In: rules, an instant, who reads; then tables. Out: tables with the columns of `RESULT_SCHEMA`, a row for each row, in
their order; and what could not be read of the columns.

Each post is judged by itself, as if there were no other and no history: before the feed's quotas, its order, and
rules for accounts, sessions and drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, field, frozen

from feedcurate.batch.asking import Reference
from feedcurate.batch.bits import Flags, flags_of
from feedcurate.batch.chunk import Chunk, chunk_of, valid
from feedcurate.batch.columns import SIGNALS, Shape, shapes_for
from feedcurate.batch.faults import Fault, Faults
from feedcurate.batch.leaves import leaves_of
from feedcurate.batch.outcomes import RESULT_SCHEMA, Outcomes, rules_of
from feedcurate.batch.people import People
from feedcurate.batch.reads import Tree, asked, reading_of, wanted
from feedcurate.batch.truths import Prepared, Truths, prepared
from feedcurate.engine.deciding import bench_of
from feedcurate.engine.scene import scene_of
from feedcurate.model.account import Account
from feedcurate.model.facts import Facts
from feedcurate.ruleset import Ruleset

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 65_536
"""How many rows are judged together."""
MOST_BYTES = 32 << 20
"""How many bytes of columns are judged together; a single row may have more."""
_SETS = 256 << 20
_ROWS_READ = 4_096
"""How many rows, where some have to be read one by one."""


@frozen(eq=False)
class Result:
    """What the rules make of a table, and what of it could not be read."""

    table: Any
    faults: tuple[Fault, ...]


@frozen(eq=False)
class _Work:
    """What is worked out once, before the first post."""

    prepared: Prepared
    outcomes: Outcomes
    shapes: Mapping[str, Shape]
    columns: Tree
    asked: frozenset[str]
    most_rows: int


@frozen(eq=False)
class Decider:
    """Rules at an instant, for one reader. Not to be shared between threads; it can be pickled.

    `timezone`, `me` and `following` are as in `Facts`. Raises ValueError where `now` has no time zone.
    """

    rules: Ruleset
    now: datetime = field(kw_only=True)
    timezone: ZoneInfo | None = field(default=None, kw_only=True)
    me: tuple[str, ...] = field(default=(), kw_only=True)
    following: tuple[Account, ...] | None = field(default=None, kw_only=True)
    _work: _Work = field(init=False, repr=False)

    @_work.default
    def _work_out(self) -> _Work:
        return _work_of(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it was made of."""
        return _remade, (self.rules, self.now, self.timezone, self.me, self.following)

    @property
    def columns(self) -> Tree:
        """The columns that are read, and of structures which parts; an empty tree: all of them."""
        return self._work.columns

    @property
    def asked(self) -> frozenset[str]:
        """The names of the columns that the rules themselves ask for."""
        return self._work.asked

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """All columns that there could be."""
        return self._work.shapes

    def decide(self, posts: Any) -> Result:
        """The result of a record batch or table of pyarrow, of any size."""
        faults, found = Faults(), []
        start = 0
        for part in self._parts(posts):
            here = Faults()
            found.append(self._chunk(part, here))
            faults.all(here, start)
            start += part.num_rows
        return Result(pa.Table.from_batches(found, RESULT_SCHEMA), tuple(faults))

    def _parts(self, posts: Any) -> Iterator[Any]:
        """Record batches that are small enough to be judged together."""
        table = posts if isinstance(posts, pa.Table) else pa.Table.from_batches([posts])
        names = [name for name in table.column_names if name in self.columns or name == SIGNALS]
        for part in _unambiguous(table, names).to_batches(max_chunksize=self._work.most_rows):
            yield from _halved(part)

    def _chunk(self, batch: Any, faults: Faults) -> Any:
        chunk = chunk_of(batch, self.shapes, self.columns, faults)
        truths = Truths(self._work.prepared, chunk)
        return self._work.outcomes.batch(truths, self._own(truths), _nameless(chunk, faults))

    def _own(self, truths: Truths) -> Flags:
        """The reader's own posts, which are kept unless the rule file leaves that to its rules."""
        chunk, program = truths.chunk, self.rules.program
        if not program.settings.keep_own_posts:
            return np.zeros(chunk.size, np.bool_)
        marked = chunk.at(("mine",))
        own: Flags = np.zeros(chunk.size, np.bool_)
        if marked is not None:
            own |= marked.fill_null(False).to_numpy(zero_copy_only=False)
        if self._work.prepared.reference.judge.context.me:
            own |= flags_of(truths.members(("author",)).rows[-1], chunk.size)
        return own


def _work_of(decider: Decider) -> _Work:
    program = decider.rules.program
    facts = Facts(timezone=decider.timezone, me=decider.me, following=decider.following)
    judge = scene_of(program, (), facts, decider.now).judge
    bench, reads = bench_of(program, judge), reading_of(program)
    people = People((*program.account_sets, judge.context.me))
    reference = Reference(judge, facts, reads)
    made = prepared(program, leaves_of(program, reads, reference), reference, people)
    is_free = all(made.free[rule.when] for rule in (*bench.live, *bench.shadow))
    most = min(MOST_ROWS if is_free else _ROWS_READ, _SETS // max(1, len(program.exprs)))
    return _Work(
        prepared=made,
        outcomes=Outcomes(rules_of(bench.live), rules_of(bench.shadow)),
        shapes=shapes_for(program),
        columns=wanted(program, reads),
        asked=asked(program, reads),
        most_rows=max(1_024, most // 8 * 8),
    )


def decide(
    rules: Ruleset,
    posts: Any,
    *,
    now: datetime,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> Result:
    """What the rules make of posts in columns, whole in memory.

    `posts` is a pyarrow Table or RecordBatch, or a Polars DataFrame or LazyFrame; of a LazyFrame only the columns that
    the rules ask for are collected. The table that comes out is of the same library. Raises ValueError where `now` has
    no time zone, and TypeError where `posts` is none of these.
    """
    followed = None if following is None else tuple(following)
    decider = Decider(rules, now=now, timezone=timezone, me=tuple(me), following=followed)
    if isinstance(posts, pa.Table | pa.RecordBatch):
        return decider.decide(posts)
    found = decider.decide(_from_polars(posts, decider.columns))
    import polars as pl

    return evolve(found, table=pl.from_arrow(found.table))


def _from_polars(posts: pl.DataFrame | pl.LazyFrame, columns: Tree) -> Any:
    frame: Any = posts
    if hasattr(frame, "collect_schema") and hasattr(frame, "collect"):
        names = [name for name in frame.collect_schema().names() if name in columns or name == SIGNALS]
        frame = frame.select(names).collect() if names else frame.collect()
    if not hasattr(frame, "to_arrow"):
        raise TypeError(f"posts come as a table of pyarrow or Polars, not as {type(posts).__name__}")
    return frame.to_arrow()


def _remade(
    rules: Ruleset,
    now: datetime,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    following: tuple[Account, ...] | None,
) -> Decider:
    return Decider(rules, now=now, timezone=timezone, me=me, following=following)


def _unambiguous(table: Any, names: Iterable[str]) -> Any:
    """Some columns by their names, of several of one name the first; without any, still as many rows."""
    places = {name: table.column_names.index(name) for name in names}
    if places:
        return table.select(sorted(places.values()))
    return pa.table({"id": pa.nulls(table.num_rows, pa.string())})


def _halved(batch: Any) -> Iterator[Any]:
    """Parts of a batch that are not too large, of whole bytes of rows."""
    waiting = [batch]
    while waiting:
        part = waiting.pop()
        half = part.num_rows // 2 // 8 * 8
        if half and part.nbytes > MOST_BYTES:
            waiting += [part.slice(half), part.slice(0, half)]
        else:
            yield part


def _nameless(chunk: Chunk, faults: Faults) -> Flags:
    """Posts without an id."""
    array = chunk.at(("id",))
    if array is None:
        faults.whole("id", "is not there, and a post without an id has no outcome")
        return np.ones(chunk.size, np.bool_)
    nameless: Flags = ~valid(array) | (pc.binary_length(array).fill_null(0).to_numpy() == 0)
    places = np.flatnonzero(nameless)
    if len(places):
        faults.add(Fault("id", "unknown, and a post without an id has no outcome", len(places), int(places[0]) + 1))
    return nameless
