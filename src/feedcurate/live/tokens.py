"""The reader's own keys to their accounts.

In: a platform, and a host or a handle. Out: the key, from the environment or else from the system's keyring; None where
there is none. A key is never in a rule file, is shown nowhere, and is kept nowhere by this library.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping

from attrs import field, frozen

from feedcurate.live.failed import Unfetched

SERVICE = "feedcurate"
"""The name under which keys are in the keyring; the user there is `mastodon:HOST` or `bluesky:HANDLE`."""
HANDLE = "FEEDCURATE_BLUESKY_HANDLE"
SERVER = "FEEDCURATE_BLUESKY_SERVER"


@frozen
class Secret:
    """A key. What prints it, by mistake, prints dots."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "…"


@frozen
class Keys:
    """Where keys are looked for: the environment, then what `ask` gives for a user of the keyring."""

    environment: Mapping[str, str]
    ask: Callable[[str], str | None] = field(repr=False)

    @property
    def bluesky_server(self) -> str | None:
        """The server to ask in place of Bluesky's own."""
        return self.environment.get(SERVER, "").strip().rstrip("/") or None

    def mastodon(self, host: str) -> Secret | None:
        """The access token for a server."""
        return self._key(variable("mastodon", host), f"mastodon:{host}")

    def bluesky(self, handle: str) -> Secret | None:
        """The app password of an account."""
        return self._key(variable("bluesky", handle), f"bluesky:{handle}")

    def _key(self, name: str, user: str) -> Secret | None:
        value = (self.environment.get(name) or self.ask(user) or "").strip()
        if not value:
            return None
        if not value.isascii() or not value.isprintable():
            # It goes into a header, where it would be another line or nothing at all.
            raise Unfetched("has a key that cannot be one: it holds characters that no key has")
        return Secret(value)


def variable(platform: str, name: str) -> str:
    """The environment variable for a key: `FEEDCURATE_MASTODON_TOKEN_MASTODON_SOCIAL`."""
    what = "TOKEN" if platform == "mastodon" else "PASSWORD"
    return f"FEEDCURATE_{platform.upper()}_{what}_{re.sub('[^A-Z0-9]', '_', name.upper())}"


def keys() -> Keys:
    """The keys of whoever runs this process."""
    return Keys(os.environ, _from_keyring)


def _from_keyring(user: str) -> str | None:
    """What the system's keyring has for a user; None where there is no keyring, or it stays locked."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, user)
    except Exception:  # noqa: BLE001 (backends of many systems, each with errors of its own)
        return None
