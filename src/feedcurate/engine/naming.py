"""Which accounts a post names.

In: a post. Out: the accounts of its own list and those that its texts name by `@handle`, with their places, the quoted
posts' among them; and whether any of them is in a list of accounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from feedcurate.engine import kleene
from feedcurate.engine.fields import TextField, fields_seen, posts_seen
from feedcurate.engine.kleene import Truth
from feedcurate.engine.search import Found
from feedcurate.engine.wording import account_in_words
from feedcurate.matching.tokens import TokenKind, tokenise
from feedcurate.model.account import Account
from feedcurate.model.identity import AccountSet
from feedcurate.model.item import Item


@frozen
class Named:
    """An account that a post names, and where."""

    account: Account
    found: Found


def names_account(item: Item, wanted: AccountSet) -> Truth:
    """Whether a post names an account of a list; unknown where none is seen and its own list of mentions is unknown."""
    truths = [wanted.has(named.account) for named in accounts_named(item)]
    return kleene.disjunction([None if item.mentions is None else False, *truths])


def accounts_named(item: Item) -> Iterator[Named]:
    """The accounts that a post names, in the order of its fields."""
    for prefix, post in posts_seen(item):
        for i, account in enumerate(post.mentions or ()):
            words = account_in_words(account)
            field = TextField(f"{prefix}mentions[{i}]", words)
            yield Named(account, Found(field, 0, len(words), words))
    for field in fields_seen(item):
        if not field.tag and "@" in field.text:
            for token in tokenise(field.text).tokens:
                if token.kind is TokenKind.MENTION:
                    account = Account(handle=token.text)
                    yield Named(account, Found(field, token.start, token.end, token.text))
