"""Timelines of Mastodon and Bluesky are read page by page, within their limits, and on from where they were left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from attrs import define, evolve

from feedcurate.live.read import LiveReading
from feedcurate.model.item import Item
from tests.live.asking import Clock, Reader, problems, texts
from tests.live.certificates import certified
from tests.live.platforms import PASSWORD, SESSION, TOKEN, BlueskyServer, MastodonServer, lookup
from tests.live.serving import Server, answer, redirect, serving


@define
class Platform:
    """One of the two, with what a test needs to know of it."""

    reader: Reader
    server: MastodonServer | BlueskyServer
    address: str
    page: int

    def read(self, posts: int) -> LiveReading[Item]:
        """At most so many posts of the home timeline."""
        return self.reader.read(self.address, posts=posts)

    @property
    def pages(self) -> int:
        """How many pages were turned."""
        return sum("createSession" not in path for path in self.server.server.paths())


def numbers(live: LiveReading[Item]) -> list[int]:
    """The numbers of the posts that were read."""
    return [int((text or "").removeprefix("post ")) for text in texts(live)]


def down(newest: int, count: int) -> list[int]:
    """So many numbers from the newest down."""
    return list(range(newest, newest - count, -1))


@pytest.fixture(params=["mastodon", "bluesky"])
def platform(request: pytest.FixtureRequest, server: Server, reader: Reader) -> Platform:
    """A reader with a key, and a server with more posts than a page holds."""
    if request.param == "mastodon":
        one = MastodonServer(server, newest=250)
        one.install()
        name = f"FEEDCURATE_MASTODON_TOKEN_127_0_0_1_{server.port}"
        return Platform(evolve(reader, environment={name: TOKEN}), one, f"mastodon:home@127.0.0.1:{server.port}", 40)
    other = BlueskyServer(server)
    other.install()
    environment = {
        "FEEDCURATE_BLUESKY_SERVER": f"http://127.0.0.1:{server.port}/",
        "FEEDCURATE_BLUESKY_HANDLE": "ann.example",
        "FEEDCURATE_BLUESKY_PASSWORD_ANN_EXAMPLE": PASSWORD,
    }
    return Platform(evolve(reader, environment=environment), other, "bluesky:home", 100)


def test_pages_are_turned_until_there_are_enough(platform: Platform) -> None:
    """Each post once, the newest first, and no page more than it takes."""
    live = platform.read(150)
    assert numbers(live) == down(250, 150)
    assert platform.pages == -(-150 // platform.page)
    assert not problems(live)


def test_a_timeline_ends_where_there_are_no_more_posts(platform: Platform) -> None:
    """Wanting more than there is gives what there is."""
    live = platform.read(10_000)
    assert numbers(live) == down(250, 250)
    assert not problems(live)


def test_only_what_is_new_is_asked_for(platform: Platform) -> None:
    """The second time one page is enough, and posts that are known are there with the new ones."""
    platform.read(150)
    turned = platform.pages
    platform.server.newest = 260
    platform.reader.clock.pass_by(minutes=10)
    live = platform.read(150)
    assert numbers(live) == down(260, 150)
    assert platform.pages - turned <= 2
    assert not problems(live)


def test_posts_say_when_they_were_fetched(platform: Platform) -> None:
    """What was kept was fetched then, not now: its counts are of that time."""
    first = platform.reader.clock.now
    platform.read(50)
    platform.server.newest = 255
    platform.reader.clock.pass_by(minutes=10)
    live = platform.read(50)
    assert [item.fetched_at for item in live.reading.items] == [first.replace(minute=10)] * 5 + [first] * 45


def test_more_posts_than_before_are_found_behind_those_that_are_known(platform: Platform) -> None:
    """Whoever wants more the next time gets more, and pages that were turned are not turned again."""
    platform.read(platform.page)
    assert numbers(platform.read(2 * platform.page)) == down(250, 2 * platform.page)


def test_a_rate_limit_that_is_used_up_stops_the_walk(platform: Platform) -> None:
    """What came is read, nothing is asked for until the limit begins anew, and then the walk goes on without a gap."""
    platform.server.left = 1
    live = platform.read(230)
    assert numbers(live) == down(250, platform.page)
    (problem,) = problems(live)
    assert problem.startswith("allows no more questions: some of its posts are missing, and are asked for the next")
    assert problem.endswith("it is not asked again before 2026-05-08 08:05 UTC")
    turned = platform.pages
    platform.reader.clock.pass_by(minutes=4)
    waiting = platform.read(230)
    assert numbers(waiting) == down(250, platform.page)
    assert len(problems(waiting)) == 1
    assert platform.pages == turned
    platform.reader.clock.pass_by(minutes=1)
    platform.server.left = 300
    platform.server.newest = 255
    live = platform.read(230)
    assert numbers(live) == down(255, 230)
    assert not problems(live)


def test_a_refusal_is_told_with_its_end(platform: Platform) -> None:
    """429 gives what is known, and says until when."""
    platform.read(50)
    platform.server.left = 0
    live = platform.read(50)
    assert numbers(live) == down(250, 50)
    refused = "refuses for now (status 429); it is not asked again before 2026-05-08 08:05 UTC"
    assert problems(live) == [f"{refused}; what was there a moment ago is used"]


def test_a_walk_that_breaks_off_leaves_no_gap_behind(platform: Platform) -> None:
    """More new posts than the limit allowed to fetch: the ones between are there the next time."""
    platform.read(50)
    platform.server.newest = 1000
    platform.server.left = 2
    broken = platform.read(400)
    assert numbers(broken) == [*down(1000, 2 * platform.page), *down(250, 50)]
    assert len(problems(broken)) == 1
    platform.reader.clock.pass_by(minutes=6)
    platform.server.left = 300
    whole = platform.read(400)
    assert numbers(whole) == down(1000, 400)
    assert not problems(whole)


def test_a_key_that_is_not_accepted_is_told(platform: Platform) -> None:
    """And the key is not in what is told."""
    wrong = {name: "wr0ng" if "TOKEN" in name or "PASSWORD" in name else value
             for name, value in platform.reader.environment.items()}  # fmt: skip
    live = evolve(platform.reader, environment=wrong).read(platform.address)
    assert len(problems(live)) == 1
    assert "does not accept the" in problems(live)[0]
    assert "wr0ng" not in str(live)


def test_without_a_key_it_is_said_where_one_is_looked_for(platform: Platform) -> None:
    """Nobody is asked, and the message is what to do."""
    none = {name: value for name, value in platform.reader.environment.items()
            if "TOKEN" not in name and "PASSWORD" not in name}  # fmt: skip
    live = evolve(platform.reader, environment=none).read(platform.address)
    assert problems(live)[0].startswith(("needs your key: `keyring set feedcurate", "needs an app password: `keyring"))
    assert not platform.server.server.asked


def test_no_key_is_left_anywhere(
    platform: Platform, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Not in what is read, told, logged, written or kept, whether it works or not; and not in an address."""
    caplog.set_level(1)
    secrets = (TOKEN, PASSWORD, SESSION)
    lives = [platform.read(50)]
    for handler in (answer(500), answer(200, b"no json"), redirect(302, "https://evil.example/"), answer(429)):
        for path in platform.server.server.routes:
            if "createSession" not in path:
                platform.server.server.routes[path] = handler
        lives.append(platform.read(50))
    out, err = capfd.readouterr()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    names = " ".join(str(path) for path in tmp_path.rglob("*"))
    told = f"{lives} {out} {err} {caplog.text} {kept!r} {names} {platform.server.server.paths()}"
    assert not [secret for secret in secrets if secret in told]
    assert kept


def test_a_redirect_is_not_followed_with_a_key(platform: Platform) -> None:
    """The key goes to the server that it is for, and to no other."""
    for path in platform.server.server.routes:
        if "createSession" not in path:
            platform.server.server.routes[path] = redirect(302, "/elsewhere")
    assert problems(platform.read(50)) == [
        "answers with a redirect, which is not followed with a key to an account in hand"
    ]
    assert "/elsewhere" not in platform.server.server.paths()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b"null", b"[1, 2]", b'{"feed": 7}', b'{"feed": [null, 3, {}]}']
)
def test_nonsense_is_told_or_left_out(body: bytes, platform: Platform) -> None:
    """Whatever a server answers, nothing is raised."""
    for path in platform.server.server.routes:
        if "createSession" not in path:
            platform.server.server.routes[path] = answer(200, body)
    assert not platform.read(50).reading.items


# Mastodon's own ways.


@pytest.fixture
def mastodon(server: Server) -> MastodonServer:
    """A server that needs no key."""
    one = MastodonServer(server, token=None)
    one.install("timelines/public", "timelines/tag/cats", "timelines/list/7", "accounts/42/statuses")
    server.routes["/api/v1/accounts/lookup"] = lookup("42")
    return one


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("mastodon:public@", "/api/v1/timelines/public?limit=40"),
        ("mastodon:local@", "/api/v1/timelines/public?limit=40&local=true"),
        ("mastodon:tag/cats@", "/api/v1/timelines/tag/cats?limit=40"),
        ("mastodon:account/ann@", "/api/v1/accounts/42/statuses?limit=40"),
    ],
)
def test_public_timelines_need_no_key(address: str, path: str, mastodon: MastodonServer, reader: Reader) -> None:
    """Each is at its place in the API, and its posts know by which timeline they came."""
    whole = f"{address}127.0.0.1:{mastodon.server.port}"
    live = reader.read(whole, posts=10)
    assert numbers(live) == down(100, 10)
    assert {item.feed for item in live.reading.items} == {whole}
    assert path in mastodon.server.paths()
    assert not any("authorization" in asked.headers for asked in mastodon.server.asked)


def test_a_list_needs_a_key(mastodon: MastodonServer, reader: Reader) -> None:
    """It is somebody's."""
    assert problems(reader.read(f"mastodon:list/7@127.0.0.1:{mastodon.server.port}"))[0].startswith("needs your key")


def test_a_server_without_links_is_read_by_numbers(mastodon: MastodonServer, reader: Reader) -> None:
    """Some of its kin leave the header `Link` out."""
    mastodon.has_links = False
    assert numbers(reader.read(f"mastodon:public@127.0.0.1:{mastodon.server.port}", posts=90)) == down(100, 90)


def test_the_newest_known_post_may_be_gone(mastodon: MastodonServer, reader: Reader) -> None:
    """A post that was deleted is no end of the known world."""
    address = f"mastodon:public@127.0.0.1:{mastodon.server.port}"
    reader.read(address, posts=20)
    mastodon.gone, mastodon.newest = {100, 99}, 105
    assert numbers(reader.read(address, posts=20)) == down(105, 5) + down(100, 15)


def test_a_link_to_elsewhere_leads_nowhere(server: Server, reader: Reader) -> None:
    """Of the address in `Link` only the number is taken, so no server is asked but the one that was named."""
    one = MastodonServer(server, token=None)
    one.install("timelines/public")
    inner = server.routes["/api/v1/timelines/public"]
    other = Server(port=server.port + 1)
    one.server = other
    server.routes["/api/v1/timelines/public"] = inner
    live = reader.read(f"mastodon:public@127.0.0.1:{server.port}", posts=80)
    assert numbers(live) == down(100, 80)
    assert not problems(live)


@pytest.mark.parametrize(
    ("status", "path", "message"),
    [
        (401, "timelines/tag/cats", "needs your key"),
        (422, "timelines/tag/cats", "needs your key"),
        (404, "timelines/tag/cats", "is not there (status 404)"),
        (500, "timelines/tag/cats", "answers with status 500"),
        (404, "accounts/lookup", "is not there (status 404)"),
        (200, "accounts/lookup", "knows no account `ann`"),
    ],
)
def test_what_a_server_will_not_show_is_told(
    status: int, path: str, message: str, mastodon: MastodonServer, reader: Reader
) -> None:
    """Each status in words."""
    mastodon.server.routes[f"/api/v1/{path}"] = answer(status, b"{}")
    what = "tag/cats" if "tag" in path else "account/ann"
    assert problems(reader.read(f"mastodon:{what}@127.0.0.1:{mastodon.server.port}"))[0].startswith(message)


def test_a_list_is_read_with_a_key(mastodon: MastodonServer, reader: Reader) -> None:
    """By its number."""
    name = f"FEEDCURATE_MASTODON_TOKEN_127_0_0_1_{mastodon.server.port}"
    live = evolve(reader, environment={name: TOKEN}).read(f"mastodon:list/7@127.0.0.1:{mastodon.server.port}", posts=5)
    assert numbers(live) == down(100, 5)
    assert mastodon.server.asked[0].headers["authorization"] == f"Bearer {TOKEN}"


# Bluesky's own ways.


@pytest.fixture
def bluesky(server: Server) -> BlueskyServer:
    """A server that shows everybody everything."""
    one = BlueskyServer(server, is_public=True)
    one.install()
    return one


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("bluesky:author/ann.example", "/xrpc/app.bsky.feed.getAuthorFeed?limit=100&actor=ann.example"),
        ("bluesky:feed/at://did:plc:x/app.bsky.feed.generator/y",
         "/xrpc/app.bsky.feed.getFeed?limit=100&feed=at%3A%2F%2Fdid%3Aplc%3Ax%2Fapp.bsky.feed.generator%2Fy"),
        ("bluesky:list/at://did:plc:x/app.bsky.graph.list/y",
         "/xrpc/app.bsky.feed.getListFeed?limit=100&list=at%3A%2F%2Fdid%3Aplc%3Ax%2Fapp.bsky.graph.list%2Fy"),
    ],
)  # fmt: skip
def test_what_is_public_is_asked_without_a_key(address: str, path: str, bluesky: BlueskyServer, reader: Reader) -> None:
    """No session is made for it."""
    asking = evolve(reader, environment={"FEEDCURATE_BLUESKY_SERVER": f"http://127.0.0.1:{bluesky.server.port}"})
    assert numbers(asking.read(address, posts=10)) == down(250, 10)
    assert bluesky.server.paths() == [path]


def test_one_session_is_enough_for_all_timelines(server: Server, reader: Reader) -> None:
    """A session is made once a run, however many timelines are read."""
    one = BlueskyServer(server)
    one.install()
    environment = {
        "FEEDCURATE_BLUESKY_SERVER": f"http://127.0.0.1:{server.port}",
        "FEEDCURATE_BLUESKY_PASSWORD_ANN_EXAMPLE": PASSWORD,
    }
    feed = "bluesky:feed/at://did:plc:x/app.bsky.feed.generator/y@ann.example"
    live = evolve(reader, environment=environment).read("bluesky:home@ann.example", feed, posts=10)
    assert len(live.reading.items) == 20
    assert sum("createSession" in path for path in server.paths()) == 1


def test_a_feed_in_an_order_of_its_own_is_read_anew(bluesky: BlueskyServer, reader: Reader) -> None:
    """Of a feed that somebody sorts it cannot be known what is new: it is read whole each time, with its ranks."""
    asking = evolve(reader, environment={"FEEDCURATE_BLUESKY_SERVER": f"http://127.0.0.1:{bluesky.server.port}"})
    feed = "bluesky:feed/at://did:plc:x/app.bsky.feed.generator/y"
    for _ in range(2):
        live = asking.read(feed, posts=150)
        assert numbers(live) == down(250, 150)
        assert [item.rank for item in live.reading.items] == list(range(1, 151))
    assert len(bluesky.server.asked) == 4


def test_a_page_of_which_everything_is_left_out_is_turned(bluesky: BlueskyServer, reader: Reader) -> None:
    """An empty page with a cursor is no end."""
    bluesky.empty = {250}
    asking = evolve(reader, environment={"FEEDCURATE_BLUESKY_SERVER": f"http://127.0.0.1:{bluesky.server.port}"})
    assert numbers(asking.read("bluesky:author/ann.example", posts=10)) == down(150, 10)


def test_nobodys_home_is_told(reader: Reader) -> None:
    """Whose home it is has to be said somewhere."""
    assert problems(reader.read("bluesky:home"))[0].startswith("is nobody's: write `bluesky:home@YOUR.HANDLE`")


def test_two_readers_on_one_machine_keep_their_timelines_apart(server: Server, tmp_path: Path) -> None:
    """What is kept is kept under whose it is."""
    one = MastodonServer(server, token=None)
    one.install()
    address, name = f"mastodon:home@127.0.0.1:{server.port}", f"FEEDCURATE_MASTODON_TOKEN_127_0_0_1_{server.port}"
    asking: Callable[[str], Reader] = lambda key: Reader(tmp_path, Clock(), {name: key})  # noqa: E731 (short)
    asking("first").read(address, posts=10)
    asking("second").read(address, posts=10)
    assert not any("since_id" in path for path in server.paths())


async def here(_: str, __: int) -> Sequence[str]:
    """Every name is on this machine."""
    return ["127.0.0.1"]


def test_an_account_is_asked_for_where_its_data_are(
    server: Server, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session says which server is the account's own; it is asked over TLS, with the key of the session."""
    context, public = certified(tmp_path, "pds.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    with serving(context) as own:
        BlueskyServer(own).install()
        BlueskyServer(server, home=own.address("", host="pds.example")).install()
        environment = {
            "FEEDCURATE_BLUESKY_SERVER": server.address(""),
            "FEEDCURATE_BLUESKY_PASSWORD_ANN_EXAMPLE": PASSWORD,
        }
        live = evolve(reader, environment=environment).read("bluesky:home@ann.example", posts=5, resolver=here)
        assert numbers(live) == down(250, 5)
        assert [one.place for one in own.asked] == ["/xrpc/app.bsky.feed.getTimeline"]
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "home", ["http://pds.example", "https://pds.example/path", "https://a:b@pds.example", "x", "//["]
)
def test_a_home_that_is_no_server_is_none(home: str, server: Server, reader: Reader) -> None:
    """The key of a session goes over TLS to a server, or to the one that gave it."""
    BlueskyServer(server, home=home).install()
    environment = {
        "FEEDCURATE_BLUESKY_SERVER": server.address(""),
        "FEEDCURATE_BLUESKY_PASSWORD_ANN_EXAMPLE": PASSWORD,
    }
    live = evolve(reader, environment=environment).read("bluesky:home@ann.example", posts=5, resolver=here)
    assert numbers(live) == down(250, 5)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("status", "body"), [(500, b"{}"), (200, b"{}"), (200, b'{"accessJwt": "a\\nb"}'), (200, b"[]")]
)
def test_a_session_that_is_none_is_told(status: int, body: bytes, server: Server, reader: Reader) -> None:
    """Nothing else is asked then."""
    server.routes["/xrpc/com.atproto.server.createSession"] = answer(status, body)
    environment = {
        "FEEDCURATE_BLUESKY_SERVER": server.address(""),
        "FEEDCURATE_BLUESKY_PASSWORD_ANN_EXAMPLE": PASSWORD,
    }
    live = evolve(reader, environment=environment).read("bluesky:home@ann.example")
    assert problems(live) == [f"makes no session (status {status})"]
    assert len(server.asked) == 1
