from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import feedcurate as fc
from feedcurate.engine.compare import compared
from feedcurate.engine.nearest.quantities import OPPOSITE, distance, holding, next_to
from feedcurate.model.account import Account, Claim, ClaimKind, Relation
from feedcurate.model.decision import Outcome
from feedcurate.model.item import Item, Label, Link, Media, MediaKind, Reference, Via
from feedcurate.program.expr import How
from feedcurate.syntax.nodes import CompareOp
from tests.engine.build import NOW, ago, post

ANNA = Account(id="7", handle="anna@x.example", url="https://x.example/@anna")
BERTA = Account(handle="berta@x.example")
LISTS = """
    accounts close: @berta@x.example
    accounts loud: @anna@x.example, @carla@x.example
    sites tabloids: tabloid.example
    topic diet: "summer body", #fitspo except "waiting list"
    signal toxicity: share
"""


def nearest(rules: str, item: Item, now: datetime = NOW) -> str | None:
    """What would have shown a post, in words, without the words that are always the same."""
    change = fc.explain(fc.loads(LISTS + rules), item, now=now).nearest
    return None if change is None else change.text.removeprefix("would be shown ")


def outcome(rules: str, item: Item, now: datetime = NOW) -> Outcome:
    """What happens to a post."""
    [decision] = fc.evaluate(fc.loads(LISTS + rules), [item], now=now).posts
    return decision.outcome


def hide(condition: str) -> str:
    """A rule that hides."""
    return f"rule h when {condition} then hide"


VALUES: list[tuple[str, Item, str, dict[str, Any]]] = [
    # A quantity goes just over its limit, never further.
    (hide("post.likes < 10"), post(likes=3), "if likes ≥ 10", {"likes": 10}),
    (hide("post.likes <= 10"), post(likes=3), "if likes > 10", {"likes": 11}),
    (hide("post.likes > 9.5"), post(likes=30), "if likes ≤ 9.5", {"likes": 9}),
    (hide("10 < post.likes"), post(likes=30), "if likes ≤ 10", {"likes": 10}),
    (hide("post.likes = 3"), post(likes=3), "if likes ≠ 3", {"likes": 4}),
    (hide("post.likes != 3"), post(likes=5), "if likes = 3", {"likes": 3}),
    (hide("post.likes in 3..9"), post(likes=4), "if likes < 3", {"likes": 2}),
    (hide("post.likes between 3 and 9"), post(likes=9), "if likes > 9", {"likes": 10}),
    (hide("not post.likes in 3..9"), post(likes=30), "if likes ≤ 9", {"likes": 9}),
    (hide("post.likes < post.replies"), post(likes=3, replies=4), "if likes ≥ 4", {"likes": 4}),
    (hide("post.likes in {3, 4}"), post(likes=3), "if likes ≠ 3", {"likes": 2}),
    (hide("post.age > 6 hours"), post(published=ago(hours=7)), "if age ≤ 6 hours", {"published": ago(hours=6)}),
    (hide("post.published.date < 2026-05-01"), post(published=ago(days=1)), "if published.date ≥ 2026-05-01",
     {"published": NOW}),
    (hide("post.published.day in fri..sat"), post(published=NOW), "if published.day = thu",
     {"published": ago(days=1)}),
    (hide("post.toxicity > 30%"), post(signals={"toxicity": 0.5}), "if toxicity ≤ 30%", {"signals": {"toxicity": 0.3}}),
    (hide("post.words < 3"), post("too short"), "if words ≥ 3", {"text": "not too short"}),
    (hide("post.words > 3"), post("a b c d e"), "if words ≤ 3", {"text": "a b c"}),
    (hide("post.reading_time > 1 minute"), post("w " * 300), "if reading_time ≤ 1 minute", {"text": "w " * 230}),
    (hide("post.shouting > 30%"), post("HEAR THIS NOW"), "if shouting ≤ 30%", {"text": "hear this now"}),
    (hide("author.age < 7 days"), post(author=Account(created=ago(days=1))), "if author.age ≥ 7 days",
     {"author": Account(created=ago(days=7))}),
    (hide("post.title.words < 2"), post(title="one"), "if title.words ≥ 2", {"title": "one two"}),
    (hide("post.title.shouting > 50%"), post(title="LISTEN TO ME"), "if title.shouting ≤ 50%",
     {"title": "Listen to me"}),
    (hide("reposter.followers < 5"), post(via=Via(account=Account(followers=1))), "if reposter.followers ≥ 5",
     {"via": Via(account=Account(followers=5))}),
    # Of two, the smaller change is told.
    (hide("post.likes < 100 and post.replies < 5"), post(likes=99, replies=1), "if likes ≥ 100", {"likes": 100}),
    (hide("post.likes < 100 and post.replies < 5"), post(likes=9, replies=4), "if replies ≥ 5", {"replies": 5}),
    # Words, in one field or of one kind.
    (hide("post mentions diet"), post("My Summer body!"), "without the words `Summer body`", {"text": "My !"}),
    (hide("post mentions diet"), post("summer body", title="Summer Body"), "without the words `Summer Body`",
     {"text": "", "title": ""}),
    (hide("post mentions diet"), post("a summer body #fitspo"), "without the words `summer body`, `#fitspo`",
     {"text": "a"}),
    (hide("post matches /0[0-9]+/"), post("call 0301 or 0302"), "without the words `0301`, `0302`", {"text": "call"}),
    (hide('not post mentions "sorry"'), post("no"), "with the words `sorry`", {"text": "sorry"}),
    (hide("post mentions @anna"), post("", mentions=(ANNA, BERTA)), "without naming `@anna@x.example`",
     {"mentions": (BERTA,)}),
    # Flags, presence, words of a list.
    (hide("post is sponsored"), post(sponsored=True), "if `post is sponsored` were false", {"sponsored": False}),
    (hide("not author is followed"), post(author=ANNA.model_copy(update={"relation": Relation(followed=False)})),
     "if `author is followed` were true", {"author": Account(relation=Relation(followed=True))}),
    (hide("post is repost"), post(via=Via()), "if `post is repost` were false", {"via": None}),
    (hide("not post is reply"), post(), "if `post is reply` were true", {"in_reply_to": Reference()}),
    (hide("post has video"), post(media=(Media(kind=MediaKind.VIDEO),)), "if `post has video` were false",
     {"media": ()}),
    (hide("post.language in {de}"), post(language="de-AT"), "if language were not `de`", {"language": "fr"}),
    (hide("post.language != en"), post(language="de"), "if language were `en`", {"language": "en"}),
    (hide("post.source = rss"), post(source="rss"), "if source were not `rss`", {"source": "mastodon"}),
    (hide("author.credential < link"), post(author=Account(claims=())), "if author.credential ≥ link",
     {"author": Account(claims=(Claim(kind=ClaimKind.LINK),))}),
    (hide("nsfw in post.labels"), post(labels=(Label(value="nsfw"), Label(value="b"))), "without the label `nsfw`",
     {"labels": (Label(value="b"),)}),
    (hide("any(post.links where link.site in tabloids)"),
     post(links=(Link(url="https://tabloid.example/1"), Link(url="https://x.example"))),
     "without the link `https://tabloid.example/1`", {"links": (Link(url="https://x.example"),)}),
    (hide("not all(post.media where media has alt)"), post(media=(Media(), Media(alt="a cat"))),
     "without the media `media`", {"media": (Media(alt="a cat"),)}),
    (hide("count(post.tags) > 2"), post(tags=("a", "b", "c", "d")), "if `count(post.tags) > 2` were false",
     {"tags": ("a", "b")}),
    (hide("post.site = \"tabloid.example\""), post(url="https://tabloid.example"),
     "if site were not `tabloid.example`", {"url": "https://x.example"}),
    (hide("post.title = \"x\""), post(title="X"), "if title were not `x`", {"title": "y"}),
    (f"set own_posts: rules\n{hide('post is mine')}", post(mine=True), "if `post is mine` were false", {"mine": False}),
    (hide("post is seen"), post(seen_at=NOW), "if `post is seen` were false", {"seen_at": None}),
    # A rule that keeps, had it fired.
    (f"{hide('always')}\nrule k when post.likes >= 10 then keep", post(likes=3), "if likes ≥ 10", {"likes": 10}),
    (f"{hide('always')}\nrule k when post.likes >= 10 then keep", post(), "if likes ≥ 10", {"likes": 10}),
    ("rule c when always then collapse \"x\"\nrule k when post mentions diet then keep", post("", title="t"),
     "with the words `#fitspo`", {"text": "#fitspo"}),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "item", "text", "changed"), VALUES)
def test_one_other_value_would_have_shown_it(rules: str, item: Item, text: str, changed: dict[str, Any]) -> None:
    """What is said would have shown the post does show it, when the value is changed by hand."""
    assert outcome(rules, item) in (Outcome.HIDDEN, Outcome.COLLAPSED)
    assert nearest(rules, item) == text
    assert outcome(rules, item.model_copy(update=changed)) is Outcome.SHOWN


@pytest.mark.parametrize(
    ("condition", "item", "text"),
    [
        ("not author in close", post(author=ANNA), "if the author were in close"),
        ("author in loud", post(author=ANNA), "if the author were not in loud"),
        ("author = @anna@x.example", post(author=ANNA), "if `author = @anna@x.example` were false"),
        ("author not in {@berta@x.example}", post(author=ANNA), "if the author were in {@berta@x.example}"),
        ("reposter in loud", post(via=Via(account=ANNA)), "if the reposter were not in loud"),
        ("post.site in tabloids", post(url="https://tabloid.example/x"), "if site were not in tabloids"),
    ],
)
def test_another_list_would_have_shown_it(condition: str, item: Item, text: str) -> None:
    """The reader's own lists can be changed too; what they name is said as it is written."""
    assert nearest(hide(condition), item) == text


def test_another_hour_would_have_shown_it() -> None:
    """`now` is a value too: 22:00 is in the quiet hours, a tick after seven is not."""
    rules, late = hide("now.time in 22:00..07:00"), NOW.replace(hour=22, minute=0)
    assert nearest(rules, post(), late) == "if now.time < 22:00"
    assert outcome(rules, post(), late - timedelta(microseconds=1)) is Outcome.SHOWN


@pytest.mark.parametrize(
    ("rules", "item"),
    [
        ("", post()),
        (hide("always"), post()),
        (f"{hide('post.likes < 3')}\nrule h2 when post.replies < 3 then hide", post(likes=1, replies=1)),
        (hide("post.likes < 3 or post.replies < 3"), post(likes=1, replies=1)),
        (hide("post mentions diet"), post("summer body", title="#fitspo")),
        (hide("post.likes >= 0"), post(likes=0)),
        (hide("author in me"), post(author=ANNA)),
        (f"{hide('always')}\nrule k when count(post.tags) < 3 then keep", post()),
        ("rule b when post.likes < 3 then block\nrule h when post.replies < 9 then hide", post(likes=1, replies=1)),
        ("rule b when always then block\nrule k when post.likes > 3 then keep", post(likes=1)),
    ],
)
def test_there_is_none_where_no_single_change_would_do(rules: str, item: Item) -> None:
    """Shown posts need none; two rules, two fields, nothing to change or a negative count leave none."""
    assert nearest(rules, item) is None


def test_one_value_may_turn_several_rules_round() -> None:
    """The larger of two limits satisfies both rules."""
    rules = f"{hide('post.likes < 3')}\nrule h2 when post.likes < 10 then hide"
    assert nearest(rules, post(likes=1)) == "if likes ≥ 10"


THRESHOLDS = st.tuples(st.sampled_from(["likes", "replies"]), st.sampled_from(CompareOp), st.integers(0, 5))


@given(
    st.lists(
        st.tuples(st.sampled_from(["hide", "keep", "block"]), st.lists(THRESHOLDS, min_size=1, max_size=2)), max_size=4
    ),
    st.tuples(st.none() | st.integers(0, 5), st.none() | st.integers(0, 5)),
)
def test_what_is_told_is_true(
    rules: list[tuple[str, list[tuple[str, CompareOp, int]]]], counts: tuple[Any, Any]
) -> None:
    """Setting the value that is told shows the post, and no smaller change does; where none is told, none does."""
    lines = []
    for i, (action, parts) in enumerate(rules):
        condition = " and ".join(f"post.{field} {op.value} {limit}" for field, op, limit in parts)
        lines.append(f"rule r{i} when {condition} then {action}")
    text, item = "\n".join(lines), post(likes=counts[0], replies=counts[1])
    said = nearest(text, item)
    if outcome(text, item) is Outcome.SHOWN:
        assert said is None
        return
    event("told" if said else "none")
    shows = {
        (f, n) for f in ("likes", "replies") for n in range(8) if outcome(text, changed(item, f, n)) is Outcome.SHOWN
    }
    if said is None:
        assert not shows
        return
    _, field, sign, limit = said.split()
    op = {"≥": CompareOp.GE, "≤": CompareOp.LE, "≠": CompareOp.NE}.get(sign) or CompareOp(sign)
    told = [distance(getattr(item, f), n) for f, n in shows if f == field and compared(op, n, int(limit), How.PLAIN)]
    assert min(told) == min(distance(getattr(item, f), n) for f, n in shows)


def changed(item: Item, field: str, count: int) -> Item:
    """The post with another count."""
    return item.model_copy(update={field: count})


QUANTITIES = (
    st.floats(-1e6, 1e6)
    | st.timedeltas(timedelta(-1000), timedelta(1000))
    | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # given a zone
    | st.dates(date(1990, 1, 1), date(2090, 1, 1))
)


@given(st.sampled_from(CompareOp), QUANTITIES, st.booleans())
def test_the_nearest_value_that_holds_does_hold(op: CompareOp, limit: Any, whole: bool) -> None:
    """`holding` gives values for which the comparison is true and its opposite false."""
    for value in holding(op, limit, whole and isinstance(limit, float)):
        assert compared(op, value, limit, How.PLAIN) is True
        assert compared(OPPOSITE[op], value, limit, How.PLAIN) is False


@pytest.mark.parametrize(
    ("limit", "step", "expected"),
    [
        (time.max, 1, None),
        (time.min, -1, None),
        (time(7), 1, time(7, 0, 0, 1)),
        (6, 1, 0),
        (datetime.max.replace(tzinfo=UTC), 1, None),
        (date.max, 1, None),
        (timedelta.min, -1, None),
        ("text", 1, None),
    ],
)
def test_the_next_value_ends_where_the_calendar_does(limit: Any, step: int, expected: Any) -> None:
    """Days go round the week; clocks, dates and durations end."""
    assert next_to(limit, step, whole=False) == expected


def test_distances_are_parts_of_the_larger() -> None:
    """From 5 to 10 is half; from nothing known, all."""
    assert distance(5.0, 10) == 0.5
    assert distance(timedelta(hours=1), timedelta(hours=4)) == 0.75
    assert distance(None, 10) == distance("a", "b") == 1.0
    assert distance(0.0, 0.0) == 0.0
