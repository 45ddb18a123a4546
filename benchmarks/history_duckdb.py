"""The questions of the history benchmark, answered by hand-written DuckDB.

In: the folder with both files, in which a database is kept. Out: the answers of `history_questions`. DuckDB runs on one
thread, as everything else here does. Of a repost there are two rows in `wrote` and `looked`: its author's and its
reposter's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from attrs import frozen

from benchmarks.history_questions import MONTH, ON_TOPIC, RULES, TOP, Audit, Fired, Labels, Person, firing
from benchmarks.history_rows import row_of
from benchmarks.history_rules import Condition, Measure, Table, Value, flag_of, topics
from benchmarks.history_workload import ACTIVITIES, POSTS, READER
from benchmarks.workload import NOW
from feedcurate import Item

FILE = "history.duckdb"

_COLUMNS = 10

_POSTS = """
create table post as
select id, source, author.handle as author, via.account.handle as reposter, published,
    coalesce(via."at", published) as moment, text, url, language, likes, reposts, replies,
    coalesce(len(links), 0) > 0 as link, via is not null as repost,
    reason = 'suggested' as suggested, coalesce(mine, false) as mine
from read_json($path, format = 'newline_delimited', columns = {
    id: 'varchar', source: 'varchar', url: 'varchar', text: 'varchar', language: 'varchar', reason: 'varchar',
    author: 'struct(handle varchar)', via: 'struct(account struct(handle varchar), "at" timestamp)',
    published: 'timestamp', links: 'struct(url varchar)[]', mine: 'boolean',
    likes: 'bigint', reposts: 'bigint', replies: 'bigint'})
"""
_ACTIVITIES = """
create table act as
select id, kind, "at" as moment, item, source, mood,
    cast(round(1000000 * cast(substr(duration, 3, len(duration) - 3) as double)) as bigint) as spent
from read_json($path, format = 'newline_delimited', columns = {
    id: 'varchar', kind: 'varchar', "at": 'timestamp', item: 'varchar', source: 'varchar', mood: 'bigint',
    duration: 'varchar'})
"""
_TABLES = """
create table posts as
select * exclude (text, url, words, language), true as "all", moment::date as day, {flags}
from (select *, lower(text) as words from post) order by moment;

create table wrote as
select * from (
    select author as who, * replace (published as moment, published::date as day) from posts
    union all select reposter, * from posts where repost
) order by who, moment;

create table looked as
with about as (
    select act.moment, act.kind, act.spent, post.author, post.reposter
    from act join post on act.item = post.id and act.source = post.source
    where act.kind in ('view', 'like', 'reply')
)
select who, moment, moment::date as day, spent, true as "all",
    kind = 'view' as "view", kind = 'like' as "like", kind = 'reply' as reply
from (
    select author as who, * from about union all select reposter, * from about where reposter is not null
) order by who, moment;

create table mine as
select moment, day, true as "all" from posts where mine
union all
select act.moment, act.moment::date, true
from act anti join post on act.item = post.id and act.source = post.source where act.kind = 'post';

create table moods as
select moment, moment::date as day, mood, true as "all" from act where kind = 'checkin';
"""
_PEOPLE = f"""
select coalesce(w.who, l.who), coalesce(w.posts, 0), coalesce(w.on_topic, 0), coalesce(l.spent, 0)
from (select who, count(*) as posts, count(*) filter ({ON_TOPIC}) as on_topic from wrote group by who) w
full join (select who, sum(spent) filter ("view") as spent from looked group by who) l on w.who = l.who
where coalesce(w.who, l.who) != '{READER}' order by 1
"""  # noqa: S608 - made of names and numbers from here
_SUGGESTED = """
select count(*) filter (suggested) / count(*) from (
    select distinct post.id, post.source, post.suggested
    from act join post on act.item = post.id and act.source = post.source where act.kind = 'view' and not post.mine
)
"""
_HOURS = """
with marked as (
    select *, max(moment + to_microseconds(coalesce(spent, 0)))
        over (order by moment, id rows between unbounded preceding and 1 preceding) as ended from act
), sat as (
    select *, sum((ended is null or moment - ended >= interval 5 minutes)::integer)
        over (order by moment, id rows unbounded preceding) as session from marked
), answered as (
    select distinct session, source, item from sat where kind in ('reply', 'post', 'message', 'share')
)
select hour(moment), coalesce(sum(spent) filter (answered.item is not null), 0),
    coalesce(sum(spent) filter (answered.item is null), 0)
from sat left join answered using (session, source, item) where kind = 'view' group by 1 order by 1
"""


def _any_of(words: Sequence[str]) -> str:
    """Any of the words as a whole: RE2's own word boundary knows ASCII only."""
    return rf"(^|[^\pL\pN\pM_])({'|'.join(words)})($|[^\pL\pN\pM_])"


_FLAGS = ", ".join(f"regexp_matches(words, '{_any_of(some)}') as {flag_of(n)}" for n, some in enumerate(topics()))


def bring_in(folder: Path) -> None:
    """Import both files."""
    with _connected(folder) as database:
        database.execute(_POSTS, {"path": str(folder / POSTS)})
        database.execute(_ACTIVITIES, {"path": str(folder / ACTIVITIES)})


def prepare(folder: Path) -> None:
    """Which post has which topic, and tables in the order in which they are asked."""
    with _connected(folder) as database:
        database.execute(_TABLES.format(flags=_FLAGS))


def opened(folder: Path) -> DuckPast:
    """The database, and the queries for a new post."""
    database = _connected(folder)
    # What arrives is never committed: it goes with the connection.
    return DuckPast(database.begin(), tuple(_questions()))


@frozen
class _Question:
    """A query, and the conditions whose values it gives."""

    table: Table
    rules: Sequence[Condition]
    query: str


@frozen
class DuckPast:
    """An open database, and what to ask it of a new post."""

    database: duckdb.DuckDBPyConnection
    questions: tuple[_Question, ...]

    def values(self, item: Item) -> tuple[Value, ...]:
        """Query after query."""
        found: dict[str, Value] = {}
        for question in self.questions:
            given: dict[str, object] = {"now": _plain(item.published or NOW)}
            if question.table.by_account:
                given["who"] = item.author and item.author.handle
            row = self.database.execute(question.query, given).fetchone() or ()
            found.update(zip((rule.name for rule in question.rules), row, strict=True))
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
        row = row_of(item)
        row |= {"published": _plain(item.published or NOW), "moment": _plain(item.published or NOW)}
        self.database.execute(_inserting("posts", row), row)
        row["who"] = row["author"]
        self.database.execute(_inserting("wrote", row), row)

    def audit(self) -> Audit:
        """Four queries."""
        people = tuple(Person(*row) for row in self.database.execute(_PEOPLE).fetchall())
        spent = sorted((person.spent for person in people), reverse=True)
        [[suggested]] = self.database.execute(_SUGGESTED).fetchall()
        hours = {hour: (active, passive) for hour, active, passive in self.database.execute(_HOURS).fetchall()}
        return Audit(
            people, suggested, sum(spent[:TOP]) / sum(spent), tuple(hours.get(hour, (0, 0)) for hour in range(24))
        )

    def replay(self) -> Fired:
        """For each table a query with a window for each condition."""
        fired: dict[str, int] = {}
        for table in Table:
            row = self.database.execute(_replaying(table), {"now": _plain(NOW)}).fetchone() or ()
            fired.update(zip((rule.name for rule in _on(table)), row, strict=True))
        return fired

    def month(self) -> None:
        """Rules for accounts and for the session are not written by hand."""


def _connected(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / FILE), config={"threads": 1})


def _plain(instant: datetime) -> datetime:
    """As the tables have it: in UTC, without saying so."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def _on(table: Table) -> list[Condition]:
    return [rule for rule in RULES if rule.table is table]


def _inserting(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    places = ", ".join(f"${name}" for name in names)
    return f"insert into {table} ({', '.join(map(_quoted, names))}) values ({places})"  # noqa: S608 - made of names and numbers from here


def _quoted(name: str) -> str:
    return f'"{name}"'


def _questions() -> Iterator[_Question]:
    """As DuckDB takes longer to plan a query of thirty columns than three of ten, these are for ten conditions."""
    for table in Table:
        rules = _on(table)
        for first in range(0, len(rules), _COLUMNS):
            some = rules[first : first + _COLUMNS]
            yield _Question(table, some, _asking(table, some))


def _asking(table: Table, rules: Sequence[Condition]) -> str:
    """The query for a new post. Where no condition looks back without end, older rows are not even read."""
    where = ["moment <= $now"]
    if table.by_account:
        where.append("who = $who")
    if all(rule.days for rule in rules):
        where.append(f"moment > {_since(max(rule.days for rule in rules))}")
    return f"select {', '.join(map(_now, rules))} from {table} where {' and '.join(where)}"  # noqa: S608 - made of names and numbers from here


def _since(days: float) -> str:
    return f"$now - interval {round(days * 24)} hours"


def _now(rule: Condition) -> str:
    """What a condition measures, of rows up to now."""
    is_in = f" and moment > {_since(rule.days)}" if rule.days else ""
    return _measured(rule, f'"{rule.flag}"{is_in}', f'"all"{is_in}', "", "$now")


def _measured(rule: Condition, part: str, whole: str, over: str, now: str) -> str:
    """A measure of the rows that are part of it; `over` follows each aggregate. DuckDB is slow at filters there."""
    counted = f"coalesce(sum(({part})::integer) {over}, 0)"
    value = f"case when {part} then {rule.value} end"
    match rule.measure:
        case Measure.COUNT:
            return counted
        case Measure.SHARE:
            return f"{counted} / nullif(sum(({whole})::integer) {over}, 0)"
        case Measure.SUM:
            return f"coalesce(sum({value}) {over}, 0)"
        case Measure.AVERAGE:
            return f"sum({value}) {over} / nullif(count({value}) {over}, 0)"
        case Measure.DAYS:
            return f"count(distinct case when {part} then day end) {over}"
        case Measure.SINCE:
            return f"epoch_us({now}) - epoch_us(max(case when {part} then moment end) {over})"


def _replaying(table: Table) -> str:
    """Rows of the table and, among them, the moments at which posts are judged; each condition over its window."""
    who = "author as who, " if table.by_account else ""
    asked = f"""
        select {who}moment, day, true as asked from posts
        where moment > {_since(MONTH)} and moment <= $now and not mine
    """  # noqa: S608 - made of names and numbers from here
    measured = ", ".join(f"{_then(rule)} as {rule.name}" for rule in _on(table))
    held = ", ".join(
        f"count(*) filter ({rule.name} {'>' if rule.above else '<'} {rule.limit!r})" for rule in _on(table)
    )
    rows = f"select *, false as asked from {table} union all by name {asked}"  # noqa: S608 - made of names and numbers from here
    return f"select {held} from (select asked, {measured} from ({rows})) where asked"  # noqa: S608 - made of names and numbers from here


def _then(rule: Condition) -> str:
    """What a condition measures at each row, of rows up to it; a window does not hold its own beginning."""
    by = "partition by who " if rule.table.by_account else ""
    back = f"to_microseconds({round(rule.days * 86_400_000_000) - 1})" if rule.days else "unbounded"
    over = f"over ({by}order by moment range between {back} preceding and current row)"
    return _measured(rule, f'"{rule.flag}"', '"all"', over, "moment")
