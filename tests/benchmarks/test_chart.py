from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from benchmarks.chart import HEIGHT, WIDTH, Line, apart, drawn
from benchmarks.contenders import CHEAP_FIRST, EXPERT, FEEDS, NAIVE, ONE_BY_ONE
from benchmarks.cost_of_rules import FILE, picture
from benchmarks.peers import NAMES

SVG = "{http://www.w3.org/2000/svg}"
LINES = [
    Line("steep & <slow>", "peer", {10: 20.0, 100: 200.0, 1_000: 2_000.0}),
    Line("flat", "ours", {10: 20.0, 100: 20.0, 1_000: 20.0}),
]


def elements(picture: str, tag: str) -> list[ET.Element]:
    """The elements of a picture with a tag; an error where it is not well-formed."""
    return list(ET.fromstring(picture).iter(SVG + tag))  # noqa: S314 - it was made a line ago


def texts(picture: str) -> list[str | None]:
    """Every text that a picture shows."""
    return [text.text for text in elements(picture, "text")]


def dots(picture: str, kind: str) -> list[tuple[float, float]]:
    """Where the points of a kind of line stand."""
    found = [dot for dot in elements(picture, "circle") if dot.get("class") == kind]
    return [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in found]


def test_a_picture_names_its_lines_and_the_powers_of_ten() -> None:
    """It is well-formed whatever the names, and says itself what it is about."""
    shown = texts(drawn(LINES, "cost & rules"))

    assert {"cost & rules", "steep & <slow>", "flat", "rules", "10", "100", "1,000", "10,000"} <= set(shown)


def test_ten_times_as_much_is_the_same_step_everywhere() -> None:
    """Both axes are logarithmic: what grows with the rules is a straight line, and what does not is level."""
    picture = drawn(LINES, "cost")
    steep, flat = dots(picture, "peer"), dots(picture, "ours")

    (first, second) = [(right[0] - left[0], left[1] - right[1]) for left, right in pairwise(steep)]
    assert first == pytest.approx(second, abs=0.2)
    assert min(first) > 50
    assert len({y for _, y in flat}) == 1


def test_everything_stands_within_the_picture() -> None:
    """Also where there is one line of one point, as after a run for one number of rules."""
    for lines in (LINES, [Line("one", "hand", {100: 100.0})]):
        picture = drawn(lines, "cost")
        points = [point for kind in ("ours", "hand", "peer") for point in dots(picture, kind)]
        assert points
        assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points)


def test_labels_keep_their_order_and_a_distance() -> None:
    """Lines that end at the same height can still be told from each other."""
    places = apart([50.0, 10.0, 52.0, 51.0, 99.0], 10, 0, 100)

    assert sorted(range(5), key=places.__getitem__) == [1, 0, 3, 2, 4]
    assert all(after - before >= 10 for before, after in pairwise(sorted(places)))
    assert all(0 <= place <= 100 for place in places)
    assert apart([5.0, 50.0], 10, 0, 100) == [5.0, 50.0]


def test_the_chart_shows_whoever_took_part() -> None:
    """An engine that is not installed has no line; all others have one each, and ours one more."""
    hand = {EXPERT: 9e4, CHEAP_FIRST: 6e4, NAIVE: 2e4}
    race = {10: {**hand, FEEDS: 5e4, ONE_BY_ONE: 2e4, NAMES[0]: 6e4}}
    shown = picture(race, {10: {FEEDS: 5e4}, 100: {FEEDS: 4e4}})

    assert [len(dots(shown, kind)) for kind in ("ours", "hand", "peer")] == [4, 3, 1]
    assert NAMES[0].strip("`") in texts(shown)
    assert NAMES[1].strip("`") not in texts(shown)


def test_the_picture_that_is_shown_is_well_formed() -> None:
    """The file that README shows was written by `make bench`, and has lines of all kinds."""
    shown = FILE.read_text(encoding="utf-8")

    assert all(dots(shown, kind) for kind in ("ours", "hand", "peer"))
    assert "feedcurate, post by post" in texts(shown)
