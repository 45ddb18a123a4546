"""The first rule file of a reader, made of what they wish.

In: wishes. Out: the text of a rule file in the canonical layout, with comments that say what can be changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from feedcurate.check.packs import pack_names

BOTHERS: Mapping[str, tuple[str, str]] = {
    "comparison": ("comparison", "bodies, money and perfect lives to compare mine with"),
    "health": ("health_claims", "cures, and signs that I have something"),
    "harm": ("support", "what draws people into starving or hurting themselves"),
    "news": ("news_diet", "too much news, and what wants to make me angry"),
    "clutter": ("clutter", "giveaways, bait and advertising"),
}
"""What may bother somebody, by the word for it: the pack against it, and the same in more words."""
USUAL = frozenset({"health", "harm", "clutter"})
"""What is taken without a word: the packs that are right most often (docs/explanation/quality.md)."""
_COMMANDS = (
    ("feedcurate check {}", "is anything wrong with it?"),
    ('feedcurate try {} "text of a post"', "what would happen to this post?"),
    ("feedcurate run {} FEED…", "my feed, with a reason for every change"),
    ("feedcurate explain {} FEED… --post ID", "why was this one hidden?"),
    ("feedcurate packs", "what the packs below are"),
)
_ZONES = "/zoneinfo/"


@frozen
class Wishes:
    """What a reader said.

    `minutes` of passive time a day are enough; None: no limit. `night` is two clocks, or empty. `me` are their own
    accounts.
    """

    timezone: str
    bothers: tuple[str, ...] = ()
    never_miss: tuple[str, ...] = ()
    minutes: int | None = None
    night: tuple[str, ...] = ()
    posting: bool = False
    me: tuple[str, ...] = ()


def offered() -> tuple[str, ...]:
    """What can be asked for: that which there is a pack against."""
    return tuple(word for word, (pack, _) in BOTHERS.items() if pack in pack_names())


def first_file(wishes: Wishes, name: str) -> str:
    """A rule file for some wishes; `name` is how it will be called."""
    from feedcurate.syntax.parse import parse
    from feedcurate.syntax.printer import format_file
    from feedcurate.text.span import Source

    text = "\n\n".join(_parts(wishes, name)) + "\n"
    return format_file(parse(Source(name, text)).file)


def _parts(wishes: Wishes, name: str) -> Iterator[str]:
    width = max(len(form.format(name)) for form, _ in _COMMANDS)
    commands = (f"--     {form.format(name):{width}}  {told}" for form, told in _COMMANDS)
    yield "\n".join(("-- What my feed should do for me. The order of what stands here never matters.", "--", *commands))
    settings = [f'set timezone: "{wishes.timezone}"', *([f"set me: {', '.join(wishes.me)}"] if wishes.me else ())]
    yield "\n".join(settings)
    yield from _people(wishes.never_miss)
    for word in wishes.bothers:
        pack, told = BOTHERS[word]
        yield f'-- Against {told}. `feedcurate packs {pack}` shows what it does.\nuse "feedcurate:{pack}"'
    yield from _time(wishes)
    if wishes.posting:
        yield '-- A question before posting, where there may be a reason to ask one.\nuse "feedcurate:mindful_posting"'
    yield (
        "-- A rule to watch before it counts: it is only reported. Take `shadow` away to put it into force.\n"
        'rule long_reads "Long reads for the evening" shadow\n'
        "    when post.reading_time > 10 minutes\n    then label long_read"
    )
    yield "feed\n    at most 2 in a row by author\n    once per link"


def _people(accounts: tuple[str, ...]) -> Iterator[str]:
    """Those who are never missed, with an example and a claim of it; or how they would be written."""
    if not accounts:
        yield (
            "-- People I never want to miss: take the signs away and name them.\n"
            "-- accounts close: @sister@mastodon.example, @oldfriend.bsky.social\n"
            "-- rule close_people when author in close then keep, boost 1 day"
        )
        return
    yield f"-- People I never want to miss.\naccounts close: {', '.join(accounts)}"
    yield 'rule close_people "People I never want to miss"\n    when author in close\n    then keep, boost 1 day'
    yield (
        'example "somebody close is shown, and early"\n    given post by close saying "Good morning"\n'
        "    expect shown by close_people\n    expect boosted"
    )
    yield 'always "close people are never hidden": author in close implies not hidden'


def _time(wishes: Wishes) -> Iterator[str]:
    """Limits to time, those that were not asked for switched off."""
    if wishes.minutes is None and not wishes.night:
        return
    lines = ['-- Time.\nuse "feedcurate:balance"']
    if wishes.minutes is None:
        lines += ["set balance.daily_limit: off", "set balance.long_sitting: off", "set balance.many_openings: off"]
    else:
        lines.append(f"set balance.limit: {wishes.minutes} minutes")
    if wishes.night:
        bedtime, morning = wishes.night
        lines += [f"set balance.bedtime: {bedtime}", f"set balance.morning: {morning}"]
    else:
        lines.append("set balance.quiet_hours: off")
    yield "\n".join(lines)


def zone_here() -> str:
    """The time zone of this machine as the IANA database names it; UTC where that is not known."""
    from zoneinfo import available_timezones

    wanted = os.environ.get("TZ", "").removeprefix(":")
    if not wanted:
        path = Path("/etc/localtime")
        place = str(path.resolve()) if path.is_symlink() else ""
        wanted = place.partition(_ZONES)[2]
    return wanted if wanted in available_timezones() else "UTC"
