"""What the rules that fired make of each row: `engine.verdict` over columns.

In: for every rule the rows in which it fires. Out: an Arrow batch with a row for each row that came.

Strengths, their outcomes and the limits of shifts are those of `engine.verdict`; the texts of rules go through it row
by row, as only few rows have any.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import Factory, define, frozen
from numpy.typing import NDArray

from feedcurate.batch.bits import Flags, Rows, pairs_of
from feedcurate.batch.truths import Truths
from feedcurate.engine.deciding import request
from feedcurate.engine.verdict import FURTHEST, OUTCOMES, Fired, verdict
from feedcurate.program.program import Rule, Strength, Template

RESULT_SCHEMA = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("id", pa.string()),
        pa.field("outcome", pa.string()),
        pa.field("shift", pa.duration("us")),
        pa.field("labels", pa.list_(pa.string())),
        pa.field("notes", pa.list_(pa.string())),
        pa.field("collapse", pa.string()),
        pa.field("fired", pa.list_(pa.string())),
        pa.field("shadow", pa.list_(pa.string())),
    ]
)
"""The columns that come out; see the reference for what each says."""

_STRENGTHS = list(Strength)
_LIMIT = FURTHEST // (FURTHEST / FURTHEST.days / 86_400_000_000)
_ENDS = np.iinfo(np.int64).max


@frozen(eq=False)
class Rules:
    """The rules of one kind that hold, by name, as arrays by their number."""

    rules: tuple[Rule, ...]
    names: Any
    strengths: NDArray[np.int8]
    shifts: tuple[int, ...]
    labels: Any
    label_starts: Rows
    label_numbers: Rows
    texted: Flags
    """The rules with a text to show: a note, or what to fold a post behind."""
    filled: Flags
    """Those of them whose text has places to fill in."""


def rules_of(rules: Sequence[Rule]) -> Rules:
    """Rules as arrays."""
    labels = sorted({label for rule in rules for label in rule.actions.labels})
    number_of = {label: number for number, label in enumerate(labels)}
    each = [sorted({number_of[label] for label in rule.actions.labels}) for rule in rules]
    templates = [_templates(rule) for rule in rules]
    return Rules(
        rules=tuple(rules),
        names=pa.array([rule.name for rule in rules], pa.string()),
        strengths=np.array([_STRENGTHS.index(rule.actions.strength) for rule in rules], np.int8),
        shifts=tuple(_microseconds(rule) for rule in rules),
        labels=pa.array(labels, pa.string()),
        label_starts=np.concatenate(([0], np.cumsum([len(one) for one in each], dtype=np.int64))).astype(np.int64),
        label_numbers=np.array([number for one in each for number in one], np.int64),
        texted=np.array([bool(found) for found in templates], np.bool_),
        filled=np.array([any(not isinstance(p, str) for t in found for p in t.parts) for found in templates], np.bool_),
    )


def _templates(rule: Rule) -> list[Template]:
    return [*([] if rule.actions.collapse is None else [rule.actions.collapse]), *rule.actions.notes]


def _microseconds(rule: Rule) -> int:
    shift = rule.actions.shift
    return (shift.days * 86_400 + shift.seconds) * 1_000_000 + shift.microseconds


@define(eq=False)
class Outcomes:
    """Turns the rules that fired into columns."""

    live: Rules
    shadow: Rules
    _requests: dict[int, Fired] = Factory(dict)

    def batch(self, truths: Truths, own: Flags, nameless: Flags) -> Any:
        """The result of a chunk. `own` rows are kept, `nameless` ones have no id and so no outcome."""
        size = truths.chunk.size
        rules, rows = _by_row(_fired(self.live, truths, ~nameless))
        strengths = np.where(own, _STRENGTHS.index(Strength.KEEP), 0).astype(np.int8)
        if self.live.strengths.any():
            np.maximum.at(strengths, rows, self.live.strengths[rules])
        notes, collapses = self._texts(truths, rules, rows, own)
        words = pa.array([OUTCOMES[strength].value for strength in _STRENGTHS], pa.string())
        columns = [
            _source(truths),
            _named(truths),
            words.take(pa.array(strengths, mask=nameless)),
            pa.array(self._shifts(rules, rows, size), mask=nameless).cast(pa.duration("us")),
            self._labels(rules, rows, size),
            notes,
            collapses,
            _lists(self.live.names, rules, rows, size),
            _lists(self.shadow.names, *_by_row(_fired(self.shadow, truths, ~nameless)), size),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=RESULT_SCHEMA)

    def _shifts(self, rules: Rows, rows: Rows, size: int) -> NDArray[np.int64]:
        """The sum of shifts, exact, then held within a hundred years either way."""
        is_small = sum(map(abs, self.live.shifts)) < _ENDS
        each = np.array(self.live.shifts or (0,), np.int64 if is_small else object)
        total = np.zeros(size, each.dtype)
        moved = np.flatnonzero(each[rules] != 0) if len(rules) else rules
        np.add.at(total, rows[moved], each[rules[moved]])
        return np.clip(total, -_LIMIT, _LIMIT).astype(np.int64)

    def _labels(self, rules: Rows, rows: Rows, size: int) -> Any:
        counts = self.live.label_starts[rules + 1] - self.live.label_starts[rules]
        starts = np.repeat(self.live.label_starts[rules] + counts - np.cumsum(counts), counts)
        numbers = self.live.label_numbers[starts + np.arange(len(starts))]
        keys = np.repeat(rows, counts) * max(1, len(self.live.labels)) + numbers
        if not (keys[1:] > keys[:-1]).all():
            keys = np.unique(keys)
        rows, numbers = np.divmod(keys, max(1, len(self.live.labels)))
        return _lists(self.live.labels, numbers, rows, size)

    def _texts(self, truths: Truths, rules: Rows, rows: Rows, own: Flags) -> tuple[Any, Any]:
        """The notes and what collapsed posts are folded behind."""
        size = truths.chunk.size
        notes: list[list[str]] = [[] for _ in range(size)] if self.live.texted.any() else []
        collapses: list[str | None] = [None] * size
        texted = np.unique(rows[self.live.texted[rules]]) if len(rules) else rows
        starts, ends = np.searchsorted(rows, texted), np.searchsorted(rows, texted, "right")
        readings, blank = self._readings(truths, rules, rows), truths.prepared.reference.blank()
        for row, start, end in zip(texted.tolist(), starts.tolist(), ends.tolist(), strict=True):
            fired = [self._request(rule, readings.get(row) or blank) for rule in rules[start:end].tolist()]
            found = verdict(fired, own=bool(own[row]))
            notes[row], collapses[row] = list(found.notes), found.collapse
        if not notes:
            return _lists(pa.array([], pa.string()), rules[:0], rows[:0], size), pa.nulls(size, pa.string())
        return pa.array(notes, pa.list_(pa.string())), pa.array(collapses, pa.string())

    def _readings(self, truths: Truths, rules: Rows, rows: Rows) -> dict[int, Any]:
        """The readings of rows in which a text has places to fill in."""
        wanted = np.unique(rows[self.live.filled[rules]]).tolist() if len(rules) else []
        back = truths.prepared.reference.reads.of
        looks_back = any(
            back[part].looks_back
            for rule in self.live.rules
            for template in _templates(rule)
            for part in template.parts
            if not isinstance(part, str)
        )
        return truths.asked.looking_back(wanted) if looks_back else truths.asked.readings(wanted)

    def _request(self, number: int, reading: Any) -> Fired:
        """What a rule asks for; where its texts are always the same, that is remembered."""
        if self.live.filled[number]:
            return request(self.live.rules[number], reading)
        if number not in self._requests:
            # Without places to fill in, nothing is read.
            self._requests[number] = request(self.live.rules[number], reading)
        return self._requests[number]


def _fired(rules: Rules, truths: Truths, among: Flags) -> tuple[Rows, Rows]:
    """The pairs (rule, row) of what fires, by rule."""
    size = truths.chunk.size
    sets = np.empty((len(rules.rules), (size + 7) // 8), np.uint8)
    here = np.packbits(among)
    for number, rule in enumerate(rules.rules):
        sets[number] = truths.rows(rule.when) & here
    return pairs_of(sets)


def _by_row(pairs: tuple[Rows, Rows]) -> tuple[Rows, Rows]:
    """The pairs by row, then rule. Numbers of 16 bits, which rows mostly are, NumPy sorts without comparing them."""
    rules, rows = pairs
    is_short = not len(rows) or int(rows.max()) <= np.iinfo(np.uint16).max
    order = np.argsort(rows.astype(np.uint16) if is_short else rows, kind="stable")
    return rules[order], rows[order]


def _lists(values: Any, numbers: Rows, rows: Rows, size: int) -> Any:
    """A list for each row: of the values with these numbers; `rows` ascend."""
    offsets = np.searchsorted(rows, np.arange(size + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values.take(pa.array(numbers)))


def _named(truths: Truths) -> Any:
    array = truths.chunk.at(("id",))
    return pa.nulls(truths.chunk.size, pa.string()) if array is None else array


def _source(truths: Truths) -> Any:
    array = truths.chunk.at(("source",))
    size = truths.chunk.size
    return pa.array(["unknown"] * size) if array is None else array.fill_null("unknown")
