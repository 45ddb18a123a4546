from __future__ import annotations

import math
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.scene import scene_of
from feedcurate.model.account import Account, Relation
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Reason, Via
from feedcurate.model.kinds import DAYS, Simple
from feedcurate.program.expr import Arith, Compare, Within
from feedcurate.syntax.nodes import ArithmeticOp, CompareOp
from tests.engine.build import NOW, Exprs, ago, post, reading, truth

ANNA = Account(id="7", handle="anna@example.social", url="https://example.social/@anna")
QUANTITIES = {
    Simple.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    Simple.DURATION: st.timedeltas(),
    Simple.INSTANT: st.datetimes(timezones=st.just(UTC)),
}


@pytest.mark.parametrize(
    ("condition", "item", "expected"),
    [
        # A comparison with an unknown part is unknown, and so is what hangs on it.
        ("post.likes > 3", post(), None),
        ("not post.likes > 3", post(), None),
        ("post.likes > 3 or post.replies > 3", post(replies=4), True),
        ("post.likes > 3 and post.replies > 3", post(replies=1), False),
        ("post.likes > 3 implies post.replies > 3", post(replies=1), None),
        ("post.likes + post.replies > 3", post(replies=9), None),
        ("post.likes / post.replies > 0.5", post(likes=1, replies=0), None),
        # What the structure says is absent is known to be absent.
        ("not post is repost", post(), True),
        ("post is repost", post(via=Via()), True),
        ("not post is reply", post(), True),
        ("post.quote.likes > 3", post(), None),
        ("not post.quote.likes > 3", post(), None),
        ("not post.quote.likes > 3", post(quote=Item(id="2", likes=1)), True),
        # `has` is never unknown.
        ("post has link", post(), False),
        ("not post has link", post(links=()), True),
        ("post has text", post(""), False),
        ("post has likes", post(likes=0), True),
        ("post has video", post(media=(Media(kind=MediaKind.VIDEO),)), True),
        ("post has video", post(media=(Media(),)), False),
        ("not post has video", post(), True),
        ("author has bio", post(), False),
        # Lists are three-valued inside.
        ("any(post.media where media.kind = video)", post(media=(Media(), Media(kind=MediaKind.VIDEO))), True),
        ("any(post.media where media.kind = video)", post(media=(Media(),)), None),
        ("all(post.media where media.kind = video)", post(media=()), True),
        ("all(post.media where media.kind = video)", post(), None),
        ("count(post.media where media.kind = video) >= 1", post(media=(Media(),)), False),
        ("count(post.tags) > 1", post(tags=("a", "b")), True),
        ("#Diet in post.tags", post(tags=("diet",)), True),
        (
            "any(post.links where any(post.tags where link.title = post.title))",
            post(tags=("a",), links=(Link(),)),
            None,
        ),
        # Enumerations, languages, sites, texts.
        ("post is suggested", post(reason=Reason.SUGGESTED), True),
        ("post.source = mastodon", post(), True),
        ("post.language in {en, de}", post(language="en-GB"), True),
        ("post.language = en", post(language="fr"), False),
        ('post.title = "  The  Café "', post(title="the cafe\u0301"), True),
        (
            'any(post.links where link.site = "example.com")',
            post(links=(Link(url="https://www.m.example.com/x"),)),
            True,
        ),
        ('post.site in {"neowin.net/deals"}', post(url="https://neowin.net/deals/1"), True),
        ('post.site in {"neowin.net/deals"}', post(url="https://neowin.net/news"), False),
        ("author.credential >= link", post(author=Account(claims=())), False),
        ("author.credential >= link", post(author=Account()), None),
        # Accounts.
        ("author = @anna@example.social", post(author=ANNA), True),
        ("author in {@anna}", post(author=ANNA), True),
        ("author in {@berta}", post(author=ANNA), False),
        ("author in {@berta}", post(author=Account(name="Anna")), None),
        ('author in {"http://www.example.social/@Anna/"}', post(author=ANNA), True),
        ("author in me", post(author=ANNA), None),
        ("reposter = @anna", post(via=Via(account=ANNA)), True),
        ("reposter = @anna", post(), None),
        ("author is followed", post(author=Account(relation=Relation(followed=True))), True),
        ("nsfw in post.labels", post(labels=(Label(value="NSFW"),)), True),
    ],
)
def test_a_condition_is(condition: str, item: Item, expected: bool | None) -> None:
    """What language.md says of each condition, beside it."""
    assert truth(condition, item) is expected


@given(
    low=st.times(),
    high=st.times(),
    shown=st.times(),
)
def test_a_clock_range_is_every_tick_from_one_end_to_the_other(low: time, high: time, shown: time) -> None:
    """Going on from the low end, the time comes no later than the high end, over midnight where need be."""
    table = Exprs()
    operand, least, most = (table.const(clock, Simple.CLOCK) for clock in (shown, low, high))
    event("wraps" if low > high else "does not wrap")
    inside = table.value(table.add(Within(operand, least, most, wraps=True)))
    assert inside is (_after(low, shown) <= _after(low, high))


def _after(start: time, clock: time) -> timedelta:
    """How long after one time of day the next of another comes."""
    day = timedelta(days=1)
    return (datetime.combine(NOW, clock) - datetime.combine(NOW, start)) % day


@pytest.mark.parametrize("low", range(7))
@pytest.mark.parametrize("high", range(7))
def test_a_range_of_days_goes_round_the_week(low: int, high: int) -> None:
    """`fri..mon` is Friday, Saturday, Sunday and Monday: the days met going on from the first to the last."""
    days, day = {low}, low
    while day != high:
        day = (day + 1) % 7
        days.add(day)
    item = post(published=NOW)
    for offset in range(7):
        at = NOW + timedelta(days=offset)
        inside = truth(f"now.day in {DAYS[low]}..{DAYS[high]}", item, now=at)
        assert inside is (at.weekday() in days)


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (datetime(2026, 5, 1, 20, 30, tzinfo=UTC), True),
        (datetime(2026, 5, 1, 20, 29, 59, 999_999, tzinfo=UTC), False),
        (datetime(2026, 5, 2, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 5, 2, 5, 0, 0, 1, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 21, 29, tzinfo=UTC), False),
    ],
)
def test_now_is_the_readers_exact_to_the_microsecond(at: datetime, inside: bool) -> None:
    """22:30..07:00 in Berlin, in summer and in winter."""
    berlin = Facts(timezone=ZoneInfo("Europe/Berlin"))
    assert truth("now.time in 22:30..07:00", post(), berlin, now=at) is inside


def test_the_options_zone_wins_over_the_files() -> None:
    """The host's time zone counts before `set timezone`, and that before UTC."""
    late = "now.time in 23:00..23:59"
    tokyo = 'set timezone: "Asia/Tokyo"'
    assert truth(late, post(), Facts(timezone=ZoneInfo("Europe/Berlin")), before=tokyo) is True
    assert truth("now.time in 06:00..06:59", post(), before=tokyo) is True
    assert truth("now.time in 21:00..21:59", post()) is True


def test_now_needs_a_zone() -> None:
    """A naive `now` is a mistake of the caller and says so."""
    with pytest.raises(ValueError, match="aware instant"):
        fc.evaluate(fc.loads("rule r when always then hide"), [], now=datetime(2026, 5, 1))  # noqa: DTZ001  # the point


@given(st.sampled_from(ArithmeticOp), st.data())
def test_arithmetic_never_raises_and_never_leaves_the_numbers(op: ArithmeticOp, data: st.DataObject) -> None:
    """Whatever the quantities, the result is a quantity or unknown; infinities and `nan` do not exist."""
    kinds = {
        ArithmeticOp.ADD: [("number", "number"), ("duration", "duration"), ("instant", "duration")],
        ArithmeticOp.SUB: [
            ("number", "number"),
            ("duration", "duration"),
            ("instant", "duration"),
            ("instant", "instant"),
        ],
        ArithmeticOp.MUL: [("number", "number"), ("duration", "number"), ("number", "duration")],
        ArithmeticOp.DIV: [("number", "number"), ("duration", "number"), ("duration", "duration")],
    }
    left, right = (Simple(kind) for kind in data.draw(st.sampled_from(kinds[op])))
    table = Exprs()
    values = [data.draw(QUANTITIES[kind]) for kind in (left, right)]
    ids = [table.const(value, kind) for value, kind in zip(values, (left, right), strict=True)]
    result = table.value(table.add(Arith(op, *ids), left))
    event("unknown" if result is None else "known")
    assert result is None or not isinstance(result, float) or math.isfinite(result)


def test_a_number_too_large_for_a_double_is_unknown() -> None:
    """Numbers are doubles; what does not fit one is not known."""
    assert truth("post.likes > 3", post(likes=10**400)) is None
    assert truth("post.likes * 1 > 3", post(likes=10**300)) is True


def test_whole_numbers_are_compared_as_doubles() -> None:
    """2⁵³ + 1 is not a double of its own, in any engine."""
    table = Exprs()
    large = table.const(float(2**53), Simple.NUMBER)
    assert table.value(table.add(Compare(CompareOp.EQ, large, large))) is True
    assert truth(f"post.likes = {2**53}", post(likes=2**53 + 1)) is True


@pytest.mark.parametrize(
    ("declared", "condition", "own", "hosts", "expected"),
    [
        ("number", "post.score_of_host > 0.5", {"score_of_host": 0.9}, {}, True),
        ("number", "post.score_of_host > 0.5", {"score_of_host": 0.9}, {"score_of_host": 0.1}, False),
        ("number", "post.score_of_host > 0.5", {"score_of_host": 0.9}, {"score_of_host": "high"}, None),
        ("number", "post.score_of_host > 0.5", {"score_of_host": 0.9}, {"score_of_host": math.nan}, None),
        ("number", "post.score_of_host > 0.5", {"score_of_host": True}, {}, None),
        ("share", "post.score_of_host > 50%", {"score_of_host": 0.9}, {}, True),
        ("truth", "post.score_of_host", {"score_of_host": True}, {}, True),
        ("truth", "post.score_of_host", {"score_of_host": 1.0}, {}, None),
        ("text", 'post.score_of_host mentions "high"', {"score_of_host": "very high"}, {}, True),
        ("text", 'post.score_of_host = "high"', {}, {}, None),
    ],
)
def test_a_signal_is_what_the_host_says_of_the_declared_kind(
    declared: str, condition: str, own: dict[str, object], hosts: dict[str, object], expected: bool | None
) -> None:
    """The host's word counts before the post's own; a value of another kind is unknown."""
    facts = Facts(signals={("mastodon", "1"): hosts})  # type: ignore[dict-item]  # wrong types are the point
    item = post(signals=own)
    assert truth(condition, item, facts, before=f"signal score_of_host: {declared}") is expected


def test_an_instant_without_a_zone_in_an_apps_own_field_is_unknown() -> None:
    """An app's subclass may declare a naive instant; it is no instant to the language."""

    class Own(Item):
        opened: datetime | None = None

    program = fc.loads("rule r when post.opened < now then hide", item=Own).program
    item = Own(id="1", opened=datetime(2026, 1, 1))  # noqa: DTZ001  # the point
    assert reading(program, item).truth(program.rules[0].when) is None


def test_known_following_fills_in_what_a_post_does_not_say() -> None:
    """`author is followed` is the post's word, else the host's list, else unknown."""
    followed = Facts(following=(ANNA,))
    assert truth("author is followed", post(author=Account(id="7")), followed) is True
    assert truth("author is followed", post(author=Account(id="8")), followed) is False
    assert truth("author is followed", post(author=Account(name="Anna")), followed) is None
    says_no = Account(id="7", relation=Relation(followed=False))
    assert truth("author is followed", post(author=says_no), followed) is False


def test_an_age_is_counted_from_the_original() -> None:
    """A repost of an old post is old, however fresh the repost."""
    item = post(published=ago(days=3), via=Via(at=ago(minutes=1)))
    assert truth("post.age > 2 days and post.age <= 3 days", item) is True


def test_the_context_is_in_utc() -> None:
    """`now` may come in any zone."""
    at = datetime(2026, 5, 1, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    program = Exprs()
    program.const(True)
    assert scene_of(program.program(), [], Facts(), at).context.now == NOW
