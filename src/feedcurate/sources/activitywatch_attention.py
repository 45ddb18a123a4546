"""When a reader looked at their browser, by what other watchers of the same computer say.

In: the buckets of an export. Out: the parts of an event in which its page was looked at.

As in ActivityWatch's own queries (`canonicalEvents`), time is cut by time: a page counts while a browser is the window
in front, where windows were recorded, and not while the keyboard was left (`afk`), except while the page makes a
sound. Time of which nothing was recorded is not held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from feedcurate.sources.activitywatch_events import Bucket, Event, Watcher
from feedcurate.sources.activitywatch_spans import Span, joined, within, without

_BROWSERS = ("chrome", "chromium", "firefox", "nightly", "opera", "brave", "edge", "vivaldi", "safari", "librewolf")
"""A window is a browser's where the name of its app has one of these in it."""


@frozen
class Attention:
    """When the reader was away, and when a browser was in front (None where windows were not recorded)."""

    away: Sequence[Span]
    in_front: Sequence[Span] | None

    def parts(self, event: Event) -> Iterator[Span]:
        """The parts of an event in which the reader looked."""
        whole = event.start, event.end
        for span in (whole,) if self.in_front is None else within(whole, self.in_front):
            if event.data.get("audible") is True:
                yield span
            else:
                yield from without(span, self.away)


def attention(bucket: Bucket, buckets: Iterable[Bucket]) -> Attention:
    """What the other watchers of a bucket's host say; where it does not know its host, those of the only one."""
    others = [one for one in buckets if one.watcher is not Watcher.WEB]
    hosts = {one.host for one in others}
    host = next(iter(hosts)) if bucket.host is None and len(hosts) == 1 else bucket.host
    here = [event for one in others if one.host == host for event in one.events]
    away = joined((event.start, event.end) for event in here if event.data.get("status") == "afk")
    windows = [(event.start, event.end) for event in here if _is_browser(event)]
    return Attention(away, joined(windows) if windows else None)


def _is_browser(event: Event) -> bool:
    app = event.data.get("app")
    return isinstance(app, str) and any(name in app.casefold() for name in _BROWSERS)
