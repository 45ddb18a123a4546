"""Rules over columns: Arrow and Polars tables in, a table of what the rules make of each row out.

In: rules, an instant, who reads; then tables. Out: tables with the columns of `RESULT_SCHEMA`, a row for each row, in
their order; and what could not be read of the columns.

Each post is judged by itself, as if there were no other and no history, or `together` with the posts of its table:
before the feed's quotas, its order, and rules for accounts, sessions and drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, field, frozen

from feedcurate.batch.asking import Reference
from feedcurate.batch.bits import Flags, flags_of
from feedcurate.batch.chunk import Chunk, chunk_of, valid
from feedcurate.batch.columns import Shape, shapes_for
from feedcurate.batch.faults import Fault, Faults
from feedcurate.batch.frames import as_given, parts_of, tables_of, whole
from feedcurate.batch.leaves import leaves_of
from feedcurate.batch.outcomes import RESULT_SCHEMA, Outcomes, rules_of
from feedcurate.batch.past import past_of
from feedcurate.batch.people import People
from feedcurate.batch.reach import BeyondColumns, beyond_posts, looks_back
from feedcurate.batch.reads import Tree, asked, everything, reading_of, wanted
from feedcurate.batch.truths import Prepared, Truths, prepared
from feedcurate.engine.deciding import bench_of
from feedcurate.engine.scene import Scene, scene_of
from feedcurate.model.account import Account
from feedcurate.model.facts import Facts
from feedcurate.ruleset import Ruleset, uncomputed

MOST_ROWS = 65_536
"""How many rows are judged together."""
_SETS = 256 << 20
_ROWS_READ = 4_096
"""How many rows, where some have to be read one by one."""
_ROWS_TOGETHER = 16_384
"""The same for posts together, where mostly each account is asked about once in so many rows."""


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
    own_columns: Tree
    """Those that are asked of a post itself, not of it as a part of the past."""
    asked: frozenset[str]
    most_rows: int
    looking_back: tuple[str, ...]


@frozen(eq=False)
class Decider:
    """Rules at an instant, for one reader. Not to be shared between threads; it can be pickled.

    `timezone`, `me` and `following` are as in `Facts`. Signals are columns; their functions are not asked.
    `together`: the posts of a table are all there ever were, so that `count(posts by author, 14 days)` counts them;
    else each post is taken to be the only one.

    Raises:
        ValueError: `now` has no time zone.
        BeyondColumns: rules that are asked together look back at what the reader did.
    """

    rules: Ruleset = field(converter=uncomputed)
    now: datetime = field(kw_only=True)
    timezone: ZoneInfo | None = field(default=None, kw_only=True)
    me: tuple[str, ...] = field(default=(), kw_only=True)
    following: tuple[Account, ...] | None = field(default=None, kw_only=True)
    together: bool = field(default=False, kw_only=True)
    _work: _Work = field(init=False, repr=False)

    @_work.default
    def _work_out(self) -> _Work:
        return _work_of(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it was made of."""
        return _remade, (self.rules, self.now, self.timezone, self.me, self.following, self.together)

    @property
    def columns(self) -> Tree:
        """The columns that are read, and of structures which parts; an empty tree: all of them."""
        return self._work.columns

    @property
    def asked(self) -> frozenset[str]:
        """The names of the columns that the rules themselves ask for."""
        return self._work.asked

    @property
    def looking_back(self) -> tuple[str, ...]:
        """The rules that ask what happened before: of the posts `together`, else of each post as the only one."""
        return self._work.looking_back

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """All columns that there could be."""
        return self._work.shapes

    def decide(self, posts: Any) -> Result:
        """The result of a record batch or table of pyarrow, of any size."""
        faults, found = Faults(), []
        start = 0
        parts: Iterable[Any] = parts_of(posts, self.columns, self._work.most_rows)
        prepared = self._work.prepared
        if self.together and self.looking_back:
            parts = list(parts)
            prepared = _with_past(prepared, self._past(parts))
        for part in parts:
            here = Faults()
            found.append(self._chunk(part, here, prepared))
            faults.all(here, start)
            start += part.num_rows
        return Result(pa.Table.from_batches(found, RESULT_SCHEMA), tuple(faults))

    def _past(self, parts: Sequence[Any]) -> Scene:
        reference = self._work.prepared.reference
        return past_of(self.rules.program, reference.reads, parts, self.shapes, reference.facts, self.now)

    def _chunk(self, batch: Any, faults: Faults, prepared: Prepared) -> Any:
        chunk = chunk_of(batch, self.shapes, self._work.own_columns, faults)
        truths = Truths(prepared, chunk)
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
    bench, reads = bench_of(program, judge), reading_of(program, together=decider.together)
    rules = (*bench.live, *bench.shadow)
    if decider.together and (beyond := beyond_posts(program, rules)):
        raise BeyondColumns(beyond)
    looking_back = tuple(rule.name for rule in rules if looks_back(program, (rule,)))
    is_joint = decider.together and bool(looking_back)
    people = People((*program.account_sets, judge.context.me))
    reference = Reference(judge, facts, reads)
    made = prepared(program, leaves_of(program, reads, reference), reference, people)
    own_columns = wanted(program, reads)
    is_free = all(made.free[rule.when] for rule in rules)
    rows_read = _ROWS_TOGETHER if is_joint else _ROWS_READ
    most = min(MOST_ROWS if is_free else rows_read, _SETS // max(1, len(program.exprs)))
    return _Work(
        prepared=made,
        outcomes=Outcomes(rules_of(bench.live), rules_of(bench.shadow)),
        shapes=shapes_for(program),
        columns=everything(program) if is_joint else own_columns,
        own_columns=own_columns,
        asked=asked(program, reads),
        most_rows=max(1_024, most // 8 * 8),
        looking_back=looking_back,
    )


def decide(
    rules: Ruleset,
    posts: Any,
    *,
    now: datetime,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
    together: bool = False,
) -> Result:
    """What the rules make of posts in columns.

    `posts` is a pyarrow Table or RecordBatch, or a Polars DataFrame or LazyFrame. Of a LazyFrame only the columns that
    the rules ask for are worked out, and, but `together`, some thousand rows at a time; what comes out is whole in
    memory (`decide_file` writes it instead), a table of the same library. For `together` and what is raised see
    `Decider`; TypeError where `posts` is none of these.
    """
    followed = None if following is None else tuple(following)
    decider = Decider(rules, now=now, timezone=timezone, me=tuple(me), following=followed, together=together)
    tables = [whole(posts, decider.columns)] if together else tables_of(posts, decider.columns)
    found = _joined(decider.decide(table) for table in tables)
    return evolve(found, table=as_given(found.table, posts))


def _joined(results: Iterable[Result]) -> Result:
    """Results one after the other as one."""
    faults, tables, start = Faults(), [], 0
    for one in results:
        faults.all(one.faults, start)
        tables.append(one.table)
        start += one.table.num_rows
    return Result(pa.concat_tables(tables), tuple(faults))


def _remade(
    rules: Ruleset,
    now: datetime,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    following: tuple[Account, ...] | None,
    together: bool,
) -> Decider:
    return Decider(rules, now=now, timezone=timezone, me=me, following=following, together=together)


def _with_past(prepared: Prepared, scene: Scene) -> Prepared:
    """The same, asked in a past that the posts have together."""
    return evolve(prepared, reference=evolve(prepared.reference, judge=scene.judge, together=True))


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
