"""Rules over Spark: the same function from record batches to record batches, carried by `mapInArrow` (extra `spark`).

In: a DataFrame of posts, in the columns of `feedcurate.batch.schema`, and rules. Out: a DataFrame with the columns of
`RESULT_SCHEMA`, a row for each row.

The rules travel with the job, pickled once; a Python worker prepares them once, for all of its partitions. What of the
columns could not be read is said by the logger `feedcurate` of the workers, by column and without content.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from attrs import frozen

from feedcurate.batch import Decider
from feedcurate.batch.columns import SIGNALS
from feedcurate.errors import MissingExtra
from feedcurate.model.account import Account
from feedcurate.ruleset import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

RESULT_TYPE = (
    "source string, id string, outcome string, shift interval day to second, labels array<string>, "
    "notes array<string>, collapse string, fired array<string>, shadow array<string>"
)
"""`RESULT_SCHEMA` in Spark's words."""

_log = logging.getLogger("feedcurate")


@frozen
class Carried:
    """A decider on its way to workers: called with record batches, it gives theirs."""

    pickled: bytes

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The result of each batch, in order."""
        decider = _unpacked(self.pickled)
        for batch in batches:
            found = decider.decide(batch)
            for fault in found.faults:
                _log.warning("%s", fault)
            yield from found.table.to_batches()


def carried(decider: Decider) -> Carried:
    """A function from record batches to record batches, for Spark's `mapInArrow` and whatever else calls one."""
    return Carried(pickle.dumps(decider))


def decided(
    posts: DataFrame,
    rules: Ruleset,
    *,
    now: datetime,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> DataFrame:
    """What the rules make of each post of a DataFrame.

    Only the columns that the rules ask for reach Python. Raises MissingExtra without pyspark, and ValueError where
    `now` has no time zone.
    """
    if find_spec("pyspark") is None:
        raise MissingExtra("spark", "`feedcurate.batch.spark`")
    followed = None if following is None else tuple(following)
    decider = Decider(rules, now=now, timezone=timezone, me=tuple(me), following=followed)
    names = [name for name in posts.columns if name in decider.columns or name == SIGNALS]
    # A name may have a dot in it (`signals.toxicity`), which Spark takes for a field unless it is quoted.
    wanted = posts.select(*(f"`{name}`" for name in names)) if names else posts
    return wanted.mapInArrow(carried(decider), RESULT_TYPE)


@lru_cache(maxsize=4)
def _unpacked(pickled: bytes) -> Decider:
    found: Decider = pickle.loads(pickled)  # noqa: S301 - made by `carried`, in the process that started the job
    return found
