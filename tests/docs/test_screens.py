"""The pictures of a terminal in the docs show what the commands print."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from docs.generating.screens import SCREENS, Screen, printed

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_picture_has_the_words_that_are_printed(screen: Screen) -> None:
    """Line by line, spaces aside; `python -m docs.generate` paints them anew."""
    tree = ET.parse(IMAGES / f"{screen.name}.svg")  # noqa: S314 - our own file
    lines: dict[float, list[tuple[float, str]]] = {}
    for text in tree.iter(f"{SVG}text"):
        if text.get("clip-path"):
            said = (text.text or "").replace("\N{NO-BREAK SPACE}", " ")
            lines.setdefault(float(text.attrib["y"]), []).append((float(text.attrib["x"]), said))
    shown = ["".join("".join(said for _, said in sorted(lines[y])).split()) for y in sorted(lines)]
    wanted = ["".join(line.split()) for line in printed(screen).plain.splitlines()]
    assert [line for line in shown if line] == [line for line in wanted if line]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_picture_fetches_nothing(screen: Screen) -> None:
    """No font, no style sheet from elsewhere."""
    text = (IMAGES / f"{screen.name}.svg").read_text(encoding="utf-8")
    assert "url(http" not in text
    assert "@import" not in text
    assert "@font-face" not in text
