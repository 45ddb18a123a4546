"""The people a reader has to do with: whom they reply to or write to, and whom they follow.

In: a history, and what is known of the reader. Out: answers about an account.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.engine.context import Context
from feedcurate.engine.derive import is_followed, is_mine
from feedcurate.engine.following import Following, following
from feedcurate.engine.moments import EARLIEST
from feedcurate.history.base import History
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind

_WRITTEN_TO = (ActivityKind.REPLY, ActivityKind.MESSAGE)


@frozen(eq=False)
class Company:
    """See the module."""

    context: Context
    replied: Following

    def is_replied_to(self, account: Account | None) -> bool:
        """Whether the reader surely replies or writes to an account."""
        return account is not None and self.replied.has(account) is True

    def is_followed(self, account: Account | None) -> bool | None:
        """Whether the reader follows an account; None where nobody says."""
        return None if account is None else is_followed(account, self.context)


def company_of(history: History, context: Context) -> Company:
    """The people of a history up to an instant, the context's."""
    return Company(context, following(_replied_to(history, context)))


def _replied_to(history: History, context: Context) -> Iterator[Account]:
    """Whom replies and messages are about, and whom the reader's own posts answer."""
    for act in history.acts(EARLIEST, context.now, _WRITTEN_TO):
        if act.author is not None:
            yield act.author
    mine = list(history.posts(EARLIEST, context.now, mine=True))
    if context.me:
        for account in history.people():
            if context.me.has(account) is True:
                mine += history.posts(EARLIEST, context.now, account)
    for item in mine:
        if is_mine(item, context) is True and item.in_reply_to is not None and item.in_reply_to.author is not None:
            yield item.in_reply_to.author
