"""A table of activities: CSV with a first line that names its columns.

In: a binary stream, UTF-8 or with a byte order mark that says otherwise; `,`, `;` or a tab between cells. Out: each
row as a record with its line number, or what is wrong with it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TextIO

from attrs import define, field, frozen

from feedcurate.model.activity import Activity
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.decode import decoded, encoding_of

_BETWEEN = ",;\t"
_NEEDED = frozenset({"kind", "at"})


@frozen
class Columns:
    """What the first line says: the names, lower case, and what stands between them."""

    names: tuple[str, ...]
    between: str

    @property
    def extra(self) -> tuple[str, ...]:
        """Columns that an activity has no field for."""
        return tuple(name for name in self.names if name not in Activity.model_fields)

    @property
    def doubled(self) -> tuple[str, ...]:
        """Fields that more than one column is named after."""
        return tuple(name for name in Activity.model_fields if self.names.count(name) > 1)


@frozen
class Row:
    """One row: its line, and either its cells by column, blank ones left out, or what is wrong with it."""

    line: int
    cells: Mapping[str, str] = field(factory=dict)
    problem: str | None = None


def columns_of(head: bytes) -> Columns | None:
    """The columns of a table of activities that begins so; None where it is something else."""
    first = next((line for line in decoded(head).lstrip("\ufeff").splitlines() if line.strip()), "")
    found = max((_split(first, between) for between in _BETWEEN), key=lambda columns: len(_known(columns)))
    return found if found.names and _known(found) >= _NEEDED else None


def _known(columns: Columns) -> frozenset[str]:
    return frozenset(columns.names) & Activity.model_fields.keys()


def _split(line: str, between: str) -> Columns:
    cells = next(csv.reader([line], delimiter=between), [])
    return Columns(tuple(cell.strip().casefold() for cell in cells), between)


@define
class _Lines:
    """The lines of a text; one that is too long is blank instead, and remembered."""

    text: TextIO
    longest: int
    number: int = 0
    too_long: list[int] = field(factory=list)

    def __iter__(self) -> Iterator[str]:
        """Each with its end."""
        while line := self.text.readline(self.longest):
            self.number += 1
            if len(line) == self.longest and not line.endswith("\n"):
                self.too_long.append(self.number)
                while (line := self.text.readline(self.longest)) and not line.endswith("\n"):
                    pass
                line = "\n"
            yield line


def rows(stream: io.BufferedReader, columns: Columns, head: bytes, limits: ReadLimits) -> Iterator[Row]:
    """The rows below the first line. A quote that is never closed is told where it was opened."""
    encoding = encoding_of(head[:4]) or "utf-8"
    with io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text:
        lines = _Lines(text, limits.line_bytes)
        reader = csv.reader(lines, delimiter=columns.between, strict=True)
        is_header = True
        while True:
            line = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield Row(line, problem=_said(error, line, lines.number))
                continue
            yield from (Row(number, problem=f"is longer than {limits.line_bytes:,} bytes") for number in lines.too_long)
            lines.too_long.clear()
            if not any(cell.strip() for cell in cells):
                continue
            if not is_header:
                yield _row(cells, columns, line)
            is_header = False


def _row(cells: list[str], columns: Columns, line: int) -> Row:
    if any(cell.strip() for cell in cells[len(columns.names) :]):
        return Row(line, problem=f"has {len(cells)} cells, and the first line names {len(columns.names)}")
    named = zip(columns.names, cells, strict=False)
    return Row(line, {name: cell.strip() for name, cell in named if name in Activity.model_fields and cell.strip()})


def _said(error: csv.Error, first: int, last: int) -> str:
    """Why a row cannot be taken apart; how far it reached, since what lies in between is lost with it."""
    reach = "" if last <= first else f" (lines {first} to {last} are lost)"
    words = "a quote is opened and not closed" if "end of data" in str(error) or "field larger" in str(error) else error
    return f"is no row: {words}{reach}"
