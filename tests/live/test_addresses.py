"""What an address leads to, and what is shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedcurate.live.addresses import (
    BlueskyTimeline,
    MastodonTimeline,
    NoAddress,
    Target,
    Web,
    is_address,
    shown,
    target_of,
    web,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com/ä?q=ü#place", "https://example.com/%C3%A4?q=%C3%BC"),
        ("https://bücher.example/feed", "https://xn--bcher-kva.example/feed"),
        ("https://example.com:8443/a b", "https://example.com:8443/a%20b"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("https://example.com/%7Eme?a=%26", "https://example.com/%7Eme?a=%26"),
        ("https://me:pä@example.com/", "https://me:p%C3%A4@example.com/"),
    ],
)
def test_an_address_is_made_ready_to_be_asked_for(written: str, asked: str) -> None:
    """In ASCII, its host in lower case, without a place in the page; what was escaped stays as it is."""
    assert web(written) == asked
    assert web(asked) == asked


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://example.com/feed", Web("https://example.com/feed")),
        ("feed://example.com/feed", Web("http://example.com/feed")),
        ("feed:https://example.com/feed", Web("https://example.com/feed")),
        ("mastodon:home@Social.Example", MastodonTimeline("social.example", "home")),
        ("mastodon:list/42@social.example", MastodonTimeline("social.example", "list", "42")),
        ("mastodon:tag/#cats@social.example", MastodonTimeline("social.example", "tag", "cats")),
        ("mastodon:account/ann@far.example@social.example",
         MastodonTimeline("social.example", "account", "ann@far.example")),
        ("mastodon:local@127.0.0.1:3000", MastodonTimeline("127.0.0.1:3000", "local")),
        ("bluesky:home", BlueskyTimeline("home")),
        ("bluesky:home@Ann.example", BlueskyTimeline("home", "", "ann.example")),
        ("bluesky:author/ann.example", BlueskyTimeline("author", "ann.example")),
        ("bluesky:author/@ann.example", BlueskyTimeline("author", "ann.example")),
        ("bluesky:feed/at://did:plc:x/app.bsky.feed.generator/y@ann.example",
         BlueskyTimeline("feed", "at://did:plc:x/app.bsky.feed.generator/y", "ann.example")),
        ("bluesky:list/at://did:plc:x/app.bsky.graph.list/y",
         BlueskyTimeline("list", "at://did:plc:x/app.bsky.graph.list/y")),
    ],
)  # fmt: skip
def test_an_address_leads_to_a_target(written: str, target: Target) -> None:
    """Feeds, and timelines in a scheme that reads aloud."""
    assert is_address(written)
    assert target_of(written) == target


@pytest.mark.parametrize(
    "written",
    [
        "mastodon:home", "mastodon:@host", "mastodon:home/x@host.example", "mastodon:list@host.example",
        "mastodon:home@evil.example/api", "mastodon:home@a b", "mastodon:other@host.example", "bluesky:",
        "bluesky:away", "bluesky:feed/ann", "bluesky:author", "https://", "ftp://files.example/x", "http://[::1", "http://ex:99999/",
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_said_to(written: str) -> None:
    """The message says how it is written."""
    assert is_address(written)
    with pytest.raises(NoAddress):
        target_of(written)


@pytest.mark.parametrize("written", ["feed.xml", "-", "http", "mastodon", "mastodon.json", "C:\\feeds", "a/b://c", ""])
def test_names_of_files_are_no_addresses(written: str) -> None:
    """Whatever looks like a file is one."""
    assert not is_address(written)


def test_a_server_of_ones_own_speaks_http() -> None:
    """Everything but this machine is asked over TLS, so that no token goes in the clear."""
    assert MastodonTimeline("127.0.0.1:3000", "home").origin == "http://127.0.0.1:3000"
    assert MastodonTimeline("localhost:3000", "home").origin == "http://localhost:3000"
    assert MastodonTimeline("localhost.evil.example", "home").origin == "https://localhost.evil.example"


@given(st.text(), st.text(alphabet="abc:@/é %", min_size=1))
def test_no_password_is_ever_shown(path: str, secret: str) -> None:
    """What stands before the host of an address is not in what is shown of it."""
    address = f"https://reader:S3CRET{secret.replace('/', '')}@example.com/{path}"
    assert "S3CRET" not in shown(address).partition("/" + path)[0]


@given(st.text())
def test_any_word_is_an_address_or_none(word: str) -> None:
    """No word makes the reading of addresses fail in any other way than it should."""
    for written in (word, f"http://{word}", f"mastodon:{word}", f"bluesky:{word}", f"feed:{word}"):
        try:
            target = target_of(written)
        except NoAddress:
            continue
        if isinstance(target, Web):
            assert target.address.isascii()
            assert web(target.address) == target.address
