"""Lists of feeds, in the formats in which people have them: OPML, and the subscriptions that YouTube exports.

In: the bytes of a file. Out: whether it is such a list; the feeds in it, and what is wrong with it.
"""

from __future__ import annotations

import csv
import io
import re

from feedcurate.model.decision import InputProblem
from feedcurate.sources import opml
from feedcurate.sources.decode import decoded
from feedcurate.sources.opml import Subscription
from feedcurate.sources.told import Told

# What may stand before the first tag; each piece is matched in one way only, however many there are.
_BEFORE = r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*+"
_ROOT = re.compile(_BEFORE + r"<(?:\w{1,40}:)?opml(?=[\s>/])", re.IGNORECASE | re.DOTALL)
_CHANNEL = re.compile(r"UC[\w-]{22}")
_FEED = "https://www.youtube.com/feeds/videos.xml?channel_id={}"
_PROBLEMS = 100


def is_list(head: bytes) -> bool:
    """Whether a file that begins so is a list of feeds."""
    text = decoded(head).lstrip("\ufeff")
    return _ROOT.match(text) is not None or _is_table(text)


def subscriptions(data: bytes, name: str) -> tuple[tuple[Subscription, ...], tuple[InputProblem, ...]]:
    """The feeds of a list, in its order, and what could not be read of it; `name` is what problems call it."""
    text = decoded(data[:65_536]).lstrip("\ufeff")
    return _channels(data, name) if _is_table(text) else opml.subscriptions(data, name)


def _is_table(text: str) -> bool:
    """Whether it is `subscriptions.csv` of Google Takeout: a channel's id, its address, its title.

    The first line names these in the reader's language, so that only the second one tells.
    """
    first, _, rest = text.partition("\n")
    cells = rest.partition("\n")[0].split(",")
    return (
        first.count(",") == 2 and len(cells) >= 3 and bool(_CHANNEL.fullmatch(cells[0])) and "youtube.com" in cells[1]
    )


def _channels(data: bytes, name: str) -> tuple[tuple[Subscription, ...], tuple[InputProblem, ...]]:
    told, found = Told(name, _PROBLEMS), []
    rows = csv.reader(io.StringIO(decoded(data).lstrip("\ufeff"), newline=""))
    try:
        for row in rows:
            if rows.line_num == 1 or not any(row):
                continue
            if len(row) < 3 or not _CHANNEL.fullmatch(row[0]):
                told.problem(rows.line_num, "is no channel of YouTube")
                continue
            found.append(Subscription(feed=_FEED.format(row[0]), title=row[2].strip() or None, page=row[1] or None))
    except csv.Error as error:
        told.problem(rows.line_num, f"is no row of a table: {error}")
    return tuple(found), told.all()
