"""The questions of the history benchmark, answered by hand-written Polars.

In: the folder with both files, in which Parquet files are kept. Out: the answers of `history_questions`. Of a repost
there are two rows in `wrote` and `looked`: its author's and its reposter's. `history` sets Polars to one thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
from attrs import field, frozen

from benchmarks.history_questions import MONTH, ON_TOPIC, RULES, TOP, Audit, Fired, Labels, Person, firing
from benchmarks.history_rows import TOPICS, row_of
from benchmarks.history_rules import Condition, Measure, Table, Value
from benchmarks.history_workload import ACTIVITIES, POSTS, READER
from benchmarks.workload import NOW
from feedcurate import Item

_HANDLE = pl.Struct({"handle": pl.String})
_POST = {
    **dict.fromkeys(("id", "source", "url"), pl.String()),
    "author": _HANDLE,
    "via": pl.Struct({"account": _HANDLE, "at": pl.String}),
    **dict.fromkeys(("text", "language", "published"), pl.String()),
    "links": pl.List(pl.Struct({"url": pl.String})),
    **dict.fromkeys(("likes", "reposts", "replies"), pl.Int64()),
    "reason": pl.String(),
    "mine": pl.Boolean(),
}
_ACTIVITY = {
    **dict.fromkeys(("id", "kind", "at", "duration", "item", "source"), pl.String()),
    "mood": pl.Int64(),
}
_ACTIVE = ("reply", "post", "message", "share")
_GAP = timedelta(minutes=5)


def bring_in(folder: Path) -> None:
    """Import both files."""
    posts = pl.scan_ndjson(folder / POSTS, schema=_POST)
    author, via = pl.col("author").struct, pl.col("via").struct
    posts.select(
        *("id", "source", "url", "text", "language", "likes", "reposts", "replies"),
        author.field("handle").alias("author"),
        via.field("account").struct.field("handle").alias("reposter"),
        _instant(pl.col("published")).alias("published"),
        _instant(pl.coalesce(via.field("at"), "published")).alias("moment"),
        (pl.col("links").list.len() > 0).fill_null(value=False).alias("link"),
        pl.col("via").is_not_null().alias("repost"),
        (pl.col("reason") == "suggested").alias("suggested"),
        pl.col("mine").fill_null(value=False),
    ).sink_parquet(folder / "post.parquet")
    seconds = pl.col("duration").str.strip_prefix("PT").str.strip_suffix("S").cast(pl.Float64)
    pl.scan_ndjson(folder / ACTIVITIES, schema=_ACTIVITY).select(
        *("id", "kind", "item", "source", "mood"),
        _instant(pl.col("at")).alias("moment"),
        (seconds * 1_000_000).round().cast(pl.Int64).alias("spent"),
    ).sink_parquet(folder / "act.parquet")


def prepare(folder: Path) -> None:
    """Which post has which topic, and tables in the order in which they are asked."""
    words = pl.col("text").str.to_lowercase()
    flags = [words.str.contains(pattern).alias(flag) for flag, pattern in TOPICS.items()]
    everything = pl.lit(value=True).alias("all")
    day = pl.col("moment").dt.date().alias("day")
    kept = pl.scan_parquet(folder / "post.parquet").with_columns(*flags, everything, day)
    posts = kept.drop("text", "url", "language").sort("moment").collect()
    acts = pl.read_parquet(folder / "act.parquet")
    tables = {
        "posts": posts,
        "wrote": pl.concat(
            [
                posts.with_columns(pl.col("author").alias("who"), pl.col("published").alias("moment"))
                .with_columns(day),
                posts.filter("repost").with_columns(pl.col("reposter").alias("who")),
            ]
        ).sort("who", "moment"),
        "looked": _looked(posts, acts).with_columns(everything, day),
        "mine": pl.concat(
            [
                posts.filter("mine").select("moment"),
                acts.filter(pl.col("kind") == "post")
                .join(posts, left_on=["item", "source"], right_on=["id", "source"], how="anti")
                .select("moment"),
            ]
        ).with_columns(everything, day).sort("moment"),
        "moods": acts.filter(pl.col("kind") == "checkin").select("moment", "mood").with_columns(everything, day),
    }  # fmt: skip
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")


def opened(folder: Path) -> PolarsPast:
    """All tables in memory, and where in them each account begins."""
    tables = {table: pl.read_parquet(folder / f"{table}.parquet") for table in Table}
    return PolarsPast(folder, tables, {table: _places(rows) for table, rows in tables.items() if table.by_account})


@frozen
class PolarsPast:
    """The tables in memory; for those by account, the first row of each account and how many it has.

    A new post stands behind all others in `posts`; in `arrived` are those by an account.
    """

    folder: Path
    tables: dict[Table, pl.DataFrame]
    places: Mapping[Table, Mapping[str, tuple[int, int]]]
    arrived: dict[str, pl.DataFrame] = field(factory=dict)

    def values(self, item: Item) -> tuple[Value, ...]:
        """Each table's rows for the author or the window, and a column for each condition."""
        now, who = item.published or NOW, (item.author and item.author.handle) or ""
        found: dict[str, Value] = {}
        for table, rows in self.tables.items():
            rules = _on(table)
            if table.by_account:
                some = rows.slice(*self.places[table].get(who, (0, 0)))
                if table is Table.WROTE and who in self.arrived:
                    some = some.vstack(self.arrived[who])
            elif table is Table.POSTS:
                longest = now - timedelta(days=max(rule.days for rule in rules))
                some = rows.slice(rows["moment"].search_sorted(longest, "right"))
            else:
                some = rows
            past = some.filter(pl.col("moment") <= now)
            found.update(past.select(_now(rule, now).alias(rule.name) for rule in rules).row(0, named=True))
        return tuple(found[rule.name] for rule in RULES)

    def judge(self, item: Item) -> Labels:
        """By the limits, once the post has its rows."""
        self.take_up(item)
        return self.evaluate(item)

    def evaluate(self, item: Item) -> Labels:
        """By the limits."""
        return firing(self.values(item))

    def take_up(self, item: Item) -> None:
        """A row in each table."""
        posts, wrote = self.tables[Table.POSTS], self.tables[Table.WROTE]
        row = row_of(item)
        self.tables[Table.POSTS] = posts.vstack(
            pl.DataFrame([row], {name: posts.schema[name] for name in posts.columns})
        )
        who = str(row["author"])
        mine = pl.DataFrame([row | {"who": who}], {name: wrote.schema[name] for name in wrote.columns})
        self.arrived[who] = self.arrived[who].vstack(mine) if who in self.arrived else mine

    def audit(self) -> Audit:
        """Groups of the tables, and sessions."""
        acts = pl.read_parquet(self.folder / "act.parquet")
        wrote = self.tables[Table.WROTE].group_by("who").agg(pl.len().alias("posts"), pl.col(ON_TOPIC).sum())
        looked = self.tables[Table.LOOKED].group_by("who").agg(pl.col("spent").filter("view").sum())
        people = wrote.join(looked, "who", "full", coalesce=True).fill_null(0)
        people = people.filter(pl.col("who") != READER).sort("who")
        views = acts.filter(pl.col("kind") == "view").join(
            self.tables[Table.POSTS], left_on=["item", "source"], right_on=["id", "source"]
        )
        rows = tuple(Person(*row) for row in people.select("who", "posts", ON_TOPIC, "spent").rows())
        spent = sorted((person.spent for person in rows), reverse=True)
        views = views.filter(~pl.col("mine")).unique(["item", "source"])
        suggested = len(views.filter("suggested")) / len(views)
        return Audit(rows, suggested, sum(spent[:TOP]) / sum(spent), _hours(acts))

    def replay(self) -> Fired:
        """For each table a rolling column for each condition."""
        fired: dict[str, int] = {}
        posts = self.tables[Table.POSTS]
        judged = posts.filter(
            pl.col("moment").is_between(NOW - timedelta(days=MONTH), NOW, closed="right") & ~pl.col("mine")
        )
        for table, rows in self.tables.items():
            fired.update(_replayed(table, rows, judged))
        return fired

    def month(self) -> None:
        """Rules for accounts and for the session are not written by hand."""


def _instant(text: pl.Expr) -> pl.Expr:
    return text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", time_zone="UTC")


def _looked(posts: pl.DataFrame, acts: pl.DataFrame) -> pl.DataFrame:
    """Views, likes and answers, by the accounts that the post is of."""
    about = acts.filter(pl.col("kind").is_in(["view", "like", "reply"])).join(
        posts.select("id", "source", "author", "reposter"), left_on=["item", "source"], right_on=["id", "source"]
    )
    both = [
        about.with_columns(pl.col("author").alias("who")),
        about.filter(pl.col("reposter").is_not_null()).with_columns(pl.col("reposter").alias("who")),
    ]
    kinds = [(pl.col("kind") == kind).alias(kind) for kind in ("view", "like", "reply")]
    return pl.concat(both).sort("who", "moment").select("who", "moment", "spent", *kinds)


def _places(rows: pl.DataFrame) -> dict[str, tuple[int, int]]:
    found = rows.with_row_index("place").group_by("who").agg(pl.col("place").min(), pl.len())
    return {who: (place, length) for who, place, length in found.rows()}


def _on(table: Table) -> list[Condition]:
    return [rule for rule in RULES if rule.table is table]


def _now(rule: Condition, now: datetime) -> pl.Expr:
    """What a condition measures, of rows up to now."""
    is_in = pl.col("moment") > now - rule.window if rule.days else pl.lit(value=True)
    flag = pl.col(rule.flag) & is_in
    match rule.measure:
        case Measure.COUNT:
            return flag.sum()
        case Measure.SHARE:
            return _share(flag.sum(), (pl.col("all") & is_in).sum())
        case Measure.SUM:
            return pl.col(rule.value).filter(flag).sum()
        case Measure.AVERAGE:
            return pl.col(rule.value).filter(flag).mean()
        case Measure.DAYS:
            return pl.col("day").filter(flag).n_unique()
        case Measure.SINCE:
            return (pl.lit(now) - pl.col("moment").filter(flag).max()).dt.total_microseconds()


def _share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part / whole)


def _hours(acts: pl.DataFrame) -> tuple[tuple[int, int], ...]:
    """Active and passive time by hour; a session ends where nothing starts within the gap after it."""
    ended = (pl.col("moment") + pl.duration(microseconds=pl.col("spent").fill_null(0))).cum_max().shift(1)
    session = (pl.col("moment") - ended >= _GAP).fill_null(value=True).cum_sum().alias("session")
    sat = acts.sort("moment", "id").with_columns(session)
    keys = ["session", "source", "item"]
    answered = sat.filter(pl.col("kind").is_in(_ACTIVE)).select(keys).unique().with_columns(pl.lit(1).alias("answered"))
    views = sat.filter(pl.col("kind") == "view").join(answered, keys, "left")
    is_active = pl.col("answered").is_not_null()
    hours = views.group_by(pl.col("moment").dt.hour().alias("hour")).agg(
        pl.col("spent").filter(is_active).sum().alias("active"), pl.col("spent").filter(~is_active).sum()
    )
    found = {hour: (active, passive) for hour, active, passive in hours.rows()}
    return tuple(found.get(hour, (0, 0)) for hour in range(24))


def _replayed(table: Table, rows: pl.DataFrame, judged: pl.DataFrame) -> dict[str, int]:
    """How often each condition on a table holds, among its rows the moments at which posts are judged."""
    rules = _on(table)
    who = [pl.col("author").alias("who")] if table.by_account else []
    asked = judged.select(*who, "moment", "day", pl.lit(value=True).alias("asked"))
    needed = {"all", *(rule.flag for rule in rules)}
    values = {rule.value for rule in rules if rule.value}
    by = ["who"] if table.by_account else []
    told = rows.select(*by, "moment", "day", *sorted(needed | values), pl.lit(value=False).alias("asked"))
    both = (
        pl.concat([told, asked], how="diagonal")
        .with_columns(pl.col(flag).fill_null(value=False) for flag in needed)
        .sort(*by, "moment", "asked")
        .with_row_index("place")
    )
    held: dict[str, int] = {}
    for rule in rules:
        measured = both.select("asked", _then(rule, by).alias("measured"))
        holds = pl.col("measured") > rule.limit if rule.above else pl.col("measured") < rule.limit
        held[rule.name] = measured.filter("asked").select(holds.sum()).item()
    return held


def _then(rule: Condition, by: Sequence[str]) -> pl.Expr:
    """What a condition measures at each row, of rows up to it; a window does not hold its own beginning."""
    flag = pl.col(rule.flag)
    value = pl.when(flag).then(pl.col(rule.value)) if rule.value else flag.cast(pl.Int64)

    def rolled(one: pl.Expr) -> pl.Expr:
        over = one.cast(pl.Int64).rolling_sum_by("moment", rule.window, closed="right")
        return over.over(by) if by else over

    match rule.measure:
        case Measure.COUNT | Measure.SUM:
            return rolled(value.fill_null(0))
        case Measure.SHARE:
            return _share(rolled(flag), rolled(pl.col("all")))
        case Measure.AVERAGE:
            return _share(rolled(value.fill_null(0)), rolled(value.is_not_null()))
        case Measure.DAYS:
            place = pl.col("place")
            first, last = (one.over([*by, "day"]) for one in (place.filter(flag).min(), place.filter(flag).max()))
            is_within = ((first < place) & (last > place)).fill_null(value=False)
            return rolled((place == last).fill_null(value=False)) + is_within
        case Measure.SINCE:
            latest = pl.when(flag).then(pl.col("moment")).forward_fill()
            return (pl.col("moment") - (latest.over(by) if by else latest)).dt.total_microseconds()
