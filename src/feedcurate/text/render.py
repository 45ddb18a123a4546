"""Diagnostics to what people and programs read.

In: diagnostics. Out: `render`, text in the manner of rustc (the line, the underlined words, help), and `to_dict`, plain
data for JSON. Nothing in a source or a message reaches a terminal as more than a picture of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.span import Source, Span
from feedcurate.text.visible import columns, visible

_LINE = 120
"""The characters of a source line that are shown at most."""

_LEAD = 40
"""How many of them stand before the underlined words where the line is cut."""

_COLOURS = {"error": "1;31", "warning": "1;33", "plain": "1", "frame": "1;34", "help": "1;36"}


@frozen
class _Mark:
    """Words to underline, with a remark beside them."""

    span: Span
    text: str
    is_main: bool


def render(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """All of them below each other, each ending in an empty line but the last; escape codes only if asked for."""
    paint = _painted if colour else _unpainted
    return "\n".join("\n".join(_Drawing(diagnostic, paint).lines()) + "\n" for diagnostic in diagnostics)


def to_dict(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as JSON has it: lines and columns (in characters) from 1, the end is just behind the last one."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "help": diagnostic.help,
        "labels": [{"text": label.text, **_place(label.span)} for label in diagnostic.labels],
    }


def _place(span: Span) -> dict[str, Any]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {"file": span.source.name, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _painted(text: str, role: str) -> str:
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if text else text


def _unpainted(text: str, _role: str) -> str:
    return text


def _window(text: str, line: int, first: int) -> tuple[int, int]:
    """What is shown of the line that starts at `line`: all of it, or a stretch around `first`."""
    end = text.find("\n", line, line + _LINE + 1)
    if end >= 0 or len(text) - line <= _LINE:
        return line, len(text) if end < 0 else end
    start = max(line, first - _LEAD)
    end = text.find("\n", start, start + _LINE)
    return start, min(len(text), start + _LINE) if end < 0 else end


class _Drawing:
    """One diagnostic, as lines."""

    def __init__(self, diagnostic: Diagnostic, paint: Callable[[str, str], str]) -> None:
        self._diagnostic = diagnostic
        self._paint = paint
        self._marks = [
            _Mark(diagnostic.span, diagnostic.note, is_main=True),
            *(_Mark(label.span, label.text, is_main=False) for label in diagnostic.labels),
        ]
        numbers = [mark.span.source.position(mark.span.start)[0] for mark in self._marks]
        self._gutter = len(str(max(numbers)))

    def lines(self) -> Iterator[str]:
        """The message, the places, the help."""
        diagnostic = self._diagnostic
        head = self._paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
        yield head + self._paint(f": {visible(diagnostic.message)}", "plain")
        sources = list(dict.fromkeys(id(mark.span.source) for mark in self._marks))
        for number, identity in enumerate(sources):
            marks = [mark for mark in self._marks if id(mark.span.source) == identity]
            yield from self._snippet(marks, "-->" if number == 0 else ":::")
        if diagnostic.help:
            yield self._framed("", "=", f"{self._paint('help', 'help')}: {visible(diagnostic.help)}")

    def _snippet(self, marks: list[_Mark], arrow: str) -> Iterator[str]:
        yield f"{' ' * self._gutter}{self._paint(arrow, 'frame')} {visible(marks[0].span.place)}"
        source = marks[0].span.source
        if not source.text:
            return
        yield self._framed("", "|", "")
        shown = 0
        for number in sorted({source.position(mark.span.start)[0] for mark in marks}):
            if shown and number > shown + 1:
                yield self._paint("...", "frame")
            here = [mark for mark in marks if source.position(mark.span.start)[0] == number]
            yield from self._line(source, number, sorted(here, key=lambda mark: not mark.is_main))
            shown = number
        yield self._framed("", "|", "")

    def _line(self, source: Source, number: int, marks: list[_Mark]) -> Iterator[str]:
        # Offsets and not `source.line`, which would copy all of a line that may be megabytes long.
        first = marks[0].span.start
        line = first - source.position(first)[1] + 1
        start, end = _window(source.text, line, first)
        window = source.text[start:end].removesuffix("\r")
        before, after = "…" if start > line else "", "…" if source.text[end : end + 1] not in {"", "\n"} else ""
        yield self._framed(str(number), "|", before + visible(window) + after)
        for mark in marks:
            begin = mark.span.start - start
            if not 0 <= begin <= len(window):
                continue
            indent = len(before) + columns(visible(window[:begin]))
            sign = "^" if mark.is_main else "-"
            under = sign * max(1, columns(visible(window[begin : mark.span.end - start])))
            remark = f" {visible(mark.text)}" if mark.text else ""
            role = self._diagnostic.severity.value if mark.is_main else "frame"
            yield self._framed("", "|", " " * indent + self._paint(under + remark, role))

    def _framed(self, number: str, bar: str, text: str) -> str:
        gutter = self._paint(f"{number:>{self._gutter}} {bar}", "frame")
        return f"{gutter} {text}" if text else gutter
