"""Columns are taken as they are meant, and what does not fit is unknown and told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import feedcurate as fc
from feedcurate.batch import decide, schema
from feedcurate.testing.pool import NOW

RULES = fc.loads(
    """
    signal toxicity: share
    rule liked when post.likes >= 3 then label liked
    rule disliked when post.likes < 3 then label disliked
    rule video when post.kind = video then label video
    rule other when not post.kind = video then label other
    rule old when post.age > 1 day then label old
    rule tagged when #fitspo in post.tags then label tagged
    rule long when any(post.media where media.duration > 1 minute) then label long
    rule toxic when post.toxicity > 50% then label toxic
    rule quoting when post has quote then label quoting
    rule sis when author = @sis@a.example then label sis
    """
)
DAY = datetime(2026, 1, 1, tzinfo=UTC)


def labels(**columns: Any) -> list[list[str]]:
    """The labels of posts with these columns beside an id."""
    return found(**columns).table["labels"].to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def found(**columns: Any) -> Any:
    """What the rules make of posts with these columns beside an id."""
    size = len(next(iter(columns.values())))
    return decide(RULES, pa.table({"id": [str(row) for row in range(size)], **columns}), now=NOW)


def told(**columns: Any) -> list[str]:
    """What is told of these columns."""
    return [str(fault) for fault in found(**columns).faults]


@pytest.mark.parametrize(
    "likes",
    [
        pa.array([5, 1, None], kind)
        for kind in (pa.int8(), pa.uint16(), pa.int32(), pa.uint64(), pa.float32(), pa.float64())
    ]
    + [
        pa.array([5, 1, None]).dictionary_encode(),
        pa.array([Decimal(5), Decimal(1), None], pa.decimal128(5, 1)),
        pa.chunked_array([[5], [1, None]]),
        pa.array([5.0, 1.0, float("nan")], from_pandas=False),
    ],
    ids=lambda array: str(array.type),
)
def test_a_number_may_have_any_width(likes: Any) -> None:
    """What pandas, Polars and databases make of whole numbers is one; NaN is none."""
    assert labels(likes=likes) == [["liked"], ["disliked"], []]
    assert not told(likes=likes)


def test_what_is_no_whole_number_is_unknown_and_told() -> None:
    """Half a like, one too many and infinity are told with their first row."""
    assert labels(likes=pa.array([3.5, float("inf"), 4.0])) == [[], [], ["liked"]]
    assert told(likes=pa.array([3.5, float("inf"), 4.0])) == [
        "column `likes`: not a whole number, and so unknown, in 2 rows, first in row 1"
    ]
    assert labels(likes=pa.array([2**63], pa.uint64())) == [[]]


def test_a_column_of_another_type_is_unknown_and_told_once() -> None:
    """Likes that are texts say nothing, and the other columns still do."""
    texts = pa.array(["5", "1"])
    assert labels(likes=texts, kind=["video", "note"]) == [["video"], ["other"]]
    assert told(likes=texts) == ["column `likes`: is string, not int64, and so unknown in every row"]


def test_a_word_that_is_none_of_an_enumeration_is_unknown() -> None:
    """A kind of post that this version does not know is neither a video nor none."""
    assert labels(kind=["video", "podcast", None]) == [["video"], [], []]
    [message] = told(kind=["video", "podcast", None])
    assert message.startswith("column `kind`: none of note, article, video")


@pytest.mark.parametrize(
    "published",
    [pa.array([DAY, None], pa.timestamp(unit, "Europe/Berlin")) for unit in ("s", "ms", "us", "ns")]
    + [pa.array(["2026-01-01T00:00:00Z", None]), pa.array(["2026-01-01T02:00:00+02:00", None], pa.large_string())],
    ids=lambda array: str(array.type),
)
def test_an_instant_may_have_any_unit_and_zone(published: Any) -> None:
    """Instants are points in time, however they are written."""
    assert labels(published=published) == [["old"], []]


def test_an_instant_without_a_zone_is_none() -> None:
    """Nobody knows when that was; it is told, once for a column and for each text."""
    naive = pa.array([DAY.replace(tzinfo=None)])
    assert labels(published=naive) == [[]]
    assert told(published=naive) == ["column `published`: is instants without a time zone, and so unknown in every row"]
    [message] = told(published=["2026-01-01T00:00:00", "2026-01-01T00:00:00Z"])
    assert message.endswith("row 1")


@pytest.mark.parametrize("duration", [timedelta(minutes=2), "PT2M", 120, 120.0], ids=repr)
def test_a_duration_may_be_a_text_or_seconds(duration: object) -> None:
    """As JSON has them."""
    assert labels(media=[[{"duration": duration}], []]) == [["long"], []]


def test_a_list_with_a_hole_is_unknown() -> None:
    """What the missing tag said nobody knows, so the list is not known."""
    assert labels(tags=[["fitspo"], ["fitspo", None], None]) == [["tagged"], [], []]
    assert told(tags=[["fitspo", None]]) == ["column `tags`: a list with an unknown element, and so unknown, in row 1"]


@pytest.mark.parametrize(
    "kind", [pa.large_list(pa.large_string()), pa.list_(pa.string_view()), pa.list_(pa.string(), 1)]
)
def test_a_list_may_be_of_any_kind(kind: Any) -> None:
    """Large lists, views and lists of a fixed size hold the same."""
    assert labels(tags=pa.array([["fitspo"]], kind)) == [["tagged"]]


def test_signals_are_columns_or_fields_of_a_struct() -> None:
    """`signals.toxicity`, or `toxicity` in `signals`."""
    assert labels(**{"signals.toxicity": [0.9, 0.1, None]}) == [["toxic"], [], []]
    assert labels(signals=[{"toxicity": 0.9}, {"toxicity": 0.1}, None]) == [["toxic"], [], []]


def test_a_quoted_post_without_an_id_is_none() -> None:
    """As in JSON, a post has an id; without one nothing is quoted, and that is told."""
    quotes = [{"id": "7", "text": "x"}, {"id": None, "text": "x"}, None]
    assert labels(quote=quotes) == [["quoting"], [], []]
    assert told(quote=quotes) == ["column `quote`: without `id`, and so unknown, in row 2"]


def test_a_row_without_an_id_has_no_outcome_and_keeps_its_place() -> None:
    """The rows that come out are those that went in."""
    result = decide(RULES, pa.table({"id": ["a", None, "", "d"], "likes": [5, 5, 5, 5]}), now=NOW)
    assert result.table["outcome"].to_pylist() == ["shown", None, None, "shown"]
    assert result.table["fired"].to_pylist() == [["liked"], [], [], ["liked"]]
    assert [str(fault) for fault in result.faults] == [
        "column `id`: unknown, and a post without an id has no outcome, in 2 rows, first in row 2"
    ]


def test_missing_columns_are_unknown() -> None:
    """Of a post of which only the id is known, nothing fires; a source that is not said is `unknown`."""
    [row] = decide(RULES, pa.table({"id": ["a"]}), now=NOW).table.to_pylist()
    assert (row["source"], row["outcome"], row["fired"]) == ("unknown", "shown", [])


def test_nulls_everywhere_are_unknown() -> None:
    """A row of nothing but nulls decides like one without columns."""
    nothing = pa.table({field.name: pa.nulls(2, field.type) for field in schema(RULES)}).set_column(
        0, "id", pa.array(["a", "b"])
    )
    assert decide(RULES, nothing, now=NOW).table["fired"].to_pylist() == [[], []]


def test_no_rows_come_out_of_none() -> None:
    """An empty table has the columns of a result."""
    assert decide(RULES, schema(RULES).empty_table(), now=NOW).table.num_rows == 0


def test_text_that_is_no_utf8_is_read_with_replacement_characters() -> None:
    """The other words of the text still count, and the row is told."""
    rules = fc.loads('rule hit when post.text mentions "summer" then label hit')
    broken = pa.array([b"summer \xff", b"winter"], pa.binary()).view(pa.string())
    result = decide(rules, pa.table({"id": ["a", "b"], "text": broken}), now=NOW)
    assert result.table["labels"].to_pylist() == [["hit"], []]
    assert [str(one) for one in result.faults] == [
        "column `text`: not UTF-8, read with replacement characters, in row 1"
    ]


@pytest.mark.parametrize("lazy", [False, True])
def test_polars_goes_in_and_comes_out(lazy: bool) -> None:
    """A DataFrame or a LazyFrame gives a DataFrame, and of a LazyFrame only what the rules ask for is collected."""
    frame = pl.DataFrame({"id": ["a", "b"], "likes": [5, 1], "other": [object(), object()]}).drop("other")
    given: Any = frame.lazy().with_columns(pl.lit(1).alias("unused")) if lazy else frame
    result = decide(RULES, given, now=NOW)
    assert isinstance(result.table, pl.DataFrame)
    assert result.table["labels"].to_list() == [["liked"], ["disliked"]]


def test_what_is_no_table_is_a_mistake_of_the_caller() -> None:
    """A list of items is what `evaluate` is for."""
    with pytest.raises(TypeError, match="pyarrow or Polars"):
        decide(RULES, [], now=NOW)


def test_a_naive_now_is_a_mistake_of_the_caller() -> None:
    """As everywhere."""
    with pytest.raises(ValueError, match="time zone"):
        decide(RULES, pa.table({"id": ["a"]}), now=NOW.replace(tzinfo=None))
