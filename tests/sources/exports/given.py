"""What the tests of exports share: a document as a file, and all that comes of it.

All documents of these tests were written for this project, after shapes that are public: the platforms' own help pages
and the programs of people who read their own exports. None is anybody's.
"""

from __future__ import annotations

import json
from pathlib import Path

from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.base import Recognised
from feedcurate.sources.flow import flow
from feedcurate.sources.watched import NoAddresses


class Imported:
    """Everything that an import of some files gives."""

    def __init__(self, *paths: Path) -> None:
        portions = list(flow(paths, item=Item, zone=None, known=NoAddresses()))
        self.items: list[Item] = [item for portion in portions for item in portion.items]
        self.activities: list[Activity] = [done for portion in portions for done in portion.activities]
        self.sources: list[Recognised] = [source for portion in portions for source in portion.sources]
        self.problems = [problem.message for portion in portions for problem in portion.problems]

    @property
    def did(self) -> list[tuple[str, str, str | None, str | None]]:
        """The activities in short: kind, instant, post, and account."""
        return [
            (
                done.kind.value,
                done.at.isoformat().replace("+00:00", "Z"),
                done.item,
                None if done.account is None else done.account.handle or done.account.id or done.account.name,
            )
            for done in self.activities
        ]


def imported(folder: Path, document: object, before: str = "") -> Imported:
    """What comes of a document in a file of that folder."""
    file = folder / "export"
    file.write_text(before + json.dumps(document), encoding="utf-8")
    return Imported(file)
