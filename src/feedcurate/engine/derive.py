"""Values that follow from others: how each name in `model.derived` is worked out.

In: a post, an account, a link, a text or an instant, and the context. Out: the derived value; None where it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from feedcurate.engine import kleene
from feedcurate.engine.context import Context
from feedcurate.engine.fields import fields_seen
from feedcurate.engine.moments import local
from feedcurate.matching.measures import emoji_count, shouting, word_count
from feedcurate.model.account import Account
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item, Label, Link
from feedcurate.plan.paths import began, site_of_part
from feedcurate.program.bounds import AtLeast

READING_SPEED = 230
"""Words a minute."""


def derive(value: Any, name: str, context: Context) -> Any:
    """The derived value of that name; unknown where what it derives from is, or where only its least is known."""
    if value is None or isinstance(value, AtLeast):
        return None
    for cls, derivations in DERIVATIONS.items():
        if isinstance(value, cls):
            return derivations[name](value, context)
    raise TypeError(f"nothing is derived from a `{type(value).__name__}`")


def labels_in_force(item: Item, now: datetime) -> tuple[Label, ...] | None:
    """The labels that hold: not expired, and not taken back by a later one of the same source and value."""
    if item.labels is None:
        return None
    kept: list[Label] = []
    taken_back: set[tuple[str | None, str]] = set()
    for label in reversed(item.labels):
        if label.negated:
            taken_back.add((label.source, label.value))
        elif (label.source, label.value) not in taken_back and (label.expires_at is None or label.expires_at > now):
            kept.append(label)
    return tuple(reversed(kept))


def is_mine(item: Item, context: Context) -> bool | None:
    """Whether the reader wrote a post: it is so marked, or its author is one of the reader's accounts."""
    if item.mine is True:
        return True
    by_me = context.me.has(item.author) if context.me else None
    return by_me if by_me is not None else item.mine


def is_followed(account: Account, context: Context) -> bool | None:
    """Whether the reader follows an account: what it says itself, else what the host knows."""
    said = None if account.relation is None else account.relation.followed
    if said is None and context.following is not None:
        return context.following.has(account)
    return said


def _writing(item: Item | Draft) -> str | None:
    """A post's or a draft's title and text; unknown only where both are."""
    known = [text for text in (item.title, item.text) if text is not None]
    return "\n".join(known) if known else None


def _of_writing(measure: Callable[[str], Any]) -> Callable[[Item | Draft, Context], Any]:
    def of_item(item: Item | Draft, context: Context) -> Any:
        text = _writing(item)
        return None if text is None else of_text(text, context)

    of_text = _of_text(measure)
    return of_item


def _of_text(measure: Callable[[str], Any]) -> Callable[[str, Context], Any]:
    return lambda text, _: measure(text)


def _age(value: Item | Account, context: Context) -> timedelta | None:
    since = began(value)
    return None if since is None else context.now - since


def _reading_time(item: Item, _: Context) -> timedelta | None:
    text = _writing(item)
    return None if text is None else timedelta(minutes=word_count(text) / READING_SPEED)


def _contact_details(draft: Draft, _: Context) -> bool:
    """Whether any text of a draft has them."""
    # Dozens of patterns are compiled with it, and only drafts are asked.
    from feedcurate.matching.contacts import contact_details

    return any(contact_details(field.text) for field in fields_seen(draft) if not field.tag)


def _seen(item: Item, context: Context) -> bool | None:
    if item.seen_at is not None:
        return item.seen_at <= context.now
    return True if (item.source, item.id) in context.seen else None


def _site(value: Item | Link, _: Context) -> str | None:
    return site_of_part(value)


def _mutual(account: Account, context: Context) -> bool | None:
    return kleene.conjunction([is_followed(account, context), _relation("follower")(account, context)])


def _relation(field: str) -> Callable[[Account, Context], bool | None]:
    def ask(account: Account, _: Context) -> bool | None:
        return None if account.relation is None else getattr(account.relation, field)

    return ask


def _on_the_wall(read: Callable[[datetime], Any]) -> Callable[[datetime, Context], Any]:
    def ask(instant: datetime, context: Context) -> Any:
        shown = local(instant, context.zone)
        return None if shown is None else read(shown)

    return ask


DERIVATIONS: Mapping[type, Mapping[str, Callable[[Any, Context], Any]]] = {
    Item: {
        "words": _of_writing(lambda text: float(word_count(text))),
        "shouting": _of_writing(shouting),
        "emoji": _of_writing(lambda text: float(emoji_count(text))),
        "age": _age,
        "reading_time": _reading_time,
        "site": _site,
        "labels": lambda item, context: labels_in_force(item, context.now),
        "mine": is_mine,
        "seen": _seen,
    },
    Draft: {
        "words": _of_writing(lambda text: float(word_count(text))),
        "shouting": _of_writing(shouting),
        "emoji": _of_writing(lambda text: float(emoji_count(text))),
        "contact_details": _contact_details,
    },
    Account: {
        "age": _age,
        "credential": lambda account, _: account.credential,
        "followed": is_followed,
        "follower": _relation("follower"),
        "mutual": _mutual,
        "muted": _relation("muted"),
        "blocked": _relation("blocked"),
    },
    Link: {"site": _site},
    str: {
        "words": _of_text(lambda text: float(word_count(text))),
        "shouting": _of_text(shouting),
        "emoji": _of_text(lambda text: float(emoji_count(text))),
    },
    datetime: {
        "date": _on_the_wall(datetime.date),
        "time": _on_the_wall(datetime.time),
        "day": _on_the_wall(datetime.weekday),
    },
}
"""How each derived value of `model.derived` is worked out, by what it derives from."""

OF_THE_INSTANT = frozenset({"age", "labels", "seen"})
"""What is another value at another instant; all else that is derived stays as it is."""
