"""Problems with inputs, and what inputs were taken for, in few lines.

In: problems, in the order of the inputs; what each input was taken for. Out: a line for each; where many are alike, one
line for all of these, in the place of the first. JSON has every one.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Protocol, TypeVar

from attrs import frozen

from feedcurate.model.decision import InputProblem

T = TypeVar("T")

_FEW = 5
"""So many that are alike are still told one by one."""
_NAMED = 3
"""How many of those that are told together are named."""
_OWN = re.compile(r"`[^`]*`|\w+://\S+|\d[\d,]*")
_PLACE = re.compile(r"(?:post|activity|record) \d+: ")


class Taken(Protocol):
    """What an input was taken for, and how many posts and activities came of it."""

    @property
    def name(self) -> str:
        """The input's name."""

    @property
    def format(self) -> str:
        """What it was taken for."""

    @property
    def count(self) -> int:
        """How many posts, or of inputs without posts how many activities."""

    @property
    def activities(self) -> int:
        """How many activities besides."""


@frozen
class _Group:
    """Problems that say the same of several places."""

    problems: Sequence[InputProblem]

    def told(self) -> str:
        """Them in one line."""
        sources = list(dict.fromkeys(problem.source for problem in self.problems))
        messages = {_PLACE.sub("", problem.message) for problem in self.problems}
        said = _PLACE.sub("", self.problems[0].message) + ("" if len(messages) == 1 else ", or the like")
        if len(sources) > 1:
            files = f"{len(sources):,} files{_below(sources)}"
            many = len(self.problems)
            where = files if many == len(sources) else f"{many:,} places in {files}"
            return f"{where}: {said} ({_some(_short(sources))})"
        lines = [str(problem.line) for problem in self.problems if problem.line is not None]
        if lines:
            return f"{len(lines):,} lines of {sources[0]}: {said} (lines {_some(lines)})"
        places = [found[0].removesuffix(": ") for one in self.problems if (found := _PLACE.match(one.message))]
        return f"{sources[0]}: {said} ({_some(places)})"


def unread(problems: Iterable[InputProblem]) -> Iterator[str]:
    """The problems, each line without what stands before all of them (`could not read`)."""
    for several in _together(problems, _alike):
        yield str(several[0]) if len(several) == 1 else _Group(several).told()


def taken(sources: Iterable[Taken], only_activities: frozenset[str] = frozenset()) -> Iterator[str]:
    """What the inputs were taken for; `only_activities` are the formats in which `count` is of activities."""
    for several in _together(sources, lambda source: source.format):
        form = several[0].format
        is_acts = form in only_activities
        count, acts = sum(source.count for source in several), sum(source.activities for source in several)
        names = list(dict.fromkeys(source.name for source in several))
        files = "1 file" if len(names) == 1 else f"{len(names):,} files"
        where = several[0].name if len(several) == 1 else f"{files}{_below(names)}"
        yield f"{where}: {form}, {_counts(count, acts, is_acts=is_acts)}"


def _together(every: Iterable[T], alike: Callable[[T], str]) -> Iterator[Sequence[T]]:
    """One by one, in order; where more than a few are alike, all of them in the place of the first."""
    groups: dict[str, list[T]] = defaultdict(list)
    known = [(alike(one), one) for one in every]
    for key, one in known:
        groups[key].append(one)
    for key, one in known:
        several = groups[key]
        if len(several) <= _FEW:
            yield [one]
        elif several[0] is one:
            yield several


def _counts(count: int, activities: int, *, is_acts: bool) -> str:
    if is_acts:
        return _counted(count, "activity", "activities")
    posts = _counted(count, "post", "posts")
    return f"{posts}, {_counted(activities, 'activity', 'activities')}" if activities else posts


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _alike(problem: InputProblem) -> str:
    """What problems have in common that are told together: the message but for names, addresses and numbers."""
    return _OWN.sub("", _PLACE.sub("", problem.message))


def _below(names: Sequence[str]) -> str:
    """The folder that all of them are in, as ` below FOLDER`; nothing where there is none."""
    try:
        folder = os.path.commonpath([os.path.dirname(name) for name in names])  # noqa: PTH120 (names, not files)
    except ValueError:
        return ""
    return f" below {folder}" if folder not in ("", os.sep) else ""


def _short(names: Sequence[str]) -> list[str]:
    return [PurePath(name).name or name for name in names]


def _some(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
