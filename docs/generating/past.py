"""The page of what looks back over time: aggregates, streams, windows, and functions of a window.

In: the checker's own tables; what each entry means is said here, and an entry of those tables without a meaning stops
the generation. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docs.generating.markdown import code, table
from feedcurate.check.scope import STREAMS
from feedcurate.check.windows import AGGREGATES, HABITS

INTRODUCTION = """\
# Over time

What can be asked of the past. How it works: [Over time](language.md#over-time) in the language; why it works that way:
[Time](../explanation/time.md).

"""
_AGGREGATES: Mapping[str, tuple[str, str, str]] = {
    "count": ("how many elements C is true of", "0", "at least as many"),
    "share": ("true / (true + false); elements of which C is unknown are left out", "unknown", "unknown"),
    "sum": (
        "F added up over those C is true of; where F is unknown, it is skipped",
        "0",
        "at least as much; unknown where F may be negative",
    ),
    "average": ("the mean of F over those C is true of; where F is unknown, it is skipped", "unknown", "unknown"),
    "days": ("on how many different days of the reader there is one that C is true of", "0", "at least as many"),
    "since": ("how long ago the latest was that C is true of", "unknown", "the latest that is known"),
}
_STREAMS: Mapping[str, tuple[str, str]] = {
    "posts": ("by", "posts; dated by the writing, a repost by the repost"),
    "views": ("of", "posts that the reader looked at"),
    "likes": ("of", "what the reader liked"),
    "replies": ("of", "what the reader answered"),
    "reposts": ("of", "what the reader reposted"),
    "opens": ("", "openings of an app"),
    "checkins": ("", "how the reader felt, from 1 to 5: `checkin.mood`"),
}
_WHOSE = {
    "by": "`by author`, `by account`, `by me`, `by @name@host`",
    "of": "`of author`, `of account`, `of @name@host`",
    "": "",
}
_WINDOWS = (
    ("a duration: `14 days`, `2 * 7 days`, a `let`", "from just after now less that long to now: `(now − W, now]`"),
    ("`today`", "from the reader's last `day_start` to now, both included"),
    ("`this week`", "from the `day_start` of the reader's last `week_start` to now, both included"),
    ("`this session`", "from the beginning of the session that goes on to now; empty where none does"),
)
_HABITS: Mapping[str, str] = {
    "passive_time": "the time on views whose post has no active activity in the same session",
    "active_time": "the time of active activities, and of views of posts that something active was done about",
    "passive_share": "passive / (passive + active); unknown where there is neither",
    "sessions": "how many sessions the activities of the window are part of",
    "posts_seen": "how many different posts have a view, or say that they were seen",
    "mood_shift": "in rules for accounts: the mean mood of check-ins from the beginning of a view of the account to an "
    "hour after its end, less the mean of all check-ins; unknown under three",
}


def pages() -> Iterator[tuple[str, str]]:
    """The page of what looks back over time."""
    parts = (_aggregates(), _streams(), _windows(), _habits())
    yield "reference/past.md", INTRODUCTION + "\n".join(parts)


def _aggregates() -> str:
    rows = (
        (
            code(aggregate.usage),
            "what F is" if aggregate.kind is None else str(aggregate.kind),
            *_AGGREGATES[name],
        )
        for name, aggregate in AGGREGATES.items()
    )
    head = ("form", "gives", "which is", "of nothing", "where the history is too short")
    return (
        "## Aggregates\n\nC is the condition behind `where`, which may be left out; F is a number, a share or a "
        "duration of the element.\n\n" + table(head, rows)
    )


def _streams() -> str:
    rows = ((code(name), code(element.value), *_whose(name)) for name, element in STREAMS.items())
    return (
        "## Streams\n\nInside `where` an element is called by its name in the second column, and `author` is who wrote "
        "it, or the post it is about; nothing else of the rule is visible there but lists, topics and `let`s. What can "
        "be asked of a post stands in [Fields](fields.md), of all others [there too](fields.md#activity). Likes, "
        "replies and reposts are the reader's own.\n\n" + table(("stream", "one of it", "whose", "what"), rows)
    )


def _whose(name: str) -> tuple[str, str]:
    word, meaning = _STREAMS[name]
    return _WHOSE[word], meaning


def _windows() -> str:
    return (
        "## Windows\n\nThe reader's days and weeks are those of `timezone`, `day_start` and `week_start`.\n\n"
        + table(("window", "reaches"), _WINDOWS)
    )


def _habits() -> str:
    rows = ((code(f"{name}(W)"), str(kind), _HABITS[name]) for name, kind in HABITS.items())
    return (
        "## Functions of a window\n\n"
        + table(("form", "gives", "which is"), rows)
        + "\nWhere the history holds no views of the whole window (for `sessions`: no kind of activity), times and "
        "numbers are lower bounds, and `passive_share` and `mood_shift` are unknown.\n"
    )
