"""The words of the command line → what is to be fetched, and what is to be read here.

In: inputs. Out: the same in their order, each address by itself, each list of feeds (OPML) as its feeds; everything
else stays the name of a file or folder. A list is one only where it is named: one that lies in a folder is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from feedcurate.live.addresses import NoAddress, Target, is_address, shown, target_of
from feedcurate.model.decision import InputProblem
from feedcurate.sources import files
from feedcurate.sources.lists import is_list, subscriptions
from feedcurate.sources.read import STDIN

_HEAD = 65_536
_LIST = 32 * 1024 * 1024
"""How much of a list is read; one that is larger is refused by whoever reads it."""


@frozen
class Wanted:
    """Something to fetch: its address, how it is called, and the folder of the list that it stands in."""

    target: Target
    name: str
    folder: str | None = None


def wanted(inputs: Iterable[str | Path]) -> Iterator[Wanted | InputProblem | str | Path]:
    """Every input in its order: something to fetch, something wrong, or a name that is read here."""
    for name in inputs:
        if isinstance(name, str) and is_address(name):
            yield _address(name, None)
        elif name != STDIN and str(name) and _is_list(Path(name)):
            yield from _listed(Path(name))
        else:
            yield name


def _address(name: str, folder: str | None) -> Wanted | InputProblem:
    try:
        return Wanted(target_of(name), shown(name.strip()), folder)
    except NoAddress as problem:
        return InputProblem(source=shown(name.strip()), message=str(problem))


def _is_list(path: Path) -> bool:
    """Whether a file is a list of feeds; where that cannot be told, whoever reads it will say why."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return is_list(stream.read(_HEAD))
    except (OSError, ValueError):
        return False


def _listed(path: Path) -> Iterator[Wanted | InputProblem]:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LIST)
    except OSError as error:
        yield files.problem(path, error)
        return
    found, problems = subscriptions(data, files.shown(path))
    yield from problems
    for one in found:
        yield _address(one.feed, one.folder)
