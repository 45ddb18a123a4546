"""Who is behind a post of ActivityStreams 2.0: who wrote it, for which group, who repeated it, and whom it answers.

In: an object in plain words, and the activities it came in. Out: accounts and references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedcurate.model.account import Account
from feedcurate.model.item import Reference, Via
from feedcurate.sources.activitystreams_account import account, page
from feedcurate.sources.activitystreams_words import address, many, types
from feedcurate.sources.addresses import host_of
from feedcurate.sources.dates import Dates
from feedcurate.sources.values import Record, fields, words

# An activity may bring many posts, for each of which its actors are looked at; none that is meant has more.
_MOST = 20
_PAGE_OF = re.compile(r"https?://[^/]+/@([\w.-]+)/", re.IGNORECASE)


def people(
    given: Record, around: Sequence[Record], acts: Sequence[Record], relay: object, dates: Dates
) -> tuple[Account | None, str | None]:
    """Who wrote it, and the group it was written for: one of its authors, its audience, or who passed it on."""
    named = many(given.get("attributedTo"), _MOST) or tuple(one for act in acts for one in _actors(act))
    known = {address(one): one for act in around for one in _actors(act) if isinstance(one, dict)}
    whole = [known.get(address(one), one) if isinstance(one, str) else one for one in named]
    groups = [one for one in whole if "Group" in types(fields(one))]
    persons = [one for one in whole if "Group" not in types(fields(one))]
    author = next((made for one in (*persons, *groups) if (made := account(one, dates)) is not None), None)
    author = _named(author, page(given))
    shared_in = [*(groups if persons else ()), *many(given.get("audience"), _MOST), *many(relay, _MOST)]
    community = next((name for one in shared_in if (name := _community(one, dates))), None)
    return author, community


def _named(author: Account | None, url: str | None) -> Account | None:
    """An author of whom only an address is given, with the name in the page of the post: `https://a.example/@ann/1`."""
    if author is None or author.handle is not None or url is None:
        return author
    found = _PAGE_OF.match(url)
    if found is None or host_of(url) != host_of(author.id):
        return author
    return author.model_copy(update={"handle": f"{found[1]}@{host_of(url)}".casefold()})


def _actors(act: Record) -> tuple[object, ...]:
    return many(act.get("actor"), _MOST)


def _community(value: object, dates: Dates) -> str | None:
    """A group as `name@host`, else by its name or address; the public is none."""
    group = account(value, dates)
    if group is None or (group.id or "").endswith("#Public") or group.id in ("as:Public", "Public"):
        return None
    return group.handle or group.name or group.id


def via(own_id: str, announced: Record, dates: Dates) -> Via:
    """The repost; one without an address gets an id that is as stable."""
    actor = next((made for one in _actors(announced) if (made := account(one, dates)) is not None), None)
    by = "" if actor is None else actor.id or actor.handle or ""
    return Via(
        id=words(announced.get("id")) or f"{own_id}#repost-by-{by}",
        account=actor,
        at=dates.iso(announced.get("published")),
    )


def answered(value: object, mentions: Sequence[Account], dates: Dates) -> Reference:
    """What it answers, and whom: the author of what is given whole, or the only account mentioned by that address."""
    by = next((made for one in many(fields(value).get("attributedTo")) if (made := account(one, dates))), None)
    named = next((one for one in mentions if by is not None and one.id == by.id), None)
    return Reference(id=address(value), author=by if by is None or by.handle or named is None else named)
