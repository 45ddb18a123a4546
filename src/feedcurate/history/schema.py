"""What a history's database looks like.

In: a connection. Out: a database with the tables of this version; older ones are brought up to it, step by step.

Instants are microseconds since 1970 in UTC; `json` is a record without what is at its default. `change` counts the
calls that changed something, so that what came since one of them is a range of an index.
"""

from __future__ import annotations

from sqlite3 import Connection

from feedcurate.errors import HistoryError

APPLICATION = 0x66637572
"""`fcur` in the header of the file: by it a database is known to be a history."""

_FIRST = (
    # A post in its newest state. `at` is when it is dated, `written` and `reposted` when its author wrote and its
    # reposter reposted it; both people are rows of `accounts`. `born` is the change that first brought it. The long
    # column stands last, so that the others are read without it.
    """CREATE TABLE posts (
        row INTEGER PRIMARY KEY,
        source TEXT NOT NULL, id TEXT NOT NULL,
        at INTEGER,
        author INTEGER, written INTEGER,
        reposter INTEGER, reposted INTEGER,
        mine INTEGER NOT NULL,
        born INTEGER NOT NULL, change INTEGER NOT NULL,
        json TEXT NOT NULL
    ) STRICT""",
    # The id first: an activity may name a post without its source.
    "CREATE UNIQUE INDEX posts_name ON posts (id, source)",
    "CREATE INDEX posts_at ON posts (at)",
    "CREATE INDEX posts_mine ON posts (at) WHERE mine",
    "CREATE INDEX posts_author ON posts (author, written)",
    "CREATE INDEX posts_reposter ON posts (reposter, reposted) WHERE reposter IS NOT NULL",
    "CREATE INDEX posts_change ON posts (change)",
    # Every instant at which a state of a post said to have been seen; views are activities.
    "CREATE TABLE seen (at INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (at, post)) STRICT, WITHOUT ROWID",
    "CREATE INDEX seen_post ON seen (post)",
    # An account in each of its forms: with the same identifiers. `json` is its state at `at` in `post`, the latest
    # where it is the author (role 0) or the reposter (role 1); NULL where only activities name it.
    """CREATE TABLE accounts (
        row INTEGER PRIMARY KEY,
        form TEXT NOT NULL UNIQUE,
        at INTEGER, post INTEGER, role INTEGER,
        json TEXT
    ) STRICT""",
    """CREATE TABLE identifiers (
        kind TEXT NOT NULL, value TEXT NOT NULL, account INTEGER NOT NULL,
        PRIMARY KEY (kind, value, account)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX identifiers_account ON identifiers (account)",
    # `name` is a digest of what makes an activity one: its source and id, else all of it.
    """CREATE TABLE activities (
        row INTEGER PRIMARY KEY,
        name BLOB NOT NULL UNIQUE,
        kind TEXT NOT NULL, at INTEGER NOT NULL,
        source TEXT, item TEXT,
        account INTEGER,
        change INTEGER NOT NULL,
        json TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX activities_kind ON activities (kind, at)",
    "CREATE INDEX activities_item ON activities (item) WHERE item IS NOT NULL",
    "CREATE INDEX activities_account ON activities (account, at) WHERE account IS NOT NULL",
    "CREATE INDEX activities_change ON activities (change)",
    "CREATE TABLE batches (number INTEGER PRIMARY KEY, now INTEGER NOT NULL, rules TEXT NOT NULL) STRICT",
    "CREATE INDEX batches_now ON batches (now)",
    # The posts of a batch; `place` counts the decisions in their order and is NULL, as `json` is, before there is one.
    """CREATE TABLE decisions (
        batch INTEGER NOT NULL, post INTEGER NOT NULL,
        place INTEGER, json TEXT,
        UNIQUE (batch, post)
    ) STRICT""",
    "CREATE INDEX decisions_post ON decisions (post)",
    "CREATE TABLE given (row INTEGER PRIMARY KEY, at INTEGER NOT NULL, json TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE advice (id TEXT PRIMARY KEY, offered_at INTEGER NOT NULL, json TEXT NOT NULL) STRICT",
    "CREATE TABLE held (what TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # `file`: a random number that tells databases apart. `change`: the last one. `broken`: the last one before which
    # marks are worth nothing. `erased`: the last one that may have freed rows of accounts. `batch`: the last number.
    "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO counters VALUES ('file', random()), ('change', 0), ('broken', 0), ('erased', 0), ('batch', 0)",
)

STEPS = (_FIRST,)
"""What makes each version of the one before; what was released is never changed."""
VERSION = len(STEPS)


def version_of(connection: Connection, path: str) -> int:
    """The version of a history's database; 0 for an empty file.

    Raises:
        HistoryError: it is another program's, or of a newer version.
    """
    application, version, tables = connection.execute(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), "
        "(SELECT count(*) FROM sqlite_schema)"
    ).fetchone()
    if application != APPLICATION and (application or version or tables):
        raise HistoryError(f"`{path}` is a database of another program, not a history of feedcurate")
    if version > VERSION:
        raise HistoryError(
            f"`{path}` was written by a newer feedcurate: its version is {version}, this one reads up to {VERSION}"
        )
    return int(version)


def migrate(connection: Connection, version: int) -> None:
    """Bring a database up to this version, inside the transaction of the caller."""
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
