"""The elements of a stream, read from a store.

In: a group (`questions`), whose they are, and a stretch of time. Out: `Element`s, each once, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain

from feedcurate.engine.elements import KIND_OF, Element, act_element, dated, is_one_of, post_element, postings, posts_of
from feedcurate.engine.moments import EARLIEST
from feedcurate.engine.personal import Form, form_of
from feedcurate.engine.questions import Group
from feedcurate.model.account import Account
from feedcurate.model.activity import ActivityKind
from feedcurate.model.facts import Store
from feedcurate.model.identity import AccountSet
from feedcurate.model.item import Item
from feedcurate.program.expr import Stream
from feedcurate.program.program import Program


class Streams:
    """The streams of a store as a program names them; `me` are the reader's accounts."""

    def __init__(self, program: Program, store: Store, me: AccountSet) -> None:
        self._program, self._store, self._me = program, store, me
        self._members: dict[AccountSet, tuple[Account, ...]] = {}

    def forget(self) -> None:
        """Ask again whom lists of accounts mean."""
        self._members.clear()

    def read(self, group: Group, account: Account | None, start: datetime, end: datetime) -> Iterable[Element]:
        """The elements of a group, and of an account where it is one of any one account, dated from `start` to `end`.

        Of the reader's own posts, what was recorded as posting may also be from before.
        """
        if group.mine or group.accounts is not None:
            return self._read_of_some(group, start, end)
        if group.stream is Stream.POSTS:
            items = self._store.posts(start, end, account)
            if account is not None:
                return posts_of(items, (account,))
            return (one for item in items if (one := post_element(item, dated(item))) is not None)
        return map(act_element, self._store.acts(start, end, (KIND_OF[group.stream],), account))

    def accounts_of(self, group: Group) -> AccountSet:
        """The written accounts of a group; for the reader's own, theirs."""
        return self._me if group.accounts is None else self._program.account_sets[group.accounts]

    def touched(self, posts: Iterable[Item]) -> set[AccountSet]:
        """The lists of accounts by whom some new posts are; who is known by something new is looked up again."""
        people: dict[Form, Account] = {}
        for item in posts if self._members else ():
            people |= {form_of(account): account for account in _people(item)}
        touched: set[AccountSet] = set()
        for accounts, members in list(self._members.items()):
            forms = {form_of(one) for one in members}
            pairs = frozenset[tuple[str, str]]().union(*forms)
            theirs = {form for form, one in people.items() if not form.isdisjoint(pairs) or accounts.has(one) is True}
            if theirs:
                touched.add(accounts)
            if not theirs <= forms:
                del self._members[accounts]
        return touched

    def _read_of_some(self, group: Group, start: datetime, end: datetime) -> Iterable[Element]:
        """Elements of the accounts that a written one means, or of the reader's."""
        members = self._members_of(self.accounts_of(group))
        if group.stream is not Stream.POSTS:
            return self._about(members, KIND_OF[group.stream], start, end, mine=group.mine)
        marked = self._store.posts(start, end, mine=True) if group.mine else ()
        found = {(item.source, item.id): item for item in marked}
        for account in members:
            found |= {(item.source, item.id): item for item in self._store.posts(start, end, account)}
        posts = posts_of(found.values(), members, mine=group.mine)
        return chain(posts, self._postings(members, end)) if group.mine else posts

    def _postings(self, members: Collection[Account], end: datetime) -> Iterable[Element]:
        """What was recorded as posting and is not there as a post; also of long ago, as it counts when it was first."""
        acts = list(self._store.acts(EARLIEST, end, (ActivityKind.POST,)))
        named = self._store.find({act.post for act in acts if act.post is not None})
        mine = [item for item in named if item.mine or is_one_of(item.author, members)]
        return postings(acts, {(item.source, item.id) for item in mine if dated(item) is not None})

    def _about(
        self, members: Collection[Account], kind: ActivityKind, start: datetime, end: datetime, *, mine: bool
    ) -> Iterable[Element]:
        """Activities about some accounts or what they wrote or reposted; `mine`: or about what is marked so."""
        of_members = (act for member in members for act in self._store.acts(start, end, (kind,), member))
        found = {act.activity: act for act in of_members}
        if mine:
            every = list(self._store.acts(start, end, (kind,)))
            named = self._store.find({act.post for act in every if act.post is not None})
            marked = {(item.source, item.id) for item in named if item.mine}
            found |= {act.activity: act for act in every if act.post in marked}
        return map(act_element, found.values())

    def _members_of(self, accounts: AccountSet) -> tuple[Account, ...]:
        """The accounts that a list names, as far as the store knows any; asked of it once."""
        if accounts not in self._members:
            named = self._store.people() if accounts else ()
            self._members[accounts] = tuple(account for account in named if accounts.has(account) is True)
        return self._members[accounts]


def _people(item: Item) -> Iterator[Account]:
    """Who wrote a post, and who reposted it."""
    if item.author is not None:
        yield item.author
    if item.via is not None and item.via.account is not None:
        yield item.via.account
