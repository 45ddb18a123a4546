from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from feedcurate.model.account import Account, ClaimKind, Relation
from feedcurate.model.item import Item, MediaKind, PostKind, Reference, Visibility
from feedcurate.sources.dates import Dates
from feedcurate.sources.mastodon_account import account
from feedcurate.sources.read import read
from tests.sources.given import known, only, piped_json

ACCOUNT: dict[str, object] = {
    "id": "7",
    "username": "Ann",
    "acct": "Ann",
    "url": "https://example.social/@Ann",
    "display_name": "Ann B.",
    "note": "<p>I bake.</p><p>Bread.</p>",
    "created_at": "2020-01-01T00:00:00.000Z",
    "bot": False,
    "group": False,
    "followers_count": -1,
    "following_count": 3,
    "statuses_count": 12,
    "fields": [
        {
            "name": "Web",
            "value": '<a href="https://ann.example/">ann.example</a>',
            "verified_at": "2024-01-01T00:00:00Z",
        },
        {"name": "Job", "value": "baker", "verified_at": None},
    ],
}
STATUS: dict[str, object] = {
    "id": "110",
    "created_at": "2026-05-01T12:00:00.000Z",
    "edited_at": "2026-05-01T13:00:00.000Z",
    "in_reply_to_id": "109",
    "in_reply_to_account_id": "8",
    "sensitive": True,
    "spoiler_text": "food",
    "visibility": "private",
    "language": "en",
    "uri": "https://example.social/users/Ann/statuses/110",
    "url": "https://example.social/@Ann/110",
    "replies_count": 1,
    "reblogs_count": 2,
    "favourites_count": 3,
    "quotes_count": 4,
    "favourited": True,
    "reblogged": False,
    "bookmarked": True,
    "pinned": False,
    "content": '<p><a href="https://b.example/@bo" class="u-url mention">@<span>bo</span></a> look: '
    '<a href="https://news.example/bread?a=1">news.example/bread</a></p><p>'
    '<a href="https://example.social/tags/Bread" class="mention hashtag" rel="tag">#<span>Bread</span></a></p>',
    "reblog": None,
    "account": ACCOUNT,
    "media_attachments": [
        {
            "type": "video",
            "url": "https://example.social/v.mp4",
            "description": "dough rising",
            "meta": {"original": {"width": 640, "height": 360, "duration": 12.5}},
        },
        {"type": "unknown", "url": None, "remote_url": "https://b.example/x", "description": None, "meta": None},
    ],
    "mentions": [{"id": "8", "username": "bo", "url": "https://b.example/@bo", "acct": "bo@b.example"}],
    "tags": [{"name": "bread", "url": "https://example.social/tags/bread"}],
    "card": {
        "url": "https://news.example/bread?a=1",
        "title": "Bread",
        "description": "All of it",
        "provider_name": "News",
        "type": "link",
    },
    "poll": {
        "expires_at": "2026-05-02T00:00:00Z",
        "options": [{"title": "rye", "votes_count": 2}, {"title": "oat", "votes_count": None}],
    },
    "filtered": [
        {
            "filter": {"id": "1", "title": "Baking", "context": ["home"], "expires_at": "2026-06-01T00:00:00Z"},
            "keyword_matches": ["bread"],
            "status_matches": None,
        }
    ],
    "interaction_policy": {"can_reply": {"always": ["public"]}},
}


def test_every_field_that_a_status_has_is_in_the_item() -> None:
    """A whole status beside the whole item that it is."""
    assert known(only(piped_json(STATUS))) == {
        "id": "110",
        "source": "mastodon",
        "url": "https://example.social/@Ann/110",
        "kind": "poll",
        "author": {
            "handle": "ann@example.social",
            "name": "Ann B.",
            "bio": "I bake.\n\nBread.",
            "url": "https://example.social/@Ann",
            "source": "mastodon",
            "created": "2020-01-01T00:00:00Z",
            "bot": False,
            "group": False,
            "following": 3,
            "posts": 12,
            "claims": [
                {
                    "kind": "link",
                    "text": "Web: ann.example",
                    "issuer": "ann.example",
                    "verified_at": "2024-01-01T00:00:00Z",
                },
                {"kind": "self_described", "text": "Job: baker"},
            ],
        },
        "mentions": [
            {"handle": "bo@b.example", "name": "bo", "url": "https://b.example/@bo", "source": "mastodon"},
        ],
        "title": "",
        "summary": "food",
        "text": "@bo look: news.example/bread\n\n#Bread",
        "language": "en",
        "tags": ["bread"],
        "published": "2026-05-01T12:00:00Z",
        "updated": "2026-05-01T13:00:00Z",
        "in_reply_to": {
            "id": "109",
            "author": {"handle": "bo@b.example", "name": "bo", "url": "https://b.example/@bo", "source": "mastodon"},
        },
        "media": [
            {
                "kind": "video",
                "url": "https://example.social/v.mp4",
                "alt": "dough rising",
                "duration": "PT12.5S",
                "width": 640,
                "height": 360,
            },
            {"url": "https://b.example/x", "alt": ""},
        ],
        "links": [
            {
                "url": "https://news.example/bread?a=1",
                "title": "Bread",
                "description": "All of it",
                "provider": "News",
            }
        ],
        "poll": {"options": [{"text": "rye", "votes": 2}, {"text": "oat"}], "closes_at": "2026-05-02T00:00:00Z"},
        "sensitive": True,
        "labels": [
            {"source": "filter", "value": "Baking", "negated": False, "expires_at": "2026-06-01T00:00:00Z"},
        ],
        "likes": 3,
        "reposts": 2,
        "replies": 1,
        "quotes": 4,
        "pinned": False,
        "visibility": "followers",
        "liked": True,
        "reposted": False,
        "bookmarked": True,
    }


def test_a_boost_is_the_boosted_status_with_an_id_of_its_own() -> None:
    """`via` says by whom and when; everything else is the original's."""
    boost = {
        **STATUS,
        "id": "200",
        "content": "",
        "account": {"acct": "bo@b.example", "url": "https://b.example/@bo"},
        "created_at": "2026-05-03T00:00:00Z",
        "reblog": {**STATUS, "in_reply_to_id": None},
    }
    item = only(piped_json(boost))
    original = only(piped_json({**STATUS, "in_reply_to_id": None}))
    assert item.via is not None
    assert item.via.account is not None
    assert (item.via.id, item.via.account.handle, item.via.at) == (
        "200",
        "bo@b.example",
        datetime(2026, 5, 3, tzinfo=UTC),
    )
    assert item.model_copy(update={"id": "110", "via": None}) == original
    assert item.thread == "110"


def test_a_quote_is_an_item_and_its_address_leaves_the_text() -> None:
    """The address is there for servers that know no quotes."""
    content = '<p class="quote-inline">RE: <a href="https://example.social/@Ann/110">x</a></p><p>so true</p>'
    quoting = {**STATUS, "id": "300", "content": content, "card": None}
    quoted = only(piped_json({**quoting, "quote": {"state": "accepted", "quoted_status": STATUS}}))
    assert (quoted.text, quoted.links) == ("so true", ())
    assert quoted.quote == only(piped_json(STATUS))
    unquoted = only(piped_json({**quoting, "quote": None}))
    assert (unquoted.text, unquoted.quote) == ("RE: x\n\nso true", None)


def test_a_quote_that_may_not_be_seen_is_known_by_its_id_only() -> None:
    """It is there, and nothing else is known of it."""
    shallow = only(piped_json({**STATUS, "quote": {"state": "accepted", "quoted_status_id": "55"}}))
    assert shallow.quote == Item(id="55", source="mastodon")
    assert only(piped_json({**STATUS, "quote": {"state": "pending", "quoted_status": None}})).quote is None


def test_quotes_inside_quotes_end_somewhere() -> None:
    """Forty of them are a hostile file; what lies too deep is known by its id."""
    nested = STATUS
    for number in range(40):
        nested = {**STATUS, "id": str(number), "quote": {"state": "accepted", "quoted_status": nested}}
    item: Item | None = only(piped_json(nested))
    depth = 0
    while item is not None and item.quote is not None:
        item, depth = item.quote, depth + 1
    assert depth == 5
    assert item is not None
    assert item.text is None


def test_the_author_answered_is_the_author_or_somebody_mentioned() -> None:
    """Of anybody else only the server knows who its number is."""
    own = only(piped_json({**STATUS, "in_reply_to_account_id": "7"}))
    other = only(piped_json({**STATUS, "in_reply_to_account_id": "99"}))
    assert own.in_reply_to is not None
    assert other.in_reply_to is not None
    assert own.in_reply_to.author == own.author
    assert (other.in_reply_to.id, other.in_reply_to.author) == ("109", None)


@pytest.mark.parametrize(
    ("kind", "expected"), [("image", PostKind.IMAGE), ("gifv", PostKind.VIDEO), ("audio", PostKind.AUDIO)]
)
def test_a_status_without_words_is_what_it_shows(kind: str, expected: PostKind) -> None:
    """With words it is a note that has media."""
    media = [{"type": kind, "url": "https://a.example/x"}]
    silent = {**STATUS, "content": "", "poll": None, "media_attachments": media}
    assert only(piped_json(silent)).kind is expected
    assert only(piped_json({**silent, "content": "<p>look</p>"})).kind is PostKind.NOTE


def test_a_context_and_a_search_give_all_their_statuses() -> None:
    """In their order."""
    other = {**STATUS, "id": "111"}
    for document in ({"ancestors": [STATUS], "descendants": [other]}, {"accounts": [], "statuses": [STATUS, other]}):
        assert [item.id for item in piped_json(document).items] == ["110", "111"]


def test_a_status_without_an_id_is_told_and_odd_values_are_unknown() -> None:
    """Numbers as text are numbers, a list where a text should be is nothing."""
    odd = {**STATUS, "favourites_count": "12", "language": "und", "content": None, "media_attachments": {}, "id": 110}
    item = only(piped_json(odd))
    assert (item.id, item.likes, item.language, item.text, item.media) == ("110", 12, None, None, ())
    reading = piped_json([{**STATUS, "id": None}, STATUS])
    assert [p.message for p in reading.problems] == ["post 1: has no id"]
    assert len(reading.items) == 1


@pytest.mark.parametrize("kind", ["mention", "status", "favourite", "reblog", "poll", "update", "quote"])
def test_a_notification_is_the_status_it_is_about(kind: str) -> None:
    """A like or a boost is of a status of the reader's own; the rest may be anybody's."""
    bo = {"acct": "bo@b.example", "username": "bo"}
    notification = {"id": "5", "type": kind, "created_at": "2026-05-03T00:00:00Z", "account": bo, "status": STATUS}
    mine = True if kind in ("favourite", "reblog") else None
    assert only(piped_json(notification)) == only(piped_json(STATUS)).model_copy(update={"mine": mine})


def test_a_notification_without_a_status_and_a_conversation_are_told_apart() -> None:
    """The first has no post, the second its last one; grouped notifications keep theirs in a list of their own."""
    follow = {"id": "5", "type": "follow", "created_at": "2026-05-03T00:00:00Z", "account": ACCOUNT}
    reading = piped_json([follow, {**follow, "type": "mention", "status": None}, STATUS])
    assert [p.message for p in reading.problems] == [
        "post 1: is a notification without a post (`follow`)",
        "post 2: is a notification without a post (`mention`)",
    ]
    assert only(piped_json({"id": "1", "unread": True, "accounts": [ACCOUNT], "last_status": STATUS})).id == "110"
    grouped = {"accounts": [ACCOUNT], "statuses": [STATUS], "notification_groups": [{"type": "follow"}]}
    assert only(piped_json(grouped)).id == "110"


def test_filters_of_a_boost_and_of_what_it_boosts_are_labels() -> None:
    """Each once, by its title."""
    one, two = {"filter": {"title": "A"}}, {"filter": {"title": "B", "expires_at": None}}
    boost = {**STATUS, "id": "200", "filtered": [one, two], "reblog": {**STATUS, "filtered": [two, {"filter": {}}]}}
    assert [label.value for label in only(piped_json(boost)).labels or ()] == ["A", "B"]


@pytest.mark.parametrize("state", ["blocked_account", "blocked_domain", "muted_account", "revoked", "unauthorized"])
def test_a_quote_is_known_as_far_as_its_state_lets_it_be(state: str) -> None:
    """Mastodon 4.5 sends what the reader has blocked or muted, and keeps back the rest."""
    sent = only(piped_json({**STATUS, "quote": {"state": state, "quoted_status": STATUS}}))
    assert sent.quote == only(piped_json(STATUS))
    kept = only(piped_json({**STATUS, "quote": {"state": state, "quoted_status": None}}))
    assert kept.quote is None


def test_a_status_of_pleroma_says_more() -> None:
    """Its quotes stand as they are, in its own object or beside it; it names who is answered, and knows relations."""
    relationship = {"following": True, "followed_by": False, "muting": False, "blocking": False, "note": "a baker"}
    pleroma = {
        "content": {"text/plain": "hi"},
        "quote": {**STATUS, "quote": None},
        "quotes_count": 3,
        "in_reply_to_account_acct": "Bo@b.example",
        "emoji_reactions": [{"name": "🍞", "count": 2, "me": False}],
        "local": True,
    }
    status = {
        **{key: value for key, value in STATUS.items() if key not in ("quotes_count", "filtered")},
        "account": {**ACCOUNT, "pleroma": {"relationship": relationship, "is_admin": False}},
        "in_reply_to_account_id": "99",
        "content_type": "text/plain",
        "pleroma": pleroma,
    }
    item = only(piped_json(status))
    assert item.author is not None
    assert item.author.relation == Relation(followed=True, follower=False, muted=False, blocked=False, note="a baker")
    assert item.quote == only(piped_json(STATUS))
    assert item.quotes == 3
    assert item.in_reply_to is not None
    assert item.in_reply_to.author == Account(handle="bo@b.example", source="mastodon")
    local = {**status, "pleroma": {**pleroma, "quote": None, "quote_id": "55", "in_reply_to_account_acct": "bo"}}
    near = only(piped_json(local))
    assert near.quote == Item(id="55", source="mastodon")
    assert near.in_reply_to == Reference(id="109")
    assert only(piped_json({**status, "pleroma": None, "quote": STATUS})).quote == item.quote


def test_statuses_of_other_servers_lack_what_they_do_not_know() -> None:
    """GoToSocial leaves fields out, Pixelfed has text of `null`, Friendica a title; all else is read."""
    gotosocial = {
        "id": "01H",
        "created_at": "2026-05-01T12:00:00.000Z",
        "visibility": "mutuals_only",
        "uri": "https://g.example/users/ann/statuses/01H",
        "content": "<p>hi</p>",
        "account": {"username": "ann", "acct": "ann", "url": "https://g.example/@ann"},
        "interaction_policy": {"can_favourite": {"always": ["public"], "with_approval": []}},
    }
    item = only(piped_json(gotosocial))
    assert (item.url, item.visibility) == (gotosocial["uri"], Visibility.FOLLOWERS)
    assert (item.likes, item.summary, item.thread, item.sensitive, item.liked) == (None, None, None, None, None)
    assert item.author is not None
    assert (item.author.handle, item.author.claims, item.author.bio) == ("ann@g.example", None, None)
    pixelfed = {
        **STATUS,
        "content": None,
        "poll": None,
        "pf_type": "photo",
        "media_attachments": [{"type": "image", "url": "https://p.example/1.jpg", "description": None, "meta": None}],
    }
    shown = only(piped_json(pixelfed))
    assert (shown.text, shown.kind) == (None, PostKind.IMAGE)
    assert only(piped_json({**STATUS, "friendica": {"title": "Rye", "dislikes_count": 0}})).title == "Rye"


def corpus_pairs(corpus: Path) -> Iterator[tuple[Any, Item]]:
    """Each status of the corpus as Mastodon.py has it, beside its item."""
    base, types = import_module("mastodon.types_base"), import_module("mastodon.return_types")
    path = corpus / "mastodon" / "statuses.jsonl"
    statuses = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reading = read(path)
    assert reading.problems == ()
    yield from zip((base.try_cast_recurse(types.Status, status) for status in statuses), reading.items, strict=True)


def test_mastodon_py_reads_the_same_from_real_accounts(corpus: Path) -> None:
    """Profiles with their lines, whether verified or not."""
    base, types = import_module("mastodon.types_base"), import_module("mastodon.return_types")
    lines = (corpus / "mastodon" / "accounts.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    for given in map(json.loads, lines):
        theirs, ours = base.try_cast_recurse(types.Account, given), account(given, Dates())
        assert ours.url == theirs.url
        assert ours.name == (theirs.display_name.strip() or theirs.username)
        assert (ours.created, ours.bot, ours.group) == (theirs.created_at, theirs.bot, theirs.get("group"))
        assert (ours.followers, ours.following, ours.posts) == (
            theirs.followers_count,
            theirs.following_count,
            theirs.statuses_count,
        )
        assert len(ours.claims or ()) == len(theirs.get("fields") or ())
        for claim, line in zip(ours.claims or (), theirs.get("fields") or (), strict=True):
            assert claim.kind is (ClaimKind.LINK if line.verified_at else ClaimKind.SELF_DESCRIBED)
            assert claim.verified_at == (line.verified_at and datetime.fromisoformat(line.verified_at))
            assert line.name in str(claim.text)


def test_mastodon_py_reads_the_same_from_real_statuses(corpus: Path) -> None:
    """The platform's Python library as the oracle, for every field that both have."""
    pairs = 0
    for status, item in corpus_pairs(corpus):
        shown = status.reblog or status
        pairs += 1
        assert item.id == str(status.id)
        assert item.url == shown.url
        assert item.published == shown.created_at
        assert item.updated == shown.get("edited_at")
        assert (item.likes, item.reposts) == (shown.favourites_count, shown.reblogs_count)
        assert (item.liked, item.reposted) == (shown.get("favourited"), shown.get("reblogged"))
        assert item.sensitive == shown.sensitive
        assert item.summary == shown.spoiler_text
        assert item.language == shown.language
        assert item.visibility == {"private": "followers"}.get(shown.visibility, shown.visibility)
        assert (item.in_reply_to is None) == (shown.in_reply_to_id is None)
        assert item.in_reply_to is None or item.in_reply_to.id == str(shown.in_reply_to_id)
        assert item.tags == tuple(tag.name for tag in shown.tags)
        assert [m.kind for m in item.media or ()] == [MediaKind(m.type) for m in shown.media_attachments]
        assert [m.alt for m in item.media or ()] == [m.description or "" for m in shown.media_attachments]
        assert [m.url for m in item.mentions or ()] == [m.url for m in shown.mentions]
        assert (item.poll is None) == (shown.get("poll") is None)
        assert item.poll is None or item.poll.closes_at == shown.poll.expires_at
        assert (item.via is None) == (status.reblog is None)
        assert item.author is not None
        assert (item.author.url, item.author.created) == (shown.account.url, shown.account.created_at)
        assert (item.author.followers, item.author.bot) == (shown.account.followers_count, shown.account.bot)
        assert "@" in str(item.author.handle)
        assert item.author.name == (shown.account.display_name.strip() or shown.account.username)
        assert (item.author.following, item.author.posts) == (
            shown.account.following_count,
            shown.account.statuses_count,
        )
        assert str(item.author.handle).partition("@")[0] == shown.account.username.casefold()
        assert (item.bookmarked, item.pinned) == (shown.get("bookmarked"), status.get("pinned"))
        assert (item.replies, item.quotes) == (shown.get("replies_count"), shown.get("quotes_count"))
        assert [(m.width, m.height) for m in item.media or ()] == [
            (size and size.get("width"), size and size.get("height"))
            for size in ((m.meta or {}).get("original") for m in shown.media_attachments)
        ]
        assert [m.url for m in item.media or ()] == [m.url or m.remote_url for m in shown.media_attachments]
        if item.poll is not None:
            assert [(o.text, o.votes) for o in item.poll.options or ()] == [
                (option.title, option.votes_count) for option in shown.poll.options
            ]
        card = shown.get("card")
        assert card is None or (card.url, card.title or None) in [(k.url, k.title) for k in item.links or ()]
        titles = [result.filter.title for result in shown.get("filtered") or () if result.filter]
        assert [label.value for label in item.labels or ()] == titles
        quoted = shown.get("quote") and shown.quote.get("quoted_status")
        assert (item.quote and item.quote.id) == (quoted and str(quoted.id))
        if status.reblog is not None:
            assert item.via is not None
            assert item.via.account is not None
            assert (item.via.id, item.via.at) == (str(status.id), status.created_at)
            assert item.via.account.url == status.account.url
        verified = [field.value for field in shown.account.fields if field.verified_at]
        linked = [claim for claim in item.author.claims or () if claim.kind is ClaimKind.LINK]
        assert len(linked) == len(verified)
        assert all(f'href="https://{claim.issuer}' in value for claim, value in zip(linked, verified, strict=True))
    assert pairs > 200
