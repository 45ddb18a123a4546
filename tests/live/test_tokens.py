"""The reader's keys come from the environment or the keyring, and nothing shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordSetError

from feedcurate.live.failed import Unfetched
from feedcurate.live.tokens import Keys, Secret, keys, variable

KEYRING = {"mastodon:social.example": "from-the-ring", "bluesky:ann.example": "app-password"}


def test_a_key_is_found_in_the_keyring() -> None:
    """Under the name of the platform and of the host or the handle."""
    some = Keys({}, KEYRING.get)
    assert some.mastodon("social.example") == Secret("from-the-ring")
    assert some.bluesky("ann.example") == Secret("app-password")
    assert some.mastodon("other.example") is None


def test_the_environment_comes_first() -> None:
    """Whoever sets a variable means it."""
    some = Keys({"FEEDCURATE_MASTODON_TOKEN_SOCIAL_EXAMPLE": " from-the-environment\n"}, KEYRING.get)
    assert some.mastodon("social.example") == Secret("from-the-environment")


@pytest.mark.parametrize(
    ("platform", "name", "expected"),
    [
        ("mastodon", "mastodon.social", "FEEDCURATE_MASTODON_TOKEN_MASTODON_SOCIAL"),
        ("mastodon", "127.0.0.1:3000", "FEEDCURATE_MASTODON_TOKEN_127_0_0_1_3000"),
        ("bluesky", "ann-b.bsky.social", "FEEDCURATE_BLUESKY_PASSWORD_ANN_B_BSKY_SOCIAL"),
    ],
)
def test_variables_are_named_after_hosts_and_handles(platform: str, name: str, expected: str) -> None:
    """In capitals, and everything else is an underscore."""
    assert variable(platform, name) == expected


def test_a_secret_shows_dots() -> None:
    """However it is printed."""
    secret = Secret("s3cret")
    assert "s3cret" not in f"{secret} {secret!r} {secret!s} {[secret]} {Keys({}, KEYRING.get)}"


@pytest.mark.parametrize("value", ["a\nb", "a\r\nX: y", "ключ", "a\0b"])
def test_a_key_that_is_none_is_refused(value: str) -> None:
    """A line end in a key would be another header; the message does not repeat it."""
    with pytest.raises(Unfetched) as refused:
        Keys({"FEEDCURATE_MASTODON_TOKEN_SOCIAL_EXAMPLE": value}, KEYRING.get).mastodon("social.example")
    assert value not in str(refused.value)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[KeyringBackend], None]]:
    """Put a keyring in the place of the system's for a while."""
    monkeypatch.delenv("FEEDCURATE_MASTODON_TOKEN_SOCIAL_EXAMPLE", raising=False)
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


class Ring(KeyringBackend):
    """A keyring that remembers what it was asked."""

    priority = 1
    asked: ClassVar[list[tuple[str, str]]] = []

    def get_password(self, service: str, username: str) -> str | None:
        """One key, for everybody."""
        self.asked.append((service, username))
        return "from-the-ring"

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002 (its interface)
        """Nothing is ever put into it by this library."""
        raise PasswordSetError


class Locked(Ring):
    """A keyring whose owner presses Cancel."""

    def get_password(self, service: str, username: str) -> str | None:
        """Nothing but an error."""
        raise KeyringLocked(f"{service} {username}")


def test_the_systems_keyring_is_asked(ring: Callable[[KeyringBackend], None]) -> None:
    """For the service `feedcurate`, so that `keyring set feedcurate mastodon:HOST` is all it takes."""
    ring(Ring())  # type: ignore[no-untyped-call]  # as keyring has it
    assert keys().mastodon("social.example") == Secret("from-the-ring")
    assert Ring.asked == [("feedcurate", "mastodon:social.example")]


@pytest.mark.parametrize("backend", [fail.Keyring, Locked])
def test_a_machine_without_a_keyring_has_no_keys(
    backend: Callable[[], KeyringBackend], ring: Callable[[KeyringBackend], None]
) -> None:
    """Servers and containers often have none, and one may stay locked; that is no mistake."""
    ring(backend())
    assert keys().mastodon("social.example") is None
