"""What an oracle says of one field of one entry, and whether our item says the same.

In: facts, and the items read from the same document. Out: true or false. How a value is changed before it is compared
is said here, once for each kind of field, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from attrs import field, frozen

from feedcurate.model.item import Item
from tests.sources.oracles.visible import letters, seen


@frozen
class Fact:
    """One published value: in which file and at which path it stands, and the field of ours that is to hold it.

    `entry` is None for what is said of the feed: every entry that says nothing of its own shows it. `is_plain` says
    that a `<` in it is the character and no tag. `base` is the address that a relative one is taken from.
    """

    file: str
    path: str
    entry: int | None
    name: str
    value: object = field(repr=False)
    is_plain: bool = False
    base: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is called in the table of the unreached."""
        return self.file, self.path, self.name


def is_reached(fact: Fact, items: tuple[Item, ...]) -> bool:
    """Whether the item says what the oracle says."""
    index = fact.entry or 0
    return index < len(items) and COMPARISONS[fact.name](fact, items[index])


def _shown(fact: Fact) -> str:
    """The value as plain text: tags removed, references replaced, unless it is plain already."""
    value = str(fact.value)
    return letters(value if fact.is_plain else seen(value).text)


def _is_text(of: Callable[[Item], str | None]) -> Callable[[Fact, Item], bool]:
    """Letters alone are compared: HTML is reduced to what it shows, and white space is left out on both sides."""
    return lambda fact, item: letters(of(item) or "") == _shown(fact)


def _has_address(of: Callable[[Item], Iterable[str | None]]) -> Callable[[Fact, Item], bool]:
    """Relative addresses are made absolute, since ours always are."""
    return lambda fact, item: urljoin(fact.base, str(fact.value).strip()) in set(of(item))


def _is_instant(of: Callable[[Item], datetime | None]) -> Callable[[Fact, Item], bool]:
    """The nine numbers of `time.struct_time` in UTC, or RFC 3339; fractions of a second are left out."""

    def compare(fact: Fact, item: Item) -> bool:
        found = of(item)
        if isinstance(fact.value, tuple):
            year, month, day, hour, minute, second = fact.value[:6]
            wanted = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        else:
            wanted = datetime.fromisoformat(str(fact.value))
        return found is not None and found.replace(microsecond=0) == wanted.replace(microsecond=0)

    return compare


def _is_id(fact: Fact, item: Item) -> bool:
    """An id that is no URI stands behind the feed's address in ours, since two feeds count alike."""
    wanted = str(fact.value).strip()
    return item.id == wanted or item.id.endswith("#" + wanted)


def _is_author(fact: Fact, item: Item) -> bool:
    """`me@example.com (Name)` and `Name (me@example.com)` are the name; an e-mail address alone is the name too."""
    value = str(fact.value)
    if match := re.fullmatch(r"\S+@\S+ \((.+)\)|(.+?) [(<]\S+@[^\s)>]+[)>]", value):
        value = match[1] or match[2]
    name = (item.author and item.author.name) or ""
    return letters(name) == letters(value if fact.is_plain else seen(value).text)


def _has_tag(fact: Fact, item: Item) -> bool:
    """A tag among ours, which have no `#`."""
    return _shown(fact).removeprefix("#") in {letters(tag) for tag in item.tags or ()}


def _is_language(fact: Fact, item: Item) -> bool:
    """`en_US` is `en-US`, and None is None."""
    return item.language == (fact.value and str(fact.value).replace("_", "-"))


def _is_duration(fact: Fact, item: Item) -> bool:
    """Seconds as a number, or a clock."""
    parts = [float(part) for part in str(fact.value).split(":")]
    wanted = timedelta(seconds=sum(part * 60**place for place, part in enumerate(reversed(parts))))
    return wanted in {media.duration for media in item.media or ()}


def _media(item: Item) -> Iterable[str | None]:
    return (media.url for media in item.media or ())


def _links(item: Item) -> Iterable[str | None]:
    return (link.url for link in item.links or ())


def _attached(item: Item) -> Iterable[str | None]:
    return (*_media(item), *_links(item))


COMPARISONS: Mapping[str, Callable[[Fact, Item], bool]] = {
    "title": _is_text(lambda item: item.title),
    "text": _is_text(lambda item: item.text),
    "community": _is_text(lambda item: item.community),
    "feed": _is_text(lambda item: item.feed),
    "author": _is_author,
    "author.url": _has_address(lambda item: (item.author.url if item.author else None,)),
    "url": _has_address(lambda item: (item.url,)),
    "id": _is_id,
    "in_reply_to": lambda fact, item: item.in_reply_to is not None and item.in_reply_to.id == fact.value,
    "published": _is_instant(lambda item: item.published),
    "updated": _is_instant(lambda item: item.updated),
    "tags": _has_tag,
    "language": _is_language,
    "media": _has_address(_media),
    "links": _has_address(_links),
    "attached": _has_address(_attached),
    "duration": _is_duration,
    "width": lambda fact, item: int(str(fact.value)) in {media.width for media in item.media or ()},
    "height": lambda fact, item: int(str(fact.value)) in {media.height for media in item.media or ()},
    "alt": lambda fact, item: fact.value in {media.alt for media in item.media or ()},
    "sensitive": lambda fact, item: item.sensitive is (str(fact.value).lower() in ("1", "true", "yes", "explicit")),
    "views": lambda fact, item: str(item.views) == str(fact.value),
    "likes": lambda fact, item: str(item.likes) == str(fact.value),
    "replies": lambda fact, item: str(item.replies) == str(fact.value),
}
