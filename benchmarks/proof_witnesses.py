"""For each false claim a post that refutes it, found by hand.

In: nothing. Out: `WITNESSES`, by the title of the claim. `now` is noon in Berlin on a Thursday where nothing else
matters; a past is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.proof_posts import Case
from feedcurate import Activity, Facts, Item, MemoryHistory

NOW = datetime(2026, 9, 17, 10, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
WHO = {"handle": "somebody@else.example"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _by(handle: str, **more: object) -> dict[str, Any]:
    return {"author": {"handle": handle, **more}}


def _case(now: datetime = NOW, past: Iterable[Item] = (), deeds: Iterable[Activity] = (), **fields: Any) -> Case:
    item = Item.model_validate({"id": "1", "source": "mastodon", "author": WHO, **fields})
    return Case(item, Facts(history=MemoryHistory(past, deeds)), now)


def _before(days: float, count: int, text: str = "hello") -> list[Item]:
    """So many posts by the same author, the first just so many days ago, an hour apart."""
    first = NOW - timedelta(days=days)
    return [
        Item.model_validate(
            {
                "id": f"{days}-{number}",
                "source": "mastodon",
                "author": WHO,
                "text": text,
                "published": first + number * HOUR,
            }
        )
        for number in range(count)
    ]


def _views(days: int, each: int = 1) -> list[Activity]:
    """Views of the same author, so many a day, on so many days up to yesterday."""
    return [
        Activity.model_validate({"kind": "view", "at": NOW - day * DAY - minute * HOUR / 60, "account": WHO})
        for day in range(1, days + 1)
        for minute in range(each)
    ]


_FRIEND, _SIS, _DOCTOR, _ME = (
    _by("joe@town.example"),
    _by("sis@example.social"),
    _by("dr_ruiz@clinic.example"),
    (_by("mara@example.social")),
)
_CLIP = {"kind": "video"}
_PILE = [{"kind": "image"}] * 7
_PROFESSIONAL = [{"kind": "professional"}]

WITNESSES: Mapping[str, Case] = {
    # home.curate
    "comparison is hidden": _case(text="summer body", **_FRIEND),
    "comparison by strangers is hidden": _case(text="summer body", **_DOCTOR),
    "clinicians are always shown": _case(text="stop eating for days", **_DOCTOR),
    "money talk by strangers is out of sight": _case(text="passive income", **_ME),
    "money talk is folded": _case(text="passive income for a summer body"),
    "close friends are shown": _case(text="stop eating for days", **_SIS),
    "what friends share is not hidden": _case(text="summer body", via={"account": _FRIEND["author"]}),
    # numbers.curate
    "ten thousand likes are enough": _case(likes=10_000),
    "a thousand likes are viral": _case(likes=1_000, reposts=200),
    "calm posts move up": _case(likes=1_000, reposts=201, signals={"calm": 7.5}),
    "above seven is calm": _case(signals={"calm": 7.2}),
    "more replies than likes is a quarrel": _case(replies=3, likes=1),
    "quarrels have few likes": _case(replies=1_000, likes=1_500),
    "six words make it loud": _case(text="THIS HERE HAS FIVE WORDS"),
    # hours.curate
    "fresh posts move up": _case(published=NOW - HOUR, **_by("new@else.example", created=NOW - DAY)),
    "christmas is folded": _case(text="christmas"),
    "no clips after ten": _case(NOW.replace(hour=20, minute=15), kind="video"),
    "young and demoted": _case(published=NOW - 3 * HOUR, **_by("new@else.example", created=NOW - DAY)),
    "old posts are not hidden": _case(published=NOW - 31 * DAY, reason="suggested"),
    "edited posts are old": _case(published=NOW - 36 * HOUR, updated=NOW - HOUR),
    "the night lasts": _case(NOW.replace(hour=5), kind="video"),
    # phrases.curate
    "cure talk is hidden": _case(text="cured ham"),
    "bodies are labelled": _case(title="summer body", text=""),
    "summer bodies are hidden": _case(text="summer body: a body of work"),
    "the tag as a word": _case(text="what is fitspo?"),
    "unfinished signs": _case(text="signs you have"),
    "grind is hidden": _case(text="the daily grind"),
    "wonders are diets": _case(text="a miracle cure"),
    # habits.curate
    "twenty a week are chatter": _case(past=_before(3, 21)),
    "a flood of a month": _case(past=_before(20, 120)),
    "chatter moves down": _case(past=_before(0.9, 21), deeds=_views(10)),
    "rage lasts": _case(past=[*_before(20, 5, "wake up"), *_before(2, 2)]),
    "ten views are known": _case(deeds=_views(1, 10)),
    "half is too much": _case(past=[*_before(20, 1, "wake up"), *_before(10, 1)]),
    # health.curate
    "unlisted advice is out of sight": _case(text="anxiety", **_by("a@else.example", claims=[{"kind": "platform"}])),
    "cures without a claim are out of sight": _case(text="it cures"),
    "professionals are shown": _case(text="burnout", **_by("b@else.example", bot=True, claims=_PROFESSIONAL)),
    "paid cures are hidden": _case(text="it cures", sponsored=True, mine=True),
    "sold means hidden": _case(text="it cures", sponsored=True, **_by("c@else.example", claims=_PROFESSIONAL)),
    # moves.curate
    "clips are hidden": _case(source="youtube"),
    "growth always moves up": _case(reason="suggested", **_by("slowmind@mind.example")),
    "suggestions move down": _case(reason="suggested", **_by("lead@work.example")),
    "press and tabloid": _case(url="https://gasp.example/archive/1"),
    "tabloids move down": _case(links=[{"url": "https://gasp.example/1"}], **_by("lead@work.example")),
    # attached.curate
    "clips are folded": _case(media=[{**_CLIP, "duration": timedelta(seconds=20)}]),
    "reposts are hidden": _case(via={"account": {"handle": "f@else.example", "relation": {"followed": True}}}),
    "piles are always hidden": _case(media=_PILE, bookmarked=True),
    "big quotes are folded": _case(quote={"id": "q", "likes": 1_001}, bookmarked=True),
    "sensitive is folded": _case(sensitive=True, bookmarked=False, labels=[{"value": "ai-made"}]),
    "only clips": _case(media=[]),
}
