"""A chart of cost against number of rules, as SVG: both axes logarithmic, each line labelled at its end.

In: lines. Out: the text of a picture that brings its own background and follows the reader's choice of light or dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, log10
from xml.sax.saxutils import escape

from attrs import frozen

WIDTH, HEIGHT = 840, 500
_LEFT, _RIGHT, _TOP, _BOTTOM = 88, 576, 64, 440
_LABEL = 16
"""The least distance between two labels, and between a line of text and the next."""

_NAMES = ("ground", "text", "faint", "grid", "ours", "hand", "peer")
_LIGHT = dict(zip(_NAMES, ("#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#0969da", "#9a6700", "#59636e"), strict=True))
_DARK = dict(zip(_NAMES, ("#0d1117", "#f0f6fc", "#9198a1", "#3d444d", "#58a6ff", "#d29922", "#9198a1"), strict=True))

_SHAPES = """\
text { font: 13px system-ui, sans-serif } text.title { font-size: 16px; font-weight: 600 }
path { fill: none; stroke-width: 2 } path.grid { stroke-width: 1 } path.ours { stroke-width: 3 }
path.dashed { stroke-dasharray: 2 6; stroke-linecap: round }
"""


@frozen
class Line:
    """What a contender costs: by number of rules, microseconds a post. `kind` is `ours`, `hand` or `peer`."""

    name: str
    kind: str
    costs: Mapping[int, float]
    dashed: bool = False


@frozen
class _Scale:
    """A logarithmic axis from one power of ten to another, and the places of its ends in the picture."""

    least: int
    most: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        part = (log10(value) - self.least) / (self.most - self.least)
        return self.start + part * (self.end - self.start)

    @property
    def ticks(self) -> list[int | float]:
        """The powers of ten from end to end."""
        return [10**power for power in range(self.least, self.most + 1)]


def drawn(lines: Sequence[Line], title: str) -> str:
    """The picture of one line or more."""
    across, up = _scales(lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title)}</title>',
        f"<style>\n{_SHAPES}{_coloured(_LIGHT)}@media (prefers-color-scheme: dark) {{\n{_coloured(_DARK)}}}\n</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="text title" x="{_LEFT}" y="32">{escape(title)}</text>',
        *_axes(across, up),
        *(part for line in lines for part in _line(line, across, up)),
        *_names(lines, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _coloured(colours: Mapping[str, str]) -> str:
    """Lines and areas of a class have its colour. Without variables, which not every viewer of pictures knows."""
    return "".join(
        f"path.{name} {{ stroke: {colour} }} rect.{name}, circle.{name}, text.{name} {{ fill: {colour} }}\n"
        for name, colour in colours.items()
    )


def _scales(lines: Sequence[Line]) -> tuple[_Scale, _Scale]:
    sizes = [size for line in lines for size in line.costs]
    costs = [cost for line in lines for cost in line.costs.values()]
    return _Scale(*_powers(sizes), _LEFT, _RIGHT), _Scale(*_powers(costs), _BOTTOM, _TOP)


def _powers(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around some values, two different ones."""
    found = [log10(value) for value in values]
    least = floor(min(found))
    return least, max(least + 1, -floor(-max(found)))


def _axes(across: _Scale, up: _Scale) -> list[str]:
    middle = (_LEFT + _RIGHT) / 2
    parts = [f'<text class="faint" x="{middle}" y="{_BOTTOM + 40}" text-anchor="middle">rules</text>']
    parts.append(f'<text class="faint" x="{_LEFT}" y="52">microseconds of processor time a post</text>')
    for tick in across.ticks:
        x = f"{across.at(tick):.1f}"
        parts.append(f'<path class="grid" d="M{x} {_TOP}V{_BOTTOM}"/>')
        parts.append(f'<text class="faint" x="{x}" y="{_BOTTOM + 20}" text-anchor="middle">{tick:,}</text>')
    for tick in up.ticks:
        y = f"{up.at(tick):.1f}"
        parts.append(f'<path class="grid" d="M{_LEFT} {y}H{_RIGHT}"/>')
        parts.append(f'<text class="faint" x="{_LEFT - 8}" y="{up.at(tick) + 4:.1f}" text-anchor="end">{tick:,}</text>')
    return parts


def _line(line: Line, across: _Scale, up: _Scale) -> list[str]:
    points = [(f"{across.at(size):.1f}", f"{up.at(cost):.1f}") for size, cost in sorted(line.costs.items())]
    style = f"{line.kind} dashed" if line.dashed else line.kind
    path = "L".join(f"{x} {y}" for x, y in points)
    dots = [f'<circle class="{line.kind}" cx="{x}" cy="{y}" r="3"/>' for x, y in points]
    return [f'<path class="{style}" d="M{path}"/>', *dots]


def _names(lines: Sequence[Line], across: _Scale, up: _Scale) -> list[str]:
    """The names beside the ends of the lines, moved apart where two would meet."""
    ends = [(*max(line.costs.items()), line) for line in lines]
    wanted = [up.at(cost) for _, cost, _ in ends]
    places = apart(wanted, _LABEL, _TOP, _BOTTOM)
    return [
        f'<path class="grid" d="M{across.at(size) + 5:.1f} {own:.1f}L{_RIGHT + 12} {place:.1f}"/>'
        f'<text class="{line.kind}" x="{_RIGHT + 16}" y="{place + 4:.1f}">{escape(line.name)}</text>'
        for (size, _, line), own, place in zip(ends, wanted, places, strict=True)
    ]


def apart(wanted: Sequence[float], distance: float, least: float, most: float) -> list[float]:
    """Places near the wanted ones, in the same order, within bounds and no nearer to each other than a distance.

    Where they do not fit they run over the end.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = list(wanted)
    free = most - distance * (len(order) - 1)
    for index in order:
        places[index] = min(places[index], max(free, least))
        free += distance
    free = least
    for index in order:
        places[index] = max(places[index], free)
        free = places[index] + distance
    return places
