"""A feed is asked for no more often than it has to be, and only where it changed."""

from __future__ import annotations

import asyncio

import pytest
from attrs import evolve

from tests.live.asking import PATIENT, RSS, Reader, notes, problems, titles
from tests.live.serving import Asked, Handler, Server, answer, head, redirect

BOTH = ["Bridge closed", "Bridge open"]
ETAG = '"v1"'
CHANGED = "Thu, 07 May 2026 10:00:00 GMT"


def conditional(**headers: str) -> Handler:
    """Answers 304 to whoever has the newest version already."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        has_it = asked.headers.get("if-none-match") == ETAG or asked.headers.get("if-modified-since") == CHANGED
        said = {"ETag": ETAG, "Last-Modified": CHANGED, **headers}
        if has_it:
            writer.write(head(304, said))
        else:
            writer.write(head(200, {**said, "Content-Length": str(len(RSS))}) + RSS)

    return handler


def rss(inside: bytes) -> bytes:
    """The feed, with something more about itself."""
    return RSS.replace(b"<item>", inside + b"<item>", 1)


def test_an_unchanged_feed_is_not_sent_again(server: Server, reader: Reader) -> None:
    """The second time both validators are sent, and a 304 gives the posts that are kept, as fetched now."""
    server.routes["/feed"] = conditional()
    first = reader.read(server.address())
    reader.clock.pass_by(hours=1)
    second = reader.read(server.address())
    assert titles(first) == titles(second) == BOTH
    assert "if-none-match" not in server.asked[0].headers
    assert server.asked[1].headers["if-none-match"] == ETAG
    assert server.asked[1].headers["if-modified-since"] == CHANGED
    assert {item.fetched_at for item in second.reading.items} == {reader.clock.now}
    assert not problems(second)


def test_with_nothing_kept_everything_is_asked_for_anew(server: Server, reader: Reader) -> None:
    """Whoever wants no cache leaves no file behind, and sends no validators."""
    server.routes["/feed"] = conditional()
    for _ in range(2):
        assert titles(reader.read(server.address(), keeps=False)) == BOTH
    assert "if-none-match" not in server.asked[1].headers
    assert not reader.folder.exists()


def test_a_changed_feed_takes_the_place_of_the_kept_one(server: Server, reader: Reader) -> None:
    """What is kept is what came last."""
    server.routes["/feed"] = answer(200, RSS)
    reader.read(server.address())
    server.routes["/feed"] = answer(200, RSS.replace(b"Bridge open", b"Bridge gone"))
    reader.read(server.address())
    server.routes["/feed"] = answer(500)
    assert titles(reader.read(server.address())) == ["Bridge closed", "Bridge gone"]


@pytest.mark.parametrize(
    ("handler", "minutes"),
    [
        (answer(200, RSS, Cache_Control="public, max-age=1800"), 30),
        (answer(200, RSS, Cache_Control="max-age=1800", Age="600"), 20),
        (answer(200, RSS, Date="Fri, 08 May 2026 08:00:00 GMT", Expires="Fri, 08 May 2026 08:15:00 GMT"), 15),
        (answer(200, rss(b"<ttl>60</ttl>")), 60),
        (answer(200, rss(b"<ttl>10</ttl>"), Cache_Control="max-age=1800"), 30),
        (answer(200, rss(b"<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>")), 30),
        (answer(200, rss(b"<ttl>9999999</ttl>")), 24 * 60),
        (answer(200, RSS, Cache_Control="max-age=9999999999"), 24 * 60),
    ],
    ids=["max-age", "age", "expires", "ttl", "the longer", "period", "ttl of years", "max-age of years"],
)
def test_a_fresh_feed_is_left_alone(handler: Handler, minutes: int, server: Server, reader: Reader) -> None:
    """For as long as its server or the feed itself asks for, a day at most, nothing is asked; then it is."""
    server.routes["/feed"] = handler
    reader.read(server.address())
    reader.clock.pass_by(minutes=minutes - 1)
    waiting = reader.read(server.address())
    assert titles(waiting) == BOTH
    assert len(server.asked) == 1
    assert notes(waiting)[0].startswith("is not asked again before 2026-05-0")
    assert not problems(waiting)
    reader.clock.pass_by(minutes=1)
    assert titles(reader.read(server.address())) == BOTH
    assert len(server.asked) == 2


@pytest.mark.parametrize("control", ["no-cache, max-age=900", "no-store", "max-age=0", "max-age=soon", ""])
def test_without_a_wish_it_is_asked_each_time(control: str, server: Server, reader: Reader) -> None:
    """A server that wants to be asked is."""
    server.routes["/feed"] = answer(200, RSS, Cache_Control=control)
    reader.read(server.address())
    reader.read(server.address())
    assert len(server.asked) == 2


def test_a_feed_is_not_asked_in_its_hours_of_rest(server: Server, reader: Reader) -> None:
    """`skipHours` are in UTC; the reader is told when they end."""
    hours = b"<skipHours><hour>8</hour><hour>9</hour></skipHours>"
    server.routes["/feed"] = answer(200, rss(hours))
    reader.read(server.address())
    reader.clock.pass_by(minutes=90)
    resting = reader.read(server.address())
    assert titles(resting) == BOTH
    assert notes(resting) == [
        "is not asked again before 2026-05-08 10:00 UTC: so it wishes; what was there 1 hour ago is used"
    ]
    reader.clock.pass_by(minutes=30)
    reader.read(server.address())
    assert len(server.asked) == 2


def test_a_feed_is_not_asked_on_its_days_of_rest(server: Server, reader: Reader) -> None:
    """`skipDays`: on a Friday nothing is asked of a feed that rests on Fridays and Saturdays."""
    server.routes["/feed"] = answer(200, rss(b"<skipDays><day>Friday</day><day>Saturday</day></skipDays>"))
    reader.read(server.address())
    assert notes(reader.read(server.address()))[0].startswith("is not asked again before 2026-05-10 00:00 UTC")


def test_a_feed_that_always_rests_is_asked(server: Server, reader: Reader) -> None:
    """Hours of rest that leave no hour are none."""
    hours = b"".join(b"<hour>%d</hour>" % hour for hour in range(24))
    server.routes["/feed"] = answer(200, rss(b"<skipHours>" + hours + b"</skipHours>"))
    reader.read(server.address())
    reader.read(server.address())
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "minutes"), [("600", 10), ("Fri, 08 May 2026 08:10:00 GMT", 10), ("", 15), ("soon", 15)]
)
def test_a_server_that_refuses_is_left_alone(
    status: int, said: str, minutes: int, server: Server, reader: Reader
) -> None:
    """`Retry-After` in seconds or as a date; without it a quarter of an hour. What was there is used meanwhile."""
    server.routes["/feed"] = answer(200, RSS)
    reader.read(server.address())
    server.routes["/feed"] = answer(status, Retry_After=said)
    refused = reader.read(server.address())
    until = f"2026-05-08 08:{minutes} UTC"
    assert problems(refused) == [
        f"refuses for now (status {status}); it is not asked again before {until}; what was there a moment ago is used"
    ]
    reader.clock.pass_by(minutes=minutes - 1)
    assert problems(reader.read(server.address()))[0].startswith(f"is not asked again before {until}")
    assert len(server.asked) == 2
    reader.clock.pass_by(minutes=1)
    server.routes["/feed"] = answer(200, RSS)
    assert not problems(reader.read(server.address()))
    assert len(server.asked) == 3


def test_a_refusal_holds_for_all_feeds_of_a_host(server: Server, reader: Reader) -> None:
    """A host that said no once in a run is not asked for its other feeds."""
    for number in range(20):
        server.routes[f"/{number}"] = answer(429, Retry_After="60")
    one_by_one = evolve(reader, limits=evolve(PATIENT, host_at_once=1))
    live = one_by_one.read(*(server.address(f"/{number}") for number in range(20)))
    assert len(server.asked) == 1
    assert len(problems(live)) == 20
    assert all("is not asked again before 2026-05-08 08:01 UTC" in problem for problem in problems(live))


def test_a_refusal_of_ages_ends_after_a_week(server: Server, reader: Reader) -> None:
    """Nobody can keep a feed away forever by a header."""
    server.routes["/feed"] = answer(429, Retry_After="999999999")
    assert "before 2026-05-15 08:00 UTC" in problems(reader.read(server.address()))[0]


def test_a_feed_that_moved_for_good_is_told_and_asked_where_it_is(server: Server, reader: Reader) -> None:
    """After 301 or 308 the new address is asked the next time, and the reader is told to write it down."""
    server.routes["/feed"] = redirect(301, "/between")
    server.routes["/between"] = redirect(308, "/new")
    server.routes["/new"] = answer(200, RSS)
    told = [f"has moved for good to `{server.address('/new')}`: write that address instead"]
    assert notes(reader.read(server.address())) == told
    assert notes(reader.read(server.address())) == told
    assert server.paths() == ["/feed", "/between", "/new", "/new"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_feed_that_moved_for_now_is_asked_where_it_was(status: int, server: Server, reader: Reader) -> None:
    """A redirect for now changes no address, and neither does what comes after one."""
    server.routes["/feed"] = redirect(status, "/between")
    server.routes["/between"] = redirect(301, "/new")
    server.routes["/new"] = answer(200, RSS)
    for _ in range(2):
        live = reader.read(server.address())
        assert titles(live) == BOTH
        assert not notes(live)
    assert server.paths() == ["/feed", "/between", "/new"] * 2


def test_one_host_is_asked_by_few_at_once(server: Server, reader: Reader) -> None:
    """Thirty feeds of one host are fetched three at a time."""

    async def slow(_: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(head(200, {"Content-Length": str(len(RSS))}) + RSS)

    for number in range(30):
        server.routes[f"/{number}"] = slow
    few = evolve(reader, limits=evolve(PATIENT, host_at_once=3))
    live = few.read(*(server.address(f"/{number}") for number in range(30)))
    assert len(live.reading.items) == 60
    assert server.most_at_once == 3


def test_one_host_is_not_asked_at_once_again(server: Server, reader: Reader) -> None:
    """Between the beginnings of two questions to one host there is a gap."""
    times: list[float] = []

    async def noted(_: Asked, writer: asyncio.StreamWriter) -> None:
        times.append(asyncio.get_running_loop().time())
        writer.write(head(200, {"Content-Length": str(len(RSS))}) + RSS)

    for number in range(4):
        server.routes[f"/{number}"] = noted
    patient = evolve(reader, limits=evolve(PATIENT, host_gap=0.1))
    patient.read(*(server.address(f"/{number}") for number in range(4)))
    assert times[-1] - times[0] > 0.25


def test_whoever_asks_says_who_they_are(server: Server, reader: Reader) -> None:
    """The User-Agent names the project, and says where more is to be found."""
    server.routes["/feed"] = answer(200, RSS)
    reader.read(server.address())
    agent = server.asked[0].headers["user-agent"]
    assert agent.startswith("feedcurate/")
    assert "+https://" in agent
    assert "cookie" not in server.asked[0].headers
