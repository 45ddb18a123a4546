"""Files of every format decide alike, are written whole or not at all, and hostile ones end in a message."""

from __future__ import annotations

import json
import multiprocessing
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
from attrs import evolve

import feedcurate as fc
from benchmarks.workload import NOW, workload
from feedcurate.batch import Decider, decide, decide_file
from feedcurate.batch.files import Unreadable, WorkerLost
from feedcurate.batch.formats import Source, open_source
from feedcurate.batch.lines import Piece
from feedcurate.replacing import replacing
from tests.batch.tables import table

WORK = workload(300, 20)
RULES = fc.loads(
    WORK.text + "rule old when post.age > 3 days then demote 6 hours\nrule pics when post has media then hide"
)
POSTS = table(WORK.items, RULES)


def write_lines(_posts: Any, path: Path) -> None:
    """Posts as NDJSON, as `Item` has them."""
    path.write_text("".join(f"{item.model_dump_json(exclude_none=True)}\n" for item in WORK.items))


def write_file(posts: Any, path: Path) -> None:
    """Posts as an Arrow file."""
    with pa.ipc.new_file(path, posts.schema) as writer:
        writer.write_table(posts, max_chunksize=100)


def write_stream(posts: Any, path: Path) -> None:
    """Posts as an Arrow stream."""
    with pa.ipc.new_stream(path, posts.schema) as writer:
        writer.write_table(posts, max_chunksize=100)


def write_polars(posts: Any, path: Path) -> None:
    """Posts as Polars writes them."""
    frame = pl.from_arrow(posts)
    assert isinstance(frame, pl.DataFrame)
    frame.write_parquet(path)


WRITERS: dict[str, Callable[[Any, Path], None]] = {
    "posts.ndjson": write_lines,
    "posts.arrow": write_file,
    "posts.arrows": write_stream,
    "posts.parquet": pq.write_table,
    "polars.parquet": write_polars,
}


@pytest.fixture
def decider() -> Decider:
    """The rules at the workload's now."""
    return Decider(RULES, now=NOW)


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_decides_as_the_table_does(name: str, tmp_path: Path, decider: Decider) -> None:
    """What a post becomes does not depend on the file it came in."""
    WRITERS[name](POSTS, tmp_path / name)
    report = decide_file(decider, tmp_path / name, tmp_path / "out.parquet")
    assert (report.rows, report.faults) == (300, ())
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == decide(RULES, POSTS, now=NOW).table.to_pylist()


@pytest.mark.parametrize("name", ["out.parquet", "out.arrow", "out.arrows", "out.ndjson"])
def test_every_format_that_is_written_says_the_same(name: str, tmp_path: Path, decider: Decider) -> None:
    """The columns of the result survive every format; NDJSON has durations in ISO 8601."""
    pq.write_table(POSTS, tmp_path / "posts.parquet")
    decide_file(decider, tmp_path / "posts.parquet", tmp_path / name)
    read: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
        "out.parquet": lambda path: pq.read_table(path).to_pylist(),
        "out.arrow": lambda path: pa.ipc.open_file(path).read_all().to_pylist(),
        "out.arrows": lambda path: pa.ipc.open_stream(path).read_all().to_pylist(),
        "out.ndjson": lambda path: [json.loads(line) for line in path.read_text().splitlines()],
    }
    found = read[name](tmp_path / name)
    wanted = decide(RULES, POSTS, now=NOW).table.to_pylist()
    if name == "out.ndjson":
        words = {timedelta(0): "PT0S", timedelta(hours=-6): "-PT6H"}
        wanted = [{**row, "shift": words[row["shift"]]} for row in wanted]
    assert found == wanted


def test_many_pieces_on_several_processes_keep_their_order(
    tmp_path: Path, decider: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row comes back once and in its place, whoever judged it."""
    monkeypatch.setattr("feedcurate.batch.files.ROWS", 40)
    pq.write_table(POSTS, tmp_path / "posts.parquet")
    done: list[int] = []
    decide_file(decider, tmp_path / "posts.parquet", tmp_path / "out.parquet", jobs=2, progress=done.append)
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert found == decide(RULES, POSTS, now=NOW).table.to_pylist()
    assert done == [40] * 7 + [20]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_is_not_read_far_ahead(
    jobs: int, tmp_path: Path, decider: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory does not grow with the file: when the first piece is done, only a few more were read."""
    monkeypatch.setattr("feedcurate.batch.files.ROWS", 10)
    pq.write_table(POSTS, tmp_path / "posts.parquet")
    read: list[int] = []
    ahead: list[int] = []

    def counted(source: Source, *wanted: Any) -> Iterator[Piece]:
        for piece in source.batches(*wanted):
            read.append(piece.done)
            yield piece

    def opened(path: Path) -> Source:
        source = open_source(path)
        return evolve(source, batches=lambda *wanted: counted(source, *wanted))

    monkeypatch.setattr("feedcurate.batch.files.open_source", opened)
    decide_file(
        decider,
        tmp_path / "posts.parquet",
        tmp_path / "out.parquet",
        jobs=jobs,
        progress=lambda _: ahead.append(len(read)),
    )
    assert ahead[0] <= 5
    assert len(ahead) == 30


def test_a_killed_worker_is_told_and_nothing_is_written(
    tmp_path: Path, decider: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever kills a worker gets no half of a result."""
    monkeypatch.setattr("feedcurate.batch.files.ROWS", 40)
    pq.write_table(POSTS, tmp_path / "posts.parquet")

    def kill(_done: int) -> None:
        for worker in multiprocessing.active_children():
            worker.kill()

    with pytest.raises(WorkerLost):
        decide_file(decider, tmp_path / "posts.parquet", tmp_path / "out.parquet", jobs=2, progress=kill)
    assert [path.name for path in tmp_path.iterdir()] == ["posts.parquet"]


def test_bad_lines_are_told_and_the_others_have_rows(tmp_path: Path, decider: Decider) -> None:
    """What is no JSON object has no row; a value of another type is unknown."""
    lines = ['{"id": "a", "likes": 3}', "not json", "", "[1]", '{"id": "b", "likes": "many"}', '{"likes": 4}']
    (tmp_path / "posts.ndjson").write_text("\n".join(lines))
    report = decide_file(decider, tmp_path / "posts.ndjson", tmp_path / "out.ndjson")
    rows = [json.loads(line) for line in (tmp_path / "out.ndjson").read_text().splitlines()]
    assert [(row["id"], row["outcome"]) for row in rows] == [("a", "shown"), ("b", "shown"), (None, None)]
    assert [str(fault) for fault in report.faults] == [
        "column `id`: unknown, and a post without an id has no outcome, in row 3",
        "column `likes`: not int64, and so unknown, in row 5",
        "column `line`: not a JSON object, and so no row, in 2 rows, first in row 2",
    ]


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], Path]:
    """Files that are not what they seem."""
    pq.write_table(POSTS, tmp_path / "whole.parquet")
    whole = (tmp_path / "whole.parquet").read_bytes()
    write_file(POSTS, tmp_path / "whole.arrow")
    arrow = (tmp_path / "whole.arrow").read_bytes()
    write_stream(POSTS, tmp_path / "whole.arrows")
    stream = (tmp_path / "whole.arrows").read_bytes()
    middle = bytearray(whole)
    middle[1_000:20_000] = bytes(19_000)
    contents = {
        "text": b"no columns at all",
        "cut parquet": whole[: len(whole) // 2],
        "parquet without a middle": bytes(middle),
        "parquet of nothing": b"PAR1PAR1",
        "parquet with a broken end": whole[:-40] + b"x" * 32 + whole[-8:],
        "cut arrow": arrow[: len(arrow) // 2],
        "cut stream": stream[: len(stream) // 2],
        "stream of nothing": b"\xff\xff\xff\xff\x00\x01\x00\x00",
    }

    def path(name: str) -> Path:
        (tmp_path / "broken").write_bytes(contents[name])
        return tmp_path / "broken"

    return path


@pytest.mark.parametrize(
    "name",
    [
        "text", "cut parquet", "parquet without a middle", "parquet of nothing", "parquet with a broken end",
        "cut arrow", "cut stream", "stream of nothing",
    ],
)  # fmt: skip
def test_a_broken_file_is_told_and_nothing_is_written(
    name: str, broken: Callable[[str], Path], tmp_path: Path, decider: Decider
) -> None:
    """Whatever is wrong with it, the file that was there before stays."""
    out = tmp_path / "out.parquet"
    out.write_bytes(b"before")
    with pytest.raises(Unreadable) as told:
        decide_file(decider, broken(name), out)
    assert "\n" not in str(told.value)
    assert out.read_bytes() == b"before"
    assert not list(tmp_path.glob(".*"))


def test_an_empty_file_has_no_rows(tmp_path: Path, decider: Decider) -> None:
    """Nothing in, nothing out."""
    (tmp_path / "empty").write_bytes(b"")
    assert decide_file(decider, tmp_path / "empty", tmp_path / "out.parquet").rows == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_a_huge_text_is_a_text(tmp_path: Path, decider: Decider) -> None:
    """Ten million characters in one row, of the kind that takes longest."""
    text = "a\u0301#Aa@b.c " * 1_000_000
    pq.write_table(pa.table({"id": ["a", "b"], "text": [text, "short"]}), tmp_path / "huge.parquet")
    assert decide_file(decider, tmp_path / "huge.parquet", tmp_path / "out.parquet").rows == 2


def test_what_is_interrupted_leaves_the_old_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle of writing is as if nothing had begun."""
    target = tmp_path / "out"
    target.write_bytes(b"before")

    def interrupted() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), replacing(target) as file:
        file.writelines(interrupted())
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_mode_of_a_file_and_a_link_to_it_are_kept(tmp_path: Path) -> None:
    """What was readable for its owner alone still is."""
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "real").chmod(0o600)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "link") as file:
        file.write(b"after")
    assert (tmp_path / "real").read_bytes() == b"after"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o600
    assert (tmp_path / "link").is_symlink()


def test_columns_that_the_rules_ask_for_and_that_are_not_there_are_named(tmp_path: Path, decider: Decider) -> None:
    """A misspelled column does not go by in silence."""
    pq.write_table(pa.table({"id": ["a"], "txt": ["summer"]}), tmp_path / "posts.parquet")
    report = decide_file(decider, tmp_path / "posts.parquet", tmp_path / "out.parquet")
    assert report.missing == ("author", "likes", "media", "published", "text", "via")
