"""What happened before, in the lines of an example.

In: a program, and a world with a history. Out: `at` and `given` lines that tell of it, its instants put on whole
minutes; the history that these lines make; and whether they say all there is to say of its posts. Whether it makes a
difference what they leave out, or move by seconds, is for the engine to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from feedcurate.engine.moments import EARLIEST, first_instant
from feedcurate.history.whole import WholeHistory
from feedcurate.model.activity import Activity, ActivityKind
from feedcurate.model.facts import Facts
from feedcurate.model.item import Item
from feedcurate.outputs.proof_post import Telling, account_text, duration_text
from feedcurate.program.examples import NOW
from feedcurate.program.program import Program
from feedcurate.proof.world import World
from feedcurate.syntax.writing import quoted

_MOST = 60
"""More lines of history than this nobody reads, or pastes."""
_SECOND = timedelta(seconds=1)


@frozen
class Past:
    """Lines, the last of them the clock of the post that is judged where that has to be said, and what they make.

    `beside` are the posts of the history that are given one by one: an example judges them along with its post.
    """

    lines: tuple[str, ...]
    facts: Facts
    beside: tuple[Item, ...]
    is_whole: bool


@frozen
class _Told:
    """A `given` line, the instant at which it has to be said, and what it makes."""

    at: datetime
    line: str
    posts: tuple[Item, ...] = ()
    view: Activity | None = None
    is_whole: bool = True


def told_past(program: Program, world: World) -> Past:
    """The past of a world, and its clock."""
    store = world.facts.history
    told: list[_Told] = []
    if store is not None:
        told += _posts(program, store.posts(EARLIEST, world.now))
        told += (_view(act.activity) for act in store.acts(EARLIEST, world.now, (ActivityKind.VIEW,)))
    told.sort(key=lambda one: one.at)
    lines: list[str | None] = []
    clock, is_whole = NOW, len(told) <= _MOST
    for one in (*told, _Told(world.now, "")):
        if one.at != clock:
            lines.append(_clock(program, one.at))
            is_whole &= lines[-1] is not None
            clock = one.at
        lines.append(one.line)
        is_whole &= one.is_whole
    posts = [post for one in told for post in one.posts]
    numbered = [post.model_copy(update={"id": f"before-{number}"}) for number, post in enumerate(posts, 1)]
    history = WholeHistory(numbered, [one.view for one in told if one.view is not None])
    singles = {id(one.posts[0]) for one in told if len(one.posts) == 1}
    beside = tuple(made for made, post in zip(numbered, posts, strict=True) if id(post) in singles)
    return Past(tuple(line for line in lines if line), Facts(history=history), beside, is_whole)


def _clock(program: Program, at: datetime) -> str | None:
    """The line that puts the clock on an instant; None where the reader's clock shows it twice, or no minute begins."""
    name = program.settings.timezone
    zone = UTC if name is None else ZoneInfo(name)
    wall = at.astimezone(zone).replace(tzinfo=None)
    is_told = first_instant(wall.replace(second=0, microsecond=0), zone) == at
    return f"at {wall:%Y-%m-%d %H:%M}" if is_told else None


def _posts(program: Program, posts: Iterable[Item]) -> Iterator[_Told]:
    """Posts, those that say the same at equal distances in one line."""
    alike: dict[tuple[str, str], list[tuple[datetime, Item, bool]]] = {}
    for post in posts:
        at = post.via.at if post.via is not None and post.via.at is not None else post.published
        if at is None:
            continue
        telling = Telling(program, post, at)
        details = ", ".join(telling.details())
        said = "" if post.text is None else f" saying {quoted(post.text)}"
        key = (f"{telling.by()}{said}", f" with {details}" if details else "")
        alike.setdefault(key, []).append((at, post, not telling.missing))
    for (head, tail), found in alike.items():
        found.sort(key=lambda one: one[0])
        for run in _runs([at for at, _, _ in found]):
            members = [found[number] for number in run]
            yield _line(head, tail, members)


def _line(head: str, tail: str, members: Sequence[tuple[datetime, Item, bool]]) -> _Told:
    """Posts at equal distances, moved back to where the last of them is on a minute."""
    last, count = members[-1][0], len(members)
    back = last - _minute(last)
    line = f"given post{head}{tail}"
    if count > 1:
        line = f"given {count} posts{head} over {duration_text(count * (members[1][0] - members[0][0]))}{tail}"
    posts = tuple(_moved(post, back) for _, post, _ in members)
    return _Told(last - back, line, posts, is_whole=all(whole for _, _, whole in members))


def _runs(instants: Sequence[datetime]) -> Iterator[range]:
    """Stretches of rising instants in which each is as many whole seconds after the one before."""
    start = 0
    while start < len(instants):
        end = start + 1
        if end < len(instants):
            step = instants[end] - instants[start]
            if step >= _SECOND and step % _SECOND == timedelta(0):
                while end < len(instants) and instants[end] - instants[end - 1] == step:
                    end += 1
        yield range(start, end)
        start = end


def _moved(post: Item, back: timedelta) -> Item:
    changes: dict[str, object] = {}
    if post.published is not None:
        changes["published"] = post.published - back
    if post.via is not None and post.via.at is not None:
        changes["via"] = post.via.model_copy(update={"at": post.via.at - back})
    return post.model_copy(update=changes)


def _view(view: Activity) -> _Told:
    """A view, ending on a minute; one of no known length takes a second."""
    length = view.duration or _SECOND
    end = _minute(view.at + length)
    name = None if view.account is None else account_text(view.account)
    made = Activity(kind=ActivityKind.VIEW, at=end - length, duration=length, account=view.account, id=view.id)
    whose = "" if name is None else f" of {name}"
    return _Told(end, f"given {duration_text(length)} of views{whose}", view=made)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
