from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from feedcurate.model.item import Item
from feedcurate.sources.flow import flow
from feedcurate.sources.read import read
from feedcurate.sources.watched import NoAddresses
from tests.sources.given import piped, piped_json

if TYPE_CHECKING:
    from typing_extensions import Buffer

MIB = 1024 * 1024


class Endless(io.RawIOBase):
    """A stream of so many bytes that is never held: a beginning, the same piece again and again, and an end."""

    def __init__(self, beginning: bytes, piece: bytes, count: int, end: bytes) -> None:
        super().__init__()
        self._parts = self._all(beginning, piece * max(1, MIB // len(piece)), count, end)
        self._rest = b""

    def _all(self, beginning: bytes, piece: bytes, count: int, end: bytes) -> Iterator[bytes]:
        yield beginning
        for _ in range(count):
            yield piece
        yield end

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """The next bytes."""
        view = memoryview(buffer)
        while not self._rest:
            try:
                self._rest = next(self._parts)
            except StopIteration:
                return 0
        data, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(data)] = data
        return len(data)


@pytest.mark.parametrize(
    ("beginning", "piece", "end", "message"),
    [
        (b'{"id": "', b"a", b'"}', "is longer than 8,388,608 bytes"),
        (b'{"id": "1"}\n{"id": "', b"a", b'"}\n{"id": "2"}\n', "is longer than 8,388,608 bytes"),
        (b"[", b"[", b"", "is longer than 8,388,608 bytes"),
        (b"", b" ", b"", "is larger than 67,108,864 bytes"),
        (b"", b"\n", b"", "is larger than 67,108,864 bytes"),
        (b"", b"\x00", b"", "is larger than 67,108,864 bytes"),
        (b"<rss>", b"<item/>", b"</rss>", "is larger than 67,108,864 bytes"),
    ],
    ids=["a text", "a line among others", "brackets", "blanks", "line ends", "NULs", "tags"],
)
def test_a_stream_of_gigabytes_is_given_up_in_bounded_time_and_memory(
    beginning: bytes, piece: bytes, end: bytes, message: str
) -> None:
    """Four hundred megabytes of it is not held; lines that are of a sane length are read, before it and after it."""
    tracemalloc.start()
    try:
        start = time.process_time()
        reading = read(["-"], stdin=io.BufferedReader(Endless(beginning, piece, 400, end)))
        seconds, memory = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert any(problem.message.startswith(message) for problem in reading.problems), reading.problems
    assert len(reading.items) == beginning.count(b"\n") + end.count(b"\n") // 2
    assert seconds < 20
    assert memory < 350 * MIB


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"id": "1", "quote":', '{"id": "1", "author": [', '[[],{"a":'])
def test_values_nested_without_end_are_told_so(opening: str) -> None:
    """Alone and in a line among others; whichever parser meets them."""
    deep = opening * 50_000
    assert [problem.message for problem in piped(deep).problems] == ["is nested too deeply"]
    reading = piped('{"id": "1", "text": "a"}\n' + deep + '\n{"id": "2", "text": "b"}\n')
    assert [item.id for item in reading.items] == ["1", "2"]
    assert [(problem.line, problem.message) for problem in reading.problems] == [(2, "is nested too deeply")]


@pytest.mark.parametrize("depth", [100, 190, 300, 900])
def test_values_that_are_just_deep_are_read(depth: int) -> None:
    """What JSON parsers take must not break what comes after them: threads and quotes without end, say."""
    thread = '{"id": "1", "kind": "Listing", "data": {"children": [' * depth + "]}}" * depth
    statuses = '{"id": "1", "account": {"acct": "a"}, "content": "x", "quote": ' * depth + "null" + "}" * depth
    replies = (
        '{"post": {"uri": "at://did:plc:a/app.bsky.feed.post/1", "record": {}}, "replies": [' * depth + "]}" * depth
    )
    for document in (thread, statuses, replies):
        reading = piped(document)
        assert reading.items or reading.problems or reading.sources


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x00", "a\ud800b", "\udc00", "\ud83d\ude00", "\x1b[31m\x07\x85\u2028\ufeff"]
)
def test_odd_characters_in_texts_can_be_read_and_written(text: str) -> None:
    """NULs, halves of pairs and controls: half a pair becomes U+FFFD, all else stays for whoever shows it."""
    for document in ({"id": text, "text": text, "title": text}, {"id": "1", "text": text, "tags": [text]}):
        for item in piped_json(document).items:
            written = item.model_dump_json()
            assert "\ud800" not in written
            assert Item.model_validate_json(written) == item
            assert item.text is not None
            item.text.encode("utf-8")


def test_nuls_between_bytes_of_text_are_no_utf_16_by_mistake() -> None:
    """A NUL inside an object is no JSON; the line before it and after it are read."""
    reading = piped(b'{"id": "1", "text": "a"}\n{"id": \x00"2"}\n{"id": "3", "text": "c"}\n')
    assert [item.id for item in reading.items] == ["1", "3"]
    assert [problem.line for problem in reading.problems] == [2]


def test_numbers_without_end_are_told_or_unknown() -> None:
    """Neither takes long: a number of a million digits, and one of a million zeros behind its point."""
    start = time.process_time()
    for number in ("9" * 1_000_000, "0." + "0" * 1_000_000 + "1", "1e999999", "-" + "9" * 5000):
        reading = piped(f'{{"id": "1", "text": "a", "likes": {number}}}')
        assert reading.items or reading.problems
    assert time.process_time() - start < 5


def test_an_object_with_very_many_keys_is_read_or_told() -> None:
    """And told of three of them at most."""
    reading = piped_json({"id": "1", "text": "a", **{f"k{n}": n for n in range(100_000)}})
    (problem,) = reading.problems
    assert len(problem.message) < 400


def test_lines_of_many_problems_are_counted() -> None:
    """An import of nothing but mistakes stays small."""
    lines = io.BytesIO(b'{"id": "0", "text": "a"}\n' + b'{"id": 1}\n' * 5_000)
    portions = list(flow(["-"], item=Item, zone=None, known=NoAddresses(), stdin=lines))
    problems = [problem for portion in portions for problem in portion.problems]
    assert len(problems) == 101
    assert problems[-1].message.startswith("has ")


def test_one_key_written_many_times_counts_once() -> None:
    """The last one, as JSON's readers have it."""
    document = "{" + '"id": "1", ' * 10_000 + '"id": "2", "text": "a"}'
    assert json.loads(document)["id"] == "2"
    assert [item.id for item in piped(document).items] == ["2"]
