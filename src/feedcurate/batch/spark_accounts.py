"""Rules that look back, over Spark: all posts of an account brought together before anything is asked of them.

In: a DataFrame of posts, and what is to be done with all posts of some accounts. Out: a DataFrame of what that gives.

A first job looks for accounts that posts name by different identifiers, to know who is who; there are few, and the
driver holds them. Then each post is sent to the rooms of its author and of its reposter, and of those of its other
states, so that of several states the newest can be told. A room has many accounts, and is one group of
`applyInArrow`: what it holds has to fit the memory of a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from feedcurate.batch.advising import Adviser
from feedcurate.batch.carrying import tell, unpacked
from feedcurate.batch.whereabouts import AUTHOR, REPOSTER, Known, Rooms, forms_of, known_of, people_of, rooms_of
from feedcurate.model.account import Account
from feedcurate.program.expr import Input

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

IN_A_PARTITION = 4
"""How many rooms there are for each of the partitions that Spark shuffles into."""

_TO, _OWN, _POST, _ROOM = "_to", "_own", "_post", "_room"
"""The rooms a post goes to, the one that its decision is made in, which post it is, and the room that it is in."""
_ADDED = f"{_TO} array<int>, {_OWN} int, {_POST} string"


def gathered(posts: DataFrame, following: Sequence[Account], whose: Input) -> tuple[DataFrame, Rooms]:
    """Each post once in every room that it has to be in, with `_room` and `_own`.

    `whose`: the author or the reposter, in whose room a post is decided. Rooms of followed accounts are never empty:
    where there is nothing else, they have a row that is no post.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it
    from pyspark.sql.types import StructType

    session = posts.sparkSession
    partitions = int(str(session.conf.get("spark.sql.shuffle.partitions")))
    followed = [known for known in map(known_of, following) if known]
    rooms = rooms_of(_tangled(posts, followed), IN_A_PARTITION * partitions)
    placed = posts.mapInArrow(Placing(rooms, whose), StructType([*posts.schema, *StructType.fromDDL(_ADDED)]))
    of_all_states = placed.withColumn(_TO, F.flatten(F.collect_list(_TO).over(Window.partitionBy(_POST))))
    spread = of_all_states.withColumn(_ROOM, F.explode(F.array_union(_TO, F.array(_OWN)))).drop(_TO, _POST)
    kept_open = sorted({room for known in followed if (room := rooms.of(known)) is not None})
    if not kept_open:
        return spread, rooms
    empty = session.createDataFrame([(room,) for room in kept_open], f"{_ROOM} int")
    return spread.unionByName(empty, allowMissingColumns=True), rooms


def _tangled(posts: DataFrame, followed: Iterable[Known]) -> list[Known]:
    """What those accounts are known by of which another is known by some of it and something else."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    names = [f"`{name}`" for name in (AUTHOR[0], REPOSTER[0]) if name in posts.columns]
    if not names:
        return []
    forms = posts.select(*names).mapInArrow(_forms, "known array<string>")
    if followed:
        given = posts.sparkSession.createDataFrame([(list(known),) for known in followed], "known array<string>")
        forms = forms.union(given)
    pairs = forms.distinct().select("known", F.explode("known").alias("one"))
    shared = pairs.groupBy("one").count().where("count > 1").select("one")
    return [tuple(row.known) for row in pairs.join(shared, "one").select("known").distinct().collect()]


def _forms(batches: Iterable[Any]) -> Iterator[Any]:
    """What the accounts of a partition are known by, each once."""
    met: set[Known] = set()
    for batch in batches:
        new = forms_of(batch) - met
        met |= new
        yield pa.record_batch([pa.array(sorted(map(list, new)), pa.list_(pa.string()))], ["known"])


@frozen(eq=False)
class Placing:
    """Says of record batches which rooms each post goes to."""

    rooms: Rooms
    whose: Input

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Each batch with three columns more."""
        for batch in batches:
            yield self._placed(batch)

    def _placed(self, batch: Any) -> Any:
        authors, reposters = people_of(batch, AUTHOR), people_of(batch, REPOSTER)
        of_author, of_reposter = ([self.rooms.of(known) for known in one.accounts] for one in (authors, reposters))
        names = _texts(batch, "source", "unknown"), _texts(batch, "id", "")
        to: list[list[int]] = []
        own: list[int] = []
        posts: list[str] = []
        for row, (source, name) in enumerate(zip(*names, strict=True)):
            author, reposter = of_author[authors.kinds[row]], of_reposter[reposters.kinds[row]]
            # A post that nobody made, or without an id, is no state of another.
            post = f"{source} {name}" if name else f"{row}"
            decided = author if self.whose is Input.AUTHOR else reposter
            to.append(sorted({room for room in (author, reposter) if room is not None}) if name else [])
            own.append(self.rooms.named(post) if decided is None else decided)
            posts.append(post)
        added = [pa.array(to, pa.list_(pa.int32())), pa.array(own, pa.int32()), pa.array(posts, pa.string())]
        arrays, fields = [*batch.columns, *added], [*batch.schema.names, _TO, _OWN, _POST]
        return pa.RecordBatch.from_arrays(arrays, fields)


def _texts(batch: Any, name: str, otherwise: str) -> list[str]:
    at = batch.schema.get_field_index(name)
    if at < 0:
        return [otherwise] * batch.num_rows
    return [otherwise if text is None else str(text) for text in batch.column(at).to_pylist()]


@frozen(eq=False)
class Deciding:
    """Decides the posts of a room."""

    pickled: bytes

    def __call__(self, room: Any) -> Any:
        """The results of the posts whose own room it is."""
        found = unpacked(self.pickled).decide(room.drop_columns([_ROOM, _OWN]))
        tell(found.faults)
        return found.table.filter(pc.fill_null(pc.equal(room.column(_OWN), room.column(_ROOM)), False))


@frozen(eq=False)
class Advising:
    """Advises about the accounts of a room."""

    pickled: bytes
    rooms: Rooms

    def __call__(self, room: Any) -> Any:
        """The advice about those whose room it is; others are here for what was posted of theirs or by them."""
        adviser: Adviser = unpacked(self.pickled)
        number = room.column(_ROOM)[0].as_py()
        found = adviser.advise(room.drop_columns([_ROOM, _OWN]), lambda one: self.rooms.of(known_of(one)) == number)
        tell(found.faults)
        return found.table


Judging = Callable[[Any], Any]
"""From all rows of a room to rows of a result."""


def in_rooms(spread: DataFrame, judge: Judging, schema: str) -> DataFrame:
    """What some judge makes of each room."""

    def judged(room: Any) -> Any:
        # Of an object Spark would count `self` as an argument, and take what it calls for one that wants the key too.
        return judge(room)

    return spread.groupBy(_ROOM).applyInArrow(judged, schema)
