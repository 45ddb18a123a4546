"""What a status of Mastodon shows, shares, asks, and how the reader's filters took it.

In: a status. Out: media, links, a poll and labels.
"""

from __future__ import annotations

from feedcurate.model.item import Label, Link, Media, MediaKind, Option, Poll
from feedcurate.sources.addresses import distinct_links
from feedcurate.sources.dates import Dates
from feedcurate.sources.html import Prose
from feedcurate.sources.making import quickly
from feedcurate.sources.values import Record, count, fields, records, seconds, text, words

_label, _link, _media, _option, _poll = quickly(Label), quickly(Link), quickly(Media), quickly(Option), quickly(Poll)
# Who puts the labels there: filters are the reader's own, whatever the server.
FILTER = "filter"
_KINDS = {kind.value: kind for kind in (MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.GIFV)}


def shown(status: Record) -> tuple[Media, ...]:
    """What is attached, in its order."""
    attached = status.get("media_attachments")
    return tuple(_medium(one) for one in records(attached)) if attached else ()


def shared(status: Record, body: Prose) -> tuple[Link, ...]:
    """The addresses in the text, that of the card with what the card says."""
    links = [_link(url=link.url) for link in body.links if not link.is_mention]
    card = fields(status.get("card"))
    if card and (url := words(card.get("url"))):
        title, description = words(card.get("title")), words(card.get("description"))
        links.append(_link(url=url, title=title, description=description, provider=words(card.get("provider_name"))))
    return distinct_links(links) if len(links) > 1 else tuple(links)


def asked(status: Record, dates: Dates) -> Poll | None:
    """The poll."""
    poll = fields(status.get("poll"))
    if not poll:
        return None
    options = (
        _option(text=text(o.get("title")), votes=count(o.get("votes_count"))) for o in records(poll.get("options"))
    )
    return _poll(options=tuple(options), closes_at=dates.iso(poll.get("expires_at")))


def filtered(boost: Record, status: Record, dates: Dates) -> tuple[Label, ...]:
    """The reader's filters on the server that it met, by their titles: of a boost, and of what is boosted."""
    if not boost.get("filtered") and not status.get("filtered"):
        return ()
    found: dict[str, Label] = {}
    for one in (boost,) if boost is status else (boost, status):
        for result in records(one.get("filtered")):
            known = fields(result.get("filter"))
            if title := words(known.get("title")):
                found[title] = _label(source=FILTER, value=title, expires_at=dates.iso(known.get("expires_at")))
    return tuple(found.values())


def _medium(attachment: Record) -> Media:
    meta = fields(attachment.get("meta"))
    original = fields(meta.get("original"))
    return _media(
        kind=_KINDS.get(text(attachment.get("type")) or ""),
        url=words(attachment.get("url")) or words(attachment.get("remote_url")),
        alt=text(attachment.get("description")) or "",
        duration=seconds(original.get("duration") or meta.get("duration")),
        width=count(original.get("width")),
        height=count(original.get("height")),
    )
