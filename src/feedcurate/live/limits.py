"""How patient, how hungry and how polite fetching is.

In: nothing. Out: the limits, with defaults that suit a person's own feeds.
"""

from __future__ import annotations

from datetime import timedelta

from attrs import frozen


@frozen
class FetchLimits:
    """What fetching may take, of this machine and of others.

    `at_once` requests go on at the same time, `host_at_once` of them with one host, which is asked again after
    `host_gap` seconds at the earliest. `connect_seconds` bounds a connection, `read_seconds` the silence in an answer,
    `total_seconds` each request (a redirect is another). `body_bytes` bounds an answer, on the wire and unpacked.
    `longest_fresh` is the longest time that a feed can ask not to be asked again, `longest_refusal` the longest that
    a server which refuses can; `refusal` is how long one is left alone that does not say. `posts` are read of a
    timeline, in at most `pages` answers.
    """

    at_once: int = 100
    host_at_once: int = 6
    host_gap: float = 0.04
    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 60
    redirects: int = 5
    body_bytes: int = 32 * 1024 * 1024
    longest_fresh: timedelta = timedelta(days=1)
    longest_refusal: timedelta = timedelta(days=7)
    refusal: timedelta = timedelta(minutes=15)
    posts: int = 200
