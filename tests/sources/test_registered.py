from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedcurate.model.activity import ActivityKind
from feedcurate.model.item import Item
from feedcurate.sources.activities import read_activities
from feedcurate.sources.flow import flow
from feedcurate.sources.read import read
from feedcurate.sources.registered import GROUP, registered
from feedcurate.sources.watched import NoAddresses
from tests.sources.given import piped, piped_json

ACME = """
from datetime import UTC, datetime
from feedcurate.model.activity import Activity
from feedcurate.sources.base import Unreadable
from feedcurate.sources.content import Markup, Other


class Notes:
    def recognise(self, document):
        return "Acme notes" if isinstance(document, dict) and "acme" in document else None

    def records(self, document):
        yield from document["acme"]

    def item(self, make, record, dates):
        if record == "bad":
            raise Unreadable("is bad")
        return None if record == "done" else make(id=str(record), source="acme")

    def activities(self, record, dates):
        if record == "done":
            yield Activity(kind="like", at=datetime(2026, 5, 1, tzinfo=UTC), source="acme")


class Tags:
    def recognise(self, document):
        if isinstance(document, Markup) and b"<acme" in document.data:
            return "Acme markup"
        return "Acme bytes" if isinstance(document, Other) and document.data.startswith(b"ACME") else None

    def records(self, document):
        return [document.data]

    def item(self, make, record, dates):
        return make(id=record.decode(), source="acme")


class Rows(Tags):
    def recognise(self, document):
        return "Acme row" if isinstance(document, dict) and "id" in document and "user" in document else None

    def records(self, document):
        return [document]

    def item(self, make, record, dates):
        return make(id=record["id"], source="acme")


class Faulty:
    def recognise(self, document):
        return "faulty" if isinstance(document, dict) and "faulty" in document else None

    def records(self, document):
        yield from document["faulty"]

    def item(self, make, record, dates):
        return "no item" if record == 0 else make(id=1 / (record - 1))


class Fails(Faulty):
    def recognise(self, document):
        raise KeyError("who")
"""


def install(folder: Path, name: str, module: str, entries: str) -> None:
    """Put a package into a folder as an installer does: a module, and the metadata beside it."""
    (folder / f"{name}_formats.py").write_text(module, encoding="utf-8")
    info = folder / f"{name}_formats-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-formats\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{entries}\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose packages are installed, and nothing left of them afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    registered.cache_clear()
    yield tmp_path
    registered.cache_clear()
    sys.modules.pop("acme_formats", None)


@pytest.fixture
def acme(folder: Path) -> None:
    """The package above, with its formats that work."""
    entries = "notes = acme_formats:Notes\nrows = acme_formats:Rows\ntags = acme_formats:Tags"
    install(folder, "acme", ACME, entries)


@pytest.mark.usefixtures("acme")
def test_a_format_of_another_package_is_read_like_any_other() -> None:
    """With what it is called, its posts, and what it could not read with its place."""
    reading = piped_json({"acme": [1, "bad", 2]})
    assert [(item.source, item.id) for item in reading.items] == [("acme", "1"), ("acme", "2")]
    assert [(source.format, source.count) for source in reading.sources] == [("Acme notes", 2)]
    assert [str(problem.message) for problem in reading.problems] == ["post 2: is bad"]


@pytest.mark.usefixtures("acme")
def test_a_format_of_another_package_says_what_the_reader_did(tmp_path: Path) -> None:
    """An import takes posts and activities, `read_activities` the activities alone, and `read` the posts alone."""
    file = tmp_path / "notes.json"
    file.write_text('{"acme": [1, "done"]}')
    portions = list(flow([file], item=Item, zone=None, known=NoAddresses()))
    assert [item.id for portion in portions for item in portion.items] == ["1"]
    assert [done.kind for portion in portions for done in portion.activities] == [ActivityKind.LIKE]
    assert [(s.format, s.count, s.activities) for p in portions for s in p.sources] == [("Acme notes", 1, 1)]
    alone = read_activities([file], zone=None)
    assert [done.kind for done in alone.activities] == [ActivityKind.LIKE]
    assert [(source.format, source.count) for source in alone.sources] == [("Acme notes", 1)]
    assert [item.id for item in read([file]).items] == ["1"]


@pytest.mark.usefixtures("acme")
def test_a_format_may_be_of_markup_or_of_other_bytes() -> None:
    """Before a document with unknown tags is tried as a feed in pieces."""
    assert [s.format for s in piped("<acme/>").sources] == ["Acme markup"]
    assert [s.format for s in piped(b"ACME\x00\x01").sources] == ["Acme bytes"]


@pytest.mark.usefixtures("acme")
def test_a_format_comes_before_guesses_and_after_what_is_certain() -> None:
    """An object with an unknown key may be somebody else's, one with our keys alone is ours."""
    assert [s.format for s in piped_json({"id": "1", "text": "a", "user": "b"}).sources] == ["Acme row"]
    assert [s.format for s in piped_json({"id": "1", "text": "a"}).sources] == ["items"]


def test_a_plug_in_that_cannot_be_loaded_is_named_and_the_rest_goes_on(folder: Path) -> None:
    """Whether it is not there, breaks, or is no format."""
    entries = "a = acme_formats:Notes\nb = acme_formats:No\nc = acme_missing:It\nd = acme_formats:datetime"
    install(folder, "acme", ACME, entries)
    reading = piped_json({"acme": [1]})
    assert len(reading.items) == 1
    assert [f"{problem.source}: {problem.message}" for problem in reading.problems] == [
        "plug-in `b` of acme-formats 1.0: cannot be used: AttributeError: module 'acme_formats' has no attribute 'No'",
        "plug-in `c` of acme-formats 1.0: cannot be used: ModuleNotFoundError: No module named 'acme_missing'",
        "plug-in `d` of acme-formats 1.0: cannot be used: TypeError: function missing required argument 'year' (pos 1)",
    ]


def test_a_class_that_is_no_format_says_what_it_lacks(folder: Path) -> None:
    """By the names of the methods."""
    install(folder, "acme", "class It:\n    def recognise(self, document): ...", "it = acme_formats:It")
    (problem,) = (p for p in piped_json({"who": 1}).problems if p.source.startswith("plug-in"))
    assert problem.message == "cannot be used: has no `records`, `item`"


def test_a_plug_in_that_trips_over_an_input_is_named_and_the_rest_goes_on(folder: Path) -> None:
    """While it recognises, while it goes through the records, or at one of them."""
    install(folder, "acme", ACME, "fails = acme_formats:Fails\nfaulty = acme_formats:Faulty")
    told = {problem.message for problem in piped_json({"faulty": [0, 1, 3]}).problems}
    assert told == {
        "post 1: the plug-in `faulty` of acme-formats 1.0 gave no post but str",
        "post 2: the plug-in `faulty` of acme-formats 1.0 failed: ZeroDivisionError: division by zero",
        "post 3: `id`: input should be a valid string",
        "failed: KeyError: 'who'",
    }
    (message, *_) = (problem.message for problem in piped_json({"faulty": 1}).problems)
    assert message.startswith("the plug-in `faulty` of acme-formats 1.0 failed: TypeError")


@pytest.mark.usefixtures("acme")
def test_nothing_is_looked_for_before_it_is_needed() -> None:
    """Neither when the library is imported nor for what it recognises itself."""
    code = (
        "import sys, io; import feedcurate.sources.read as r\n"
        "rss = b'<rss><channel><title>T</title></channel></rss>'\n"
        'own = b\'{"id": "1", "text": "a"}\'\n'
        "for data in (rss, own): assert r.read(['-'], stdin=io.BytesIO(data)).problems == ()\n"
        "assert not r.registered.registered.cache_info().currsize\n"
        "r.read(['-'], stdin=io.BytesIO(b'{\"who\": 1}'))\n"
        "assert r.registered.registered.cache_info().currsize\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    light = "import sys, feedcurate; assert 'importlib.metadata' not in sys.modules"
    bare = [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {light}"]
    assert subprocess.run(bare, check=False).returncode == 0
