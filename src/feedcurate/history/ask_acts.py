"""Questions to a history's database about activities, and about what came since a mark.

In: a connection in a transaction. Out: `Act`s and `Changes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from sqlite3 import Connection

from feedcurate.history.ask import ReadItem, accounts
from feedcurate.history.people import Pairs
from feedcurate.history.texts import KnownPeople
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Act, Changes

Row = tuple[str, int | None, str | None, str | None, int | None]
"""The JSON of an activity; the row, source, id and change of its post."""
Mark = tuple[int, int]
"""The database by its random number, and the last change."""


def acts(
    connection: Connection, start: int, end: int, kinds: Collection[ActivityKind], people: KnownPeople
) -> list[Act]:
    """The activities of some kinds in a time."""
    rows: list[Row] = []
    for kind in sorted(set(kinds)):
        rows.extend(connection.execute(_IN_TIME, (kind.value, start, end)))
    return _acts(connection, rows, people)


def acts_of(
    connection: Connection,
    start: int,
    end: int,
    kinds: Collection[ActivityKind],
    pairs: Pairs,
    people: KnownPeople,
) -> list[Act]:
    """The activities of some kinds in a time about an account: that name it, or a post it wrote or reposted."""
    wanted = {kind.value for kind in kinds}
    found: dict[int, Row] = {}
    for account in accounts(connection, pairs):
        for query in (_NAMING, _ABOUT_WRITTEN, _ABOUT_REPOSTED):
            for number, kind, *row in connection.execute(query, (account, start, end)):
                if kind in wanted:
                    found[number] = tuple(row)
    return _acts(connection, [found[number] for number in sorted(found)], people)


def mark(connection: Connection) -> Mark:
    """Where the database is now."""
    file, change = connection.execute(
        "SELECT (SELECT value FROM counters WHERE name = 'file'), (SELECT value FROM counters WHERE name = 'change')"
    ).fetchone()
    return file, change


def changes(connection: Connection, since: Mark, item: ReadItem, people: KnownPeople) -> Changes | None:
    """What came in since a mark; None where it is another database's, or where something no longer holds."""
    file, before = since
    now = mark(connection)
    (broken,) = connection.execute("SELECT value FROM counters WHERE name = 'broken'").fetchone()
    if file != now[0] or not broken <= before <= now[1]:
        return None
    if connection.execute(_LATE, {"mark": before}).fetchone() is not None:
        return None
    posts = [(item(text), born) for text, born in connection.execute(_NEW_POSTS, (before,))]
    return Changes(
        mark=now,
        posts=tuple(post for post, _born in posts),
        acts=tuple(_acts(connection, connection.execute(_NEW_ACTS, (before,)).fetchall(), people)),
        replaced=frozenset((post.source, post.id) for post, born in posts if born <= before),
    )


def _acts(connection: Connection, rows: Iterable[Row], people: KnownPeople) -> list[Act]:
    """Each activity with its people, in order of time; a post that many are about is read once."""
    found: list[Act] = []
    for text, post, source, name, change in rows:
        activity = Activity.model_validate_json(text)
        if post is None or change is None or source is None or name is None:
            named = None if activity.item is None else (activity.source or "unknown", activity.item)
            found.append(Act(activity, author=activity.account, post=named))
            continue
        by = people.by((post, change))
        if by is None:
            (json,) = connection.execute("SELECT json FROM posts WHERE row = ?", (post,)).fetchone()
            by = people.note((post, change), people.read(json))
        author, reposter = by
        found.append(Act(activity, activity.account or author, reposter, (source, name), author))
    return sorted(found, key=_at)


def _at(act: Act) -> datetime:
    return act.activity.at


# The post that an activity is about: of several with its id, the one with the first source.
_POST = """(
    SELECT row FROM posts WHERE id = activities.item AND (activities.source IS NULL OR source = activities.source)
    ORDER BY source LIMIT 1
)"""
_COLUMNS = "activities.json, posts.row, posts.source, posts.id, posts.change"
_WITH_POST = f"FROM activities LEFT JOIN posts ON posts.row = {_POST}"
_IN_TIME = f"""
    SELECT {_COLUMNS} {_WITH_POST}
    WHERE activities.kind = ? AND activities.at BETWEEN ? AND ?
"""
_NAMING = f"""
    SELECT activities.row, activities.kind, {_COLUMNS} {_WITH_POST}
    WHERE activities.account = ? AND activities.at BETWEEN ? AND ?
"""
# From the account's posts to the activities about each: CROSS JOIN keeps SQLite from going the other way.
_ABOUT = f"""
    SELECT activities.row, activities.kind, {_COLUMNS}
    FROM posts CROSS JOIN activities ON activities.item = posts.id
    WHERE posts.%s = ? AND activities.at BETWEEN ? AND ? AND posts.row = {_POST}
"""  # noqa: S608 - only what stands above goes in
_ABOUT_WRITTEN = _ABOUT % "author"
_ABOUT_REPOSTED = _ABOUT % "reposter"
_NEW_POSTS = "SELECT json, born FROM posts WHERE change > ?"
_NEW_ACTS = f"SELECT {_COLUMNS} {_WITH_POST} WHERE activities.change > ?"
# A post that came after the mark, and that an activity from before it is about.
_LATE = """
    SELECT 1 FROM posts CROSS JOIN activities ON activities.item = posts.id
    WHERE posts.change > :mark AND posts.born > :mark AND activities.change <= :mark
    AND (activities.source IS NULL OR activities.source = posts.source) LIMIT 1
"""
