"""One thing to fetch, with all that it takes.

In: a target and the reader's keys. Out: a `Job`. Keyrings are asked here, before anything is fetched: they may ask the
reader to unlock them, and nothing else should wait for that.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from feedcurate.live.addresses import BlueskyTimeline, MastodonTimeline, Target, Web
from feedcurate.live.tokens import HANDLE, Keys, Secret


@frozen
class Job:
    """A target, the key to it, and the place under which it is kept: of a timeline that says whose it is."""

    target: Target
    place: str = field(repr=False)
    key: Secret | None = None


def job_of(target: Target, keys: Keys) -> Job:
    """The job of fetching a target. Raises `Unfetched`."""
    match target:
        case Web(address):
            return Job(target, address)
        case MastodonTimeline(host):
            token = keys.mastodon(host)
            return Job(target, f"{target} {'' if token is None else token.value}", token)
        case BlueskyTimeline(kind, _, account):
            if kind == "home" and account is None:
                said = keys.environment.get(HANDLE, "").strip().removeprefix("@").lower()
                target = evolve(target, account=said or None)
            password = None if target.account is None else keys.bluesky(target.account)
            return Job(target, str(target), password)
