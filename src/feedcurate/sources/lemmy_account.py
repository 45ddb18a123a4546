"""People and communities of Lemmy.

In: a person (`creator`) or a community of a view. Out: `Account`, and a community's name.
"""

from __future__ import annotations

from feedcurate.model.account import Account, Relation
from feedcurate.model.item import SourceName
from feedcurate.sources.addresses import host_of
from feedcurate.sources.dates import Dates
from feedcurate.sources.values import Record, count, fields, flag, text, words


def account(given: Record, view: Record, dates: Dates) -> Account | None:
    """The account of who wrote what a view shows; None where the view leaves it out."""
    known, name = address(given), words(given.get("name"))
    if known is None and name is None:
        return None
    created = given.get("published_at") or given.get("published")
    return Account(
        id=known,
        handle=_at_host(name, known),
        name=words(given.get("display_name")) or name,
        bio=text(given.get("bio")),
        url=known,
        source=SourceName.LEMMY,
        created=dates.iso(created),
        bot=flag(given.get("bot_account")),
        group=False,
        posts=count(given.get("post_count")),
        relation=_relation(view),
    )


def community(given: Record) -> str | None:
    """A community as Lemmy writes it from elsewhere, `name@host`."""
    return _at_host(words(given.get("name")), address(given)) or words(given.get("title"))


def address(given: Record) -> str | None:
    """The address that means the same on every server: `actor_id` until version 0.19, then `ap_id`."""
    return words(given.get("ap_id")) or words(given.get("actor_id"))


def _at_host(name: str | None, known: str | None) -> str | None:
    host = host_of(known)
    return f"{name}@{host}" if name and host else name


def _relation(view: Record) -> Relation | None:
    """How the reader stands to who wrote it, where the server knows the reader."""
    actions = fields(view.get("person_actions"))
    if actions:
        return Relation(blocked=actions.get("blocked_at") is not None, note=words(actions.get("note")))
    blocked = flag(view.get("creator_blocked"))
    return None if blocked is None else Relation(blocked=blocked)
