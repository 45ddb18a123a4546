"""Rules over Spark: the same function from record batches to record batches, carried by `mapInArrow` (extra `spark`).

In: a DataFrame of posts, in the columns of `feedcurate.batch.schema`, and rules. Out: a DataFrame with the columns of
`RESULT_SCHEMA`, a row for each row; or of `ADVICE_SCHEMA`, a row for each account that a rule speaks of.

The rules travel with the job, pickled once; a Python worker prepares them once, for all of its partitions. Where rules
look back at the posts of an account, these are brought together first (`spark_accounts`). What of the columns could
not be read is said by the logger `feedcurate` of the workers, by column and without content.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from feedcurate.batch import Adviser, BeyondColumns, Decider
from feedcurate.batch.carrying import Carried, carried
from feedcurate.batch.columns import SIGNALS
from feedcurate.batch.reach import account_rules, beyond_account, looks_back, post_rules, whose_posts
from feedcurate.batch.reads import Tree, everything
from feedcurate.batch.spark_accounts import Advising, Deciding, gathered, in_rooms
from feedcurate.engine.scene import scene_of
from feedcurate.errors import MissingExtra
from feedcurate.model.account import Account
from feedcurate.model.facts import Facts
from feedcurate.program.expr import Input
from feedcurate.program.program import AccountRule, Rule
from feedcurate.ruleset import Ruleset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["ADVICE_TYPE", "RESULT_TYPE", "Carried", "advised", "carried", "decided"]

RESULT_TYPE = (
    "source string, id string, outcome string, shift interval day to second, labels array<string>, "
    "notes array<string>, collapse string, fired array<string>, shadow array<string>"
)
"""`RESULT_SCHEMA` in Spark's words."""

ADVICE_TYPE = (
    "source string, id string, handle string, url string, name string, advice string, "
    "duration interval day to second, because array<string>, overridden array<string>, shadow array<string>"
)
"""`ADVICE_SCHEMA` in Spark's words."""


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

    Only the columns that the rules ask for reach Python. Where rules look back at the posts of an author (or of a
    reposter), the posts of each account are brought together, which starts a job to see who is who.

    Raises:
        MissingExtra: pyspark is not installed.
        ValueError: `now` has no time zone.
        BeyondColumns: rules ask more of the past than the posts of one account.
    """
    _needs_spark()
    known = _facts(timezone, me, following)
    holding = post_rules(rules.program, scene_of(rules.program, (), known, now).context)
    together = looks_back(rules.program, holding)
    if together:
        _within_an_account(rules, holding)
    decider = Decider(rules, now=now, timezone=timezone, me=known.me, following=known.following, together=together)
    if not together:
        return _chosen(posts, decider.columns).mapInArrow(carried(decider), RESULT_TYPE)
    [whose] = whose_posts(rules.program, holding)
    spread, _ = gathered(_chosen(posts, decider.columns), (), whose)
    return in_rooms(spread, Deciding(pickle.dumps(decider)), RESULT_TYPE)


def advised(
    posts: DataFrame,
    rules: Ruleset,
    *,
    now: datetime,
    timezone: ZoneInfo | None = None,
    me: Iterable[str] = (),
    following: Iterable[Account] | None = None,
) -> DataFrame:
    """What the rules for accounts advise about everybody who wrote or reposted a post, or whom the reader follows.

    The posts are all there ever were; those of each account are brought together, which starts a job to see who is
    who. Raises what `decided` does.
    """
    _needs_spark()
    known = _facts(timezone, me, following)
    _within_an_account(rules, account_rules(rules.program, scene_of(rules.program, (), known, now).context))
    adviser = Adviser(rules, now=now, timezone=timezone, me=known.me, following=known.following)
    spread, rooms = gathered(_chosen(posts, everything(rules.program)), known.following or (), Input.AUTHOR)
    return in_rooms(spread, Advising(pickle.dumps(adviser), rooms), ADVICE_TYPE)


def _needs_spark() -> None:
    if find_spec("pyspark") is None:
        raise MissingExtra("spark", "`feedcurate.batch.spark`")


def _facts(timezone: ZoneInfo | None, me: Iterable[str], following: Iterable[Account] | None) -> Facts:
    return Facts(timezone=timezone, me=tuple(me), following=None if following is None else tuple(following))


def _within_an_account(rules: Ruleset, holding: Iterable[Rule | AccountRule]) -> None:
    beyond = beyond_account(rules.program, list(holding))
    if beyond:
        raise BeyondColumns(beyond)


def _chosen(posts: DataFrame, columns: Tree) -> DataFrame:
    """The posts with the columns that are wanted, and of structures the parts; all of them where none is there.

    What a row costs on its way to Python and back is by the number of its fields, be they null.
    """
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    # A name may have a dot in it (`signals.toxicity`), which Spark takes for a field unless it is quoted.
    chosen = [
        _pruned(F.col(f"`{field.name}`"), field.dataType, columns.get(field.name, {})).alias(field.name)
        for field in posts.schema
        if field.name in columns or field.name == SIGNALS
    ]
    return posts.select(*chosen) if chosen else posts


def _pruned(column: Any, kind: Any, tree: Tree) -> Any:
    """A column with the parts of a tree, null where it was; an empty tree: all of it."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it
    from pyspark.sql.types import StructType

    if not tree or not isinstance(kind, StructType):
        return column
    parts = [
        _pruned(column.getField(part.name), part.dataType, tree[part.name]).alias(part.name)
        for part in kind
        if part.name in tree
    ]
    # Of a structure that only has to be there, something has to be left.
    return F.when(column.isNotNull(), F.struct(*(parts or [F.lit(True).alias("there")])))
