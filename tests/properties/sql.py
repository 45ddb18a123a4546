"""Windows over time as a database answers them: the same posts and activities in SQLite, the same questions in SQL.

SQL's `NULL` is Kleene's unknown. Instants are whole microseconds. Days and weeks are worked out by a function of plain
wall-clock arithmetic, so that a window of the calendar is where that gives the same answer as for now.
"""

# ruff: noqa: S608 - the queries are put together of what stands here

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from tests.properties.past import STREAMS, TICK, Aggregate, Clock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TABLES = """
    CREATE TABLE posts (id, author, bot, via, reposter, published, reposted, fetched, seen, likes, replies);
    CREATE TABLE acts (n INTEGER PRIMARY KEY, kind, at, length, known, post, account, mood);
    CREATE VIEW everybody AS SELECT *,
        CASE WHEN via THEN coalesce(reposted, fetched) ELSE coalesce(published, fetched) END AS at FROM posts;
    CREATE VIEW deeds AS SELECT acts.*, coalesce(acts.account, posts.author) AS author,
        CASE WHEN acts.account IS NULL THEN posts.bot ELSE acts.account = 'bob@b.example' OR NULL END AS bot,
        posts.reposter AS reposter, posts.author AS writer FROM acts LEFT JOIN posts ON posts.id = acts.post;
"""
_SITTINGS = """
    WITH before AS (
        SELECT *, max(at + length) OVER (ORDER BY at, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended
        FROM acts WHERE at <= :now
    ), numbered AS (
        SELECT *, sum(ended IS NULL OR at - ended >= :gap) OVER (ORDER BY at, n) AS sitting FROM before
    ), judged AS (
        SELECT *, kind IN ('reply', 'post', 'message', 'share') OR (kind = 'view' AND EXISTS (
            SELECT 1 FROM numbered AS other WHERE other.sitting = numbered.sitting AND other.post = numbered.post
            AND other.kind IN ('reply', 'post', 'message', 'share')
        )) AS active FROM numbered
    )
"""
_WHERE = {
    "": "1", "post is repost": "via", "author is bot": "bot",
    "post.likes > 3": "likes > 3", "not post.likes > 3": "NOT likes > 3",
    "post.likes > 3 or post.replies > 3": "likes > 3 OR replies > 3",
    "post.likes > 2 and author is bot": "likes > 2 AND bot",
    "not (post.likes > 2 and post.replies > 2)": "NOT (likes > 2 AND replies > 2)",
}  # fmt: skip
_DEED_WHERE = {
    "duration > 3 minutes": "known > 180000000",
    "not duration > 3 minutes": "NOT known > 180000000",
    "mood >= 3": "mood >= 3",
    "author is bot": "bot",
    "": "1",
}
_MEASURE = {"post.likes": "likes", "post.replies": "replies", "duration": "known", "mood": "mood"}


def micros(at: datetime | None) -> int | None:
    """An instant as microseconds."""
    return None if at is None else (at - _EPOCH) // TICK


class Database:
    """Posts and activities, each there once, asked as of a clock. Sessions end after five minutes."""

    def __init__(self, clock: Clock, items: Iterable[Item], activities: Iterable[Activity]) -> None:
        self._clock = clock
        self._db = sqlite3.connect(":memory:")
        self._db.create_function("day", 1, self._day, deterministic=True)
        self._db.executescript(_TABLES)
        self._db.executemany(f"INSERT INTO posts VALUES ({','.join('?' * 11)})", map(_post_row, items))
        self._db.executemany("INSERT INTO acts VALUES (NULL,?,?,?,?,?,?,?)", map(_act_row, activities))
        self._known: dict[str, Any] = {"now": micros(clock.now), "gap": 300_000_000}

    def close(self) -> None:
        """Done."""
        self._db.close()

    def answer(self, asked: Aggregate, account: Account) -> Any:
        """The value of an aggregate about an account."""
        source = self._source(asked)
        where, measure = self._parts(asked)
        within = self._within(asked.window)
        who = {"who": account.handle}
        row = self._one(
            f"SELECT count(*) FILTER (WHERE {where}), count({where}), sum({measure}) FILTER (WHERE {where}), "
            f"count({measure}) FILTER (WHERE {where}), count(DISTINCT day(at)) FILTER (WHERE {where}), "
            f"max(at) FILTER (WHERE {where}) FROM ({source}) WHERE {within}",
            **who,
        )
        true, known, total, measured, days, latest = row
        is_time = asked.measure.endswith("duration")
        match asked.fold:
            case "count":
                return float(true)
            case "share":
                return true / known if known else None
            case "sum":
                return timedelta(microseconds=total or 0) if is_time else float(total or 0)
            case "average" if measured:
                return timedelta(microseconds=total) / measured if is_time else total / measured
            case "days":
                return float(days)
            case "since" if latest is not None:
                return timedelta(microseconds=self._known["now"] - latest)
            case _:
                return None

    def habit(self, habit: str, window: str) -> Any:
        """What the reader's time went into."""
        within = self._within(window)
        if habit == "posts_seen":
            seen = "SELECT post AS id, at FROM acts WHERE kind = 'view' UNION ALL SELECT id, seen FROM posts"
            return float(self._one(f"SELECT count(DISTINCT id) FROM ({seen}) WHERE {within}")[0])
        passive, active, sessions = self._one(
            f"{_SITTINGS} SELECT sum(length) FILTER (WHERE kind = 'view' AND NOT active), "
            f"sum(length) FILTER (WHERE active), count(DISTINCT sitting) FROM judged WHERE {within}"
        )
        passive, active = passive or 0, active or 0
        match habit:
            case "passive_time":
                return timedelta(microseconds=passive)
            case "active_time":
                return timedelta(microseconds=active)
            case "sessions":
                return float(sessions)
            case _:
                return passive / (passive + active) if passive + active else None

    def _source(self, asked: Aggregate) -> str:
        if asked.stream != "posts":
            kind = f"SELECT * FROM deeds WHERE kind = '{STREAMS[asked.stream]}'"
            return f"{kind} AND :who IN (account, reposter, writer)" if asked.whose else kind
        if not asked.whose:
            return "SELECT * FROM everybody"
        return (
            "SELECT *, coalesce(reposted, fetched) AS at FROM posts WHERE reposter = :who UNION ALL "
            "SELECT *, coalesce(published, fetched) AS at FROM posts WHERE author = :who AND reposter IS NOT :who"
        )

    def _parts(self, asked: Aggregate) -> tuple[str, str]:
        if asked.stream == "posts":
            return _WHERE[asked.where], _MEASURE.get(asked.measure, "1")
        one = f"{STREAMS[asked.stream]}."
        return _DEED_WHERE[asked.where.replace(one, "")], _MEASURE.get(asked.measure.replace(one, ""), "1")

    def _within(self, window: str) -> str:
        match window.split():
            case []:
                return "at <= :now"
            case ["today"]:
                return "at <= :now AND day(at) = day(:now)"
            case ["this", "week"]:
                # Day 1 of the calendar was a Monday.
                start = self._clock.week_start + 1
                return f"at <= :now AND (day(at) - {start}) / 7 = (day(:now) - {start}) / 7"
            case ["this", "session"]:
                [start, end] = self._one(
                    f"{_SITTINGS} SELECT min(at), max(at + length) FROM judged "
                    "WHERE sitting = (SELECT max(sitting) FROM judged)"
                )
                if start is None or self._known["now"] - end >= self._known["gap"]:
                    return "0"
                return f"at BETWEEN {start} AND :now"
            case [amount, "hour" | "hours"]:
                return f"at > :now - {amount} * 3600000000 AND at <= :now"
            case [amount, _]:
                return f"at > :now - {amount} * 86400000000 AND at <= :now"
            case _:
                raise ValueError(window)

    def _one(self, query: str, **values: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._db.execute(query, self._known | values).fetchone()
        return found

    def _day(self, at: int | None) -> int | None:
        """The number of the reader's day: that of the date on a wall that runs late by when their day starts."""
        if at is None:
            return None
        wall = (_EPOCH + at * TICK).astimezone(self._clock.tz).replace(tzinfo=None)
        return (wall - timedelta(hours=self._clock.day_start)).date().toordinal()


def _handle(account: Account | None) -> str | None:
    return None if account is None else account.handle


def _post_row(item: Item) -> tuple[Any, ...]:
    via, author = item.via, item.author
    bot = None if author is None else author.bot
    times = (item.published, None if via is None else via.at, item.fetched_at, item.seen_at)
    people = (_handle(author), bot, via is not None, None if via is None else _handle(via.account))
    return (item.id, *people, *map(micros, times), item.likes, item.replies)


def _act_row(act: Activity) -> tuple[Any, ...]:
    known = None if act.duration is None else act.duration // TICK
    return act.kind.value, micros(act.at), known or 0, known, act.item, _handle(act.account), act.mood
