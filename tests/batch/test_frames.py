"""A LazyFrame is judged as it is worked out, never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from polars.io.plugins import register_io_source

import feedcurate as fc
from feedcurate.batch import Decider, advise, decide, decide_file, frames
from feedcurate.batch.frames import streamed
from feedcurate.testing.pool import NOW
from tests.batch.crowd import OF_ACCOUNTS, RULES, crowd
from tests.batch.tables import table

LIKED = fc.loads("rule liked when post.likes > 3 then label liked")
PARTS, ROWS = 300, 1_000


class Worked:
    """A LazyFrame of many parts, which counts those that were asked for."""

    def __init__(self) -> None:
        self.parts = 0
        self.frame = register_io_source(self._parts, schema={"id": pl.String, "likes": pl.Int64, "unused": pl.Int64})

    def _parts(
        self, columns: list[str] | None, _filter: pl.Expr | None, _most: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        for number in range(PARTS):
            self.parts += 1
            part = pl.DataFrame({"id": [f"{number}"] * ROWS, "likes": range(ROWS), "unused": range(ROWS)})
            yield part if columns is None else part.select(columns)


def test_a_part_comes_before_most_others_are_worked_out() -> None:
    """However long the frame is, few parts wait in memory; only wanted columns are worked out."""
    worked = Worked()
    tables = streamed(worked.frame, {"id": {}, "likes": {}}, ROWS)
    for _ in range(20):
        assert next(tables).column_names == ["id", "likes"]
    assert worked.parts < PARTS / 2
    assert sum(one.num_rows for one in tables) == (PARTS - 20) * ROWS


def test_a_frame_in_pieces_has_the_rows_and_faults_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order; a fault says the row of the frame, not of its piece."""
    monkeypatch.setattr(frames, "STREAMED", 7)
    frame = pl.DataFrame({"id": [*map(str, range(30)), None], "likes": [*range(30), 9], "url": [1] * 31})
    lazy, whole = decide(LIKED, frame.lazy(), now=NOW), decide(LIKED, frame, now=NOW)
    assert lazy.table.equals(whole.table)
    assert lazy.faults == whole.faults
    assert [fault.first for fault in lazy.faults] == [31]


def test_an_empty_frame_has_no_rows() -> None:
    """And is no mistake."""
    empty = pl.LazyFrame(schema={"id": pl.String, "likes": pl.Int64})
    assert decide(LIKED, empty, now=NOW).table.height == 0


def test_a_frame_can_be_judged_into_a_file(tmp_path: Path) -> None:
    """Piece by piece from the source to the target."""
    report = decide_file(Decider(LIKED, now=NOW), Worked().frame, tmp_path / "out.parquet")
    assert (report.rows, report.missing) == (PARTS * ROWS, ())
    labels = pq.read_table(tmp_path / "out.parquet")["labels"].to_pylist()
    assert labels == [["liked"] if likes > 3 else [] for likes in range(ROWS)] * PARTS


def test_together_a_frame_is_looked_at_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an author wrote may be in any of its pieces."""
    monkeypatch.setattr(frames, "STREAMED", 7)
    rules, items = fc.loads(RULES), crowd(3, 60)
    posts = table(items, rules)
    lazy = pl.from_arrow(posts).lazy()  # type: ignore[union-attr]  # a table gives a DataFrame
    found = decide(rules, lazy, now=NOW, together=True).table
    assert found.to_arrow().to_pylist() == decide(rules, posts, now=NOW, together=True).table.to_pylist()
    assert "often" in found["fired"].explode().to_list()
    accounts = fc.loads(OF_ACCOUNTS)
    assert advise(accounts, lazy, now=NOW).table.height == advise(accounts, posts, now=NOW).table.num_rows > 0


def test_a_file_is_not_judged_together(tmp_path: Path) -> None:
    """It is never whole in memory, so a decider for posts together is a mistake of the caller."""
    with pytest.raises(ValueError, match="piece by piece"):
        decide_file(Decider(LIKED, now=NOW, together=True), tmp_path / "in.parquet", tmp_path / "out.parquet")
