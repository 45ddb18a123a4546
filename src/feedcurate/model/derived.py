"""Values that are not fields but follow from them: one table of names, kinds and meanings.

In: nothing. Out: `DERIVED`, read by the checker and the reference; how each is worked out is `engine.derive`'s
business. Where a class has a field and a derived value of one name, the derived value is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from feedcurate.model.account import Account, Credential
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item, Label, Link
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure

CREDENTIAL = Enumeration("credential", tuple(c.value for c in Credential), ordered=True)


@frozen
class Derived:
    """A derived value's kind and what it means."""

    kind: Kind
    description: str


_OF_TEXT = {
    "words": Derived(Simple.NUMBER, "how many words it has; hashtags, mentions and emoji are not counted"),
    "shouting": Derived(Simple.SHARE, "the share of capitals among its cased letters; unknown under ten of them"),
    "emoji": Derived(Simple.NUMBER, "how many emoji it has"),
}
_OF_WRITING = {
    "words": Derived(Simple.NUMBER, "how many words its title and text have; hashtags, mentions, emoji not counted"),
    "shouting": Derived(Simple.SHARE, "the share of capitals among the cased letters of title and text"),
    "emoji": Derived(Simple.NUMBER, "how many emoji its title and text have"),
}

DERIVED: Mapping[type | Simple, Mapping[str, Derived]] = {
    Item: {
        **_OF_WRITING,
        "age": Derived(Simple.DURATION, "how long ago it was published (for a repost: the original)"),
        "reading_time": Derived(Simple.DURATION, "its words at 230 a minute"),
        "site": Derived(Simple.SITE, "the domain and path of its own address"),
        "labels": Derived(ListOf(Structure("label", Label), "label"), "the marks in force: not negated, not expired"),
        "mine": Derived(Simple.TRUTH, "the reader wrote it: so marked, or its author is one of `me`"),
        "seen": Derived(Simple.TRUTH, "the reader saw it before now; unknown where nobody said"),
    },
    Draft: {
        **_OF_WRITING,
        "contact_details": Derived(
            Simple.TRUTH, "its text has an e-mail address, a telephone number, a street address or a bank number"
        ),
    },
    Account: {
        "age": Derived(Simple.DURATION, "how long ago the account was made"),
        "credential": Derived(CREDENTIAL, "the highest of its claims, in order; none where it makes none"),
        "followed": Derived(Simple.TRUTH, "the reader follows it"),
        "follower": Derived(Simple.TRUTH, "it follows the reader"),
        "mutual": Derived(Simple.TRUTH, "it and the reader follow each other"),
        "muted": Derived(Simple.TRUTH, "the reader muted it"),
        "blocked": Derived(Simple.TRUTH, "the reader blocked it"),
    },
    Link: {"site": Derived(Simple.SITE, "the domain and path of the address; else the site the source gives")},
    Simple.TEXT: _OF_TEXT,
    Simple.INSTANT: {
        "date": Derived(Simple.DATE, "the reader's date at that instant"),
        "time": Derived(Simple.CLOCK, "the reader's clock at that instant"),
        "day": Derived(Simple.DAY, "the reader's day of the week at that instant"),
    },
}


def derived_of(key: type | Simple) -> Mapping[str, Derived]:
    """The derived values of a model class (an app's subclass has those of its base) or of a simple kind."""
    if isinstance(key, Simple):
        return DERIVED.get(key, {})
    found: dict[str, Derived] = {}
    for cls in reversed(key.__mro__):
        found.update(DERIVED.get(cls, {}))
    return found
