"""One call that writes to a history's database: its transaction, its number, and the rows of accounts.

In: accounts. Out: their rows, made where there are none, each with the latest state of its account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from attrs import define, field, frozen

from feedcurate.history.connections import Connections
from feedcurate.history.people import AUTHOR, NO_DATE, Age, pairs_of
from feedcurate.history.texts import form_text, text_of
from feedcurate.model.account import Account

_MOST = 100_000

Form = tuple[str | None, str | None, str | None, str | None]
"""What the identifiers of an account are worked out from."""


@define
class Rows:
    """The rows of accounts that earlier calls found or made, as long as nothing was erased since."""

    known: dict[Form, int] = field(factory=dict)
    erased: int = -1

    def as_of(self, erased: int) -> None:
        """Forget all where something was erased since, by any process: its rows may be other accounts' by now."""
        if erased != self.erased or len(self.known) > _MOST:
            self.known.clear()
            self.erased = erased


@frozen
class State:
    """An account as one post has it, and how late that is."""

    age: Age
    post: int
    account: Account


@define
class Write:
    """A transaction. Whatever changes something bears its `change`; `broken` makes earlier marks worthless."""

    connection: Connection
    change: int
    rows: dict[Form, int]
    changed: bool = False
    broken: bool = False
    erased: bool = False
    latest: dict[int, State] = field(factory=dict)
    stale: set[int] = field(factory=set)

    def row_of(self, account: Account | None) -> int | None:
        """The row of an account in this form; None where nothing identifies it."""
        if account is None:
            return None
        form = (account.id, account.handle, account.url, account.source)
        row = self.rows.get(form)
        if row is None:
            row = self._find_or_make(account)
            if row is not None:
                self.rows[form] = row
        return row

    def _find_or_make(self, account: Account) -> int | None:
        pairs = pairs_of(account)
        if not pairs:
            return None
        text = form_text(dict(pairs))
        found = self.connection.execute("SELECT row FROM accounts WHERE form = ?", (text,)).fetchone()
        if found is not None:
            return int(found[0])
        row = self.connection.execute("INSERT INTO accounts (form) VALUES (?)", (text,)).lastrowid
        self.connection.executemany("INSERT INTO identifiers VALUES (?, ?, ?)", [(*pair, row) for pair in pairs])
        return row

    def note(self, row: int | None, state: State) -> None:
        """Keep the state of an account for `settle`, if it is the latest of this call."""
        if row is not None and (row not in self.latest or state.age > self.latest[row].age):
            self.latest[row] = state

    def settle(self, people_of: Callable[[str], tuple[Account | None, Account | None]]) -> None:
        """Give the accounts of this call their latest states, once its posts are written.

        Those in `stale`, whose post was made earlier or taken out, are looked up among all their posts.
        """
        for row in self.stale:
            self._look_again(row, people_of)
        fresh = [(row, state) for row, state in self.latest.items() if row not in self.stale]
        self.connection.executemany(_KEEP_LATER, (_columns(row, state) for row, state in fresh))
        self.latest.clear()
        self.stale.clear()

    def _look_again(self, row: int, people_of: Callable[[str], tuple[Account | None, Account | None]]) -> None:
        found = self.connection.execute(_LATEST, (row, row)).fetchone()
        if found is None:
            self._keep(row, None, None, None, None)
        else:
            at, post, role, text = found
            author, reposter = people_of(text)
            self._keep(row, at, post, role, author if role == AUTHOR else reposter)

    def _keep(self, row: int, at: int | None, post: int | None, role: int | None, account: Account | None) -> None:
        self.connection.execute(
            "UPDATE accounts SET at = ?, post = ?, role = ?, json = ? WHERE row = ?",
            (at, post, role, None if account is None else text_of(account), row),
        )


def _columns(row: int, state: State) -> tuple[object, ...]:
    at, source, name, role = state.age
    return None if at == NO_DATE else at, state.post, role, text_of(state.account), row, NO_DATE, source, name


@contextmanager
def writing(connections: Connections, rows: Rows) -> Iterator[Write]:
    """A transaction of which all or nothing is written; the rows are forgotten with it where it fails."""
    # Nobody else may write before the rows are forgotten: they may not be there.
    with connections.alone():
        try:
            with connections.write() as connection:
                counters = dict(connection.execute("SELECT name, value FROM counters"))
                rows.as_of(counters["erased"])
                write = Write(connection, counters["change"] + 1, rows.known)
                yield write
                _count(write)
        except BaseException:
            rows.as_of(-1)
            raise


def _count(write: Write) -> None:
    """Note what a transaction did, for marks, and for the rows of accounts that others remember."""
    # A break is a change of its own: marks of after it have to be told from those of before.
    done = {"change": write.changed or write.broken, "broken": write.broken, "erased": write.erased}
    for name in [name for name, happened in done.items() if happened]:
        write.connection.execute("UPDATE counters SET value = ? WHERE name = ?", (write.change, name))


_KEEP_LATER = """
    UPDATE accounts SET at = ?1, post = ?2, role = ?3, json = ?4 WHERE row = ?5 AND (
        post IS NULL OR coalesce(at, ?6) < coalesce(?1, ?6) OR at IS ?1 AND EXISTS (
            SELECT 1 FROM posts WHERE row = accounts.post AND (source, id, accounts.role) <= (?7, ?8, ?3)
        )
    )
"""
# Each half is the end of a range of an index; what has no date sorts before what has one.
_LATEST = """
    SELECT at, post, role, json FROM (
        SELECT * FROM (
            SELECT written AS at, row AS post, 0 AS role, source, id, json FROM posts
            WHERE author = ? ORDER BY written DESC, source DESC, id DESC LIMIT 1
        )
        UNION ALL
        SELECT * FROM (
            SELECT reposted AS at, row AS post, 1 AS role, source, id, json FROM posts
            WHERE reposter = ? ORDER BY reposted DESC, source DESC, id DESC LIMIT 1
        )
    ) ORDER BY at DESC, source DESC, id DESC, role DESC LIMIT 1
"""
