"""The shelves of single accounts, of those that were asked about last.

In: accounts, and posts as they come. Out: the shelves at hand by account; whether a post is simply one more on them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache

from feedcurate.engine.elements import Element, addresses_of, post_element, reposted_at, written_at
from feedcurate.engine.questions import Group
from feedcurate.engine.shelf import Shelf
from feedcurate.model.account import Account
from feedcurate.model.identity import identifiers, same_account
from feedcurate.model.item import Item

Form = frozenset[tuple[str, str]]
"""What an account is known by."""


class Met:
    """Everybody who came up since there was nothing."""

    def __init__(self) -> None:
        self._forms: set[Form] = set()
        self._pairs: set[tuple[str, str]] = set()

    def is_new(self, account: Account) -> bool:
        """Whether nobody who shares an identifier came up before; from now on somebody has."""
        form = form_of(account)
        if form in self._forms:
            return False
        is_new = bool(form) and self._pairs.isdisjoint(form)
        self._forms.add(form)
        self._pairs |= form
        return is_new


class Personal:
    """Shelves by account and group; of more than `most` accounts those that were asked about longest ago go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._shelves: OrderedDict[Form, dict[Group, Shelf]] = OrderedDict()
        self._forms: dict[tuple[str, str], set[Form]] = {}

    def of(self, account: Account) -> dict[Group, Shelf]:
        """The shelves of an account, to be added to."""
        form = form_of(account)
        shelves = self._shelves.get(form)
        if shelves is None:
            shelves = self._shelves[form] = {}
            for pair in form:
                self._forms.setdefault(pair, set()).add(form)
            if len(self._shelves) > self._most:
                oldest, _ = self._shelves.popitem(last=False)
                for pair in oldest:
                    self._forms[pair].discard(oldest)
        else:
            self._shelves.move_to_end(form)
        return shelves

    def known_as(self, *accounts: Account | None) -> dict[Form, dict[Group, Shelf]]:
        """The shelves of the accounts at hand that are one of some; each may be known by several forms."""
        found: dict[Form, dict[Group, Shelf]] = {}
        for account in accounts:
            if account is not None:
                for pair in form_of(account):
                    for form in self._forms.get(pair, ()):
                        found[form] = self._shelves[form]
        return found

    def all(self) -> Iterable[dict[Group, Shelf]]:
        """Everybody's."""
        return self._shelves.values()

    def clear(self) -> None:
        """Forget them all."""
        self._shelves.clear()
        self._forms.clear()


def form_of(account: Account) -> Form:
    """What an account is known by."""
    return _form(account.source, account.id, account.handle, account.url)


@lru_cache(maxsize=20_000)
def _form(source: str | None, number: str | None, handle: str | None, url: str | None) -> Form:
    """The same people come up again and again."""
    account = Account.model_construct(source=source, id=number, handle=handle, url=url)
    return frozenset(identifiers(account).items())


def note_addresses(shelf: Shelf, elements: Iterable[Element], account: Account) -> None:
    """Write down the addresses of an account's posts, and which of them stand in as others' reposts."""
    for element in elements:
        if isinstance(element.subject, Item):
            is_stand_in = element.subject.via is not None and same_account(element.reposter, account) is not True
            _note(shelf, element, is_stand_in=is_stand_in)


def element_for(shelf: Shelf, item: Item, *, reposted: bool) -> tuple[Element | None, bool]:
    """A new post as an element of the shelf of the account that wrote it, or `reposted` it, and whether that is all.

    None: nothing is to be put on the shelf (`elements.posts_of`: what an account wrote counts once). False: one that is
    on it may have to go, and all has to be read again.
    """
    element = post_element(item, reposted_at(item) if reposted else written_at(item))
    if element is None:
        return None, True
    addresses = addresses_of(item)
    at_hand = [shelf.addresses[address] for address in addresses if address in shelf.addresses]
    if not addresses.isdisjoint(shelf.stand_ins) or any(key not in shelf.known for key in at_hand):
        return None, False
    is_stand_in = item.via is not None and not reposted
    if is_stand_in and at_hand:
        return None, True
    return element, True


def took(shelf: Shelf, element: Element, *, reposted: bool) -> None:
    """Write down the address of a post that was put on a shelf."""
    if isinstance(element.subject, Item):
        _note(shelf, element, is_stand_in=element.subject.via is not None and not reposted)


def _note(shelf: Shelf, element: Element, *, is_stand_in: bool) -> None:
    if isinstance(element.subject, Item):
        for address in addresses_of(element.subject):
            shelf.addresses[address] = element.key
            if is_stand_in:
                shelf.stand_ins[address] = None
