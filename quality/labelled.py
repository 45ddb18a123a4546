"""The labelled posts.

In: `labels.md`, and a line of JSON for each post of `posts/<language>/<subject>.jsonl`.
Out: the names of the labels, and the posts with the labels that people gave them.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from feedcurate import Item

ROOM = Path(__file__).resolve().parent
LANGUAGES = tuple(sorted(folder.name for folder in (ROOM / "posts").iterdir() if folder.is_dir()))

_NAMED = re.compile(r"^(?:### |- \*\*)([a-z_]+\.[a-z_]+)", re.MULTILINE)


class Labelled(BaseModel):
    """A post, its labels, those that it only looks like having, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: Item
    labels: tuple[str, ...]
    near: tuple[str, ...] = ()
    why: str


def label_names() -> frozenset[str]:
    """Every label that `labels.md` gives a meaning."""
    return frozenset(_NAMED.findall((ROOM / "labels.md").read_text(encoding="utf-8")))


def subjects(language: str) -> tuple[Path, ...]:
    """The files of a language, sorted."""
    return tuple(sorted((ROOM / "posts" / language).glob("*.jsonl")))


def read(path: Path) -> tuple[Labelled, ...]:
    """The posts of a file, in its order.

    Raises:
        pydantic.ValidationError: a line is not a labelled post.
    """
    return tuple(Labelled.model_validate_json(line) for line in path.read_bytes().splitlines())


def labelled(language: str) -> tuple[Labelled, ...]:
    """Every post of a language."""
    return tuple(post for path in subjects(language) for post in read(path))
