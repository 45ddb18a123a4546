"""What is kept of a timeline → its parts, and back.

In: parts, each with the time at which it was fetched. Out: a body with a line for each, `{"at": …, "records": […]}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from feedcurate.live.fetched import Part
from feedcurate.live.spool import spool
from feedcurate.sources.decode import NotJson, json_value
from feedcurate.sources.values import elements, fields


def parts_of(stream: BinaryIO) -> Iterator[Part]:
    """What is in a body that was kept; a line that is broken is left out."""
    for line in stream:
        try:
            given = fields(json_value(line))
            at = datetime.fromisoformat(str(given.get("at")))
        except (NotJson, ValueError):
            continue
        if at.tzinfo is not None:
            yield Part(at, tuple(fields(record) for record in elements(given.get("records"))))


def first(parts: Sequence[Part], posts: int) -> tuple[Part, ...]:
    """The first so many posts; parts without any are left out."""
    chosen: list[Part] = []
    for part in parts:
        chosen.append(Part(part.at, part.records[:posts]))
        posts -= len(chosen[-1].records)
    return tuple(part for part in chosen if part.records)


def written(parts: Sequence[Part]) -> BinaryIO:
    """The body of some parts, at its beginning."""
    body = spool()
    for part in parts:
        body.write(json.dumps({"at": part.at.isoformat(), "records": part.records}).encode("ascii") + b"\n")
    body.seek(0)
    return body
