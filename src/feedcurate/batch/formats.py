"""Files of columns: which formats there are, how they are read piece by piece, and how results are written.

In: paths, or a LazyFrame of Polars. Out: readers that give record batches of bounded size, and writers that take them.

A file is told by its first bytes, an output by the ending of its name. NDJSON is one post a line, as `Item` has it in
JSON; a line that is no JSON object is told and has no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
from attrs import define, field, frozen
from pydantic_core import to_json

from feedcurate.batch.columns import SIGNAL_PREFIX, SIGNALS, Shape
from feedcurate.batch.frames import streamed
from feedcurate.batch.lines import Piece, json_schema, rows_of_lines
from feedcurate.batch.outcomes import RESULT_SCHEMA
from feedcurate.batch.reads import Tree

if TYPE_CHECKING:
    import polars as pl

BLOCK = 16 << 20
"""Bytes of NDJSON that are read at a time, where no line is longer."""


class Format(StrEnum):
    """A kind of file."""

    PARQUET = "Parquet"
    ARROW_FILE = "Arrow IPC"
    ARROW_STREAM = "Arrow IPC stream"
    NDJSON = "NDJSON"
    LAZY_FRAME = "Polars"


ENDINGS: Mapping[str, Format] = {
    ".parquet": Format.PARQUET,
    ".pq": Format.PARQUET,
    ".arrow": Format.ARROW_FILE,
    ".feather": Format.ARROW_FILE,
    ".ipc": Format.ARROW_FILE,
    ".arrows": Format.ARROW_STREAM,
    ".ndjson": Format.NDJSON,
    ".jsonl": Format.NDJSON,
}


class Unreadable(Exception):
    """A file cannot be read, or read on; the message says why in words for people."""


@frozen(eq=False)
class Source:
    """A file that was opened, or a LazyFrame, of which nobody knows how large it is.

    `rows`: how many there are, where that is known before reading. `size`: what reading counts up to; 0: not known.
    """

    format: Format
    rows: int | None
    size: int
    columns: tuple[str, ...] | None
    batches: Callable[[Tree, Mapping[str, Shape], int], Iterator[Piece]]
    """Given the columns that are wanted, their shapes, and how many rows at most: the file piece by piece."""


def open_source(path: Path) -> Source:
    """Open a file of posts.

    Raises:
        Unreadable: it is of no known format, or broken.
        OSError: it cannot be opened.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(8)
        file.seek(max(0, size - 4))
        end = file.read()
    if start[:4] == b"PAR1":
        if end != b"PAR1":
            raise Unreadable("it is a Parquet file that breaks off: its end is missing")
        return _parquet(path)
    if start[:6] == b"ARROW1":
        return _arrow_file(path)
    if start[:4] == b"\xff\xff\xff\xff":
        return _arrow_stream(path, size)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b""):
        return Source(Format.NDJSON, None, size, None, lambda tree, shapes, _most: _lines(path, tree, shapes))
    raise Unreadable("it is neither Parquet nor Arrow IPC nor NDJSON")


def open_frame(frame: pl.LazyFrame) -> Source:
    """A LazyFrame, worked out as it is read."""

    def batches(tree: Tree, _shapes: Mapping[str, Shape], most: int) -> Iterator[Piece]:
        done = 0
        for table in streamed(frame, tree, most):
            done += table.num_rows
            yield Piece(table, done)

    return Source(Format.LAZY_FRAME, None, 0, tuple(frame.collect_schema().names()), batches)


def _parquet(path: Path) -> Source:
    try:
        file = pyarrow.parquet.ParquetFile(path, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is a broken Parquet file: {_first_line(error)}") from error
    rows, names = file.metadata.num_rows, tuple(file.schema_arrow.names)

    def batches(tree: Tree, _shapes: Mapping[str, Shape], most: int) -> Iterator[Piece]:
        wanted = list(_leaves(tree, file.schema_arrow))
        done = 0
        with _told():
            for batch in file.iter_batches(batch_size=most, columns=wanted, use_threads=False):
                done += batch.num_rows
                yield Piece(batch, done)

    return Source(Format.PARQUET, rows, rows, names, batches)


def _leaves(tree: Tree, schema: Any) -> Iterator[str]:
    """The columns of a tree that a schema has, as Parquet names them."""
    for name, below in tree.items():
        at = schema.get_field_index(name)
        if at < 0:
            if name.startswith(SIGNAL_PREFIX) and schema.get_field_index(SIGNALS) >= 0:
                yield SIGNALS
            continue
        kind = schema.field(at).type
        inner = [f"{name}.{leaf}" for leaf in _leaves(below, kind)] if below and pa.types.is_struct(kind) else []
        yield from inner or [name]


def _arrow_file(path: Path) -> Source:
    try:
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        names = tuple(reader.schema.names)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is a broken Arrow file: {_first_line(error)}") from error

    def batches(_tree: Tree, _shapes: Mapping[str, Shape], most: int) -> Iterator[Piece]:
        with _told():
            for number in range(reader.num_record_batches):
                yield from _sliced(reader.get_batch(number), most, number + 1)

    return Source(Format.ARROW_FILE, None, reader.num_record_batches, names, batches)


def _arrow_stream(path: Path, size: int) -> Source:
    try:
        file = pa.memory_map(str(path))
        reader = pa.ipc.open_stream(file)
        names = tuple(reader.schema.names)
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it is a broken Arrow stream: {_first_line(error)}") from error

    def batches(_tree: Tree, _shapes: Mapping[str, Shape], most: int) -> Iterator[Piece]:
        with _told():
            for batch in reader:
                yield from _sliced(batch, most, file.tell())

    return Source(Format.ARROW_STREAM, None, size, names, batches)


def _sliced(batch: Any, most: int, done: int) -> Iterator[Piece]:
    for start in range(0, batch.num_rows, most):
        yield Piece(batch.slice(start, most), done)


def _lines(path: Path, tree: Tree, shapes: Mapping[str, Shape]) -> Iterator[Piece]:
    """NDJSON in blocks of whole lines."""
    schema = json_schema(tree, shapes)
    done = number = 0
    with path.open("rb") as file:
        rest = b""
        while data := file.read(BLOCK):
            block, sign, rest = (rest + data).rpartition(b"\n")
            if sign:
                done += len(block) + 1
                yield rows_of_lines(block, schema, done, number)
                number += block.count(b"\n") + 1
        if rest:
            yield rows_of_lines(rest, schema, done + len(rest), number)


@define
class Writer(AbstractContextManager["Writer"]):
    """Writes results; what was written is whole once this is closed."""

    _file: BinaryIO
    _format: Format
    _writer: Any = field(default=None, init=False)

    def __enter__(self) -> Writer:
        match self._format:
            case Format.PARQUET:
                self._writer = pyarrow.parquet.ParquetWriter(self._file, RESULT_SCHEMA, compression="zstd")
            case Format.ARROW_FILE:
                self._writer = pa.ipc.new_file(self._file, RESULT_SCHEMA)
            case Format.ARROW_STREAM:
                self._writer = pa.ipc.new_stream(self._file, RESULT_SCHEMA)
            case Format.NDJSON:
                pass
        return self

    def write(self, table: Any) -> None:
        """Add a table of results."""
        if self._writer is None:
            self._file.writelines(_json_line(row) for row in table.to_pylist())
        else:
            self._writer.write_table(table)

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()


def _json_line(row: dict[str, Any]) -> bytes:
    return to_json(row, timedelta_mode="iso8601") + b"\n"


@contextmanager
def _told() -> Iterator[None]:
    """What breaks off in the middle is the file's fault."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"it breaks off: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or ["no reason given"])[0][:200]
