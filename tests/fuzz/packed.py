"""What is fuzzed besides documents: exports, lists of feeds, and archives; and what these begin with.

In: bytes. Out: nothing; whatever is raised is a finding.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator

from feedcurate.model.activity import Activity
from feedcurate.model.item import Item
from feedcurate.sources.archives import unpacked
from feedcurate.sources.base import ReadLimits
from feedcurate.sources.flow import flow
from feedcurate.sources.lists import is_list, subscriptions
from feedcurate.sources.stream import read_stream
from feedcurate.sources.watched import NoAddresses

_LIMITS = ReadLimits(archive_bytes=32 * 1024 * 1024)


def exports(data: bytes) -> None:
    """What an import takes: posts and activities."""
    for portion in flow(["-"], item=Item, zone=None, known=NoAddresses(), stdin=io.BytesIO(data)):
        for item in portion.items:
            Item.model_validate_json(item.model_dump_json())
        for done in portion.activities:
            Activity.model_validate_json(done.model_dump_json())
        assert all(problem.message.isprintable() for problem in portion.problems)


def lists(data: bytes) -> None:
    """A list of feeds."""
    is_list(data)
    found, problems = subscriptions(data, "list")
    assert all(one.feed.lower().startswith(("http://", "https://")) for one in found)
    assert all(problem.message.isprintable() for problem in problems)


def archives(data: bytes) -> None:
    """A file that may be packed; an OSError is how it says that it cannot be read."""
    try:
        for one in unpacked("a", io.BufferedReader(io.BytesIO(data)), _LIMITS):
            if isinstance(one, tuple):
                read_stream(*one, Item, _LIMITS, None)
            else:
                assert one.message.isprintable()
    except OSError:
        return


def exports_to_begin_with() -> Iterator[bytes]:
    """The documents that the tests of exports are made with."""
    from tests.sources.exports.test_bluesky import REPOSITORY
    from tests.sources.exports.test_hostile import DOCUMENTS

    yield REPOSITORY
    for document in DOCUMENTS:
        yield json.dumps(document).encode()
    yield b"window.YTD.tweets.part0 = " + json.dumps(DOCUMENTS[0]).encode()


def lists_to_begin_with() -> Iterator[bytes]:
    """One of each kind."""
    from tests.sources.test_lists import OPML, TABLE

    yield OPML.encode()
    yield OPML.encode("utf-16")
    yield TABLE.encode()


def archives_to_begin_with() -> Iterator[bytes]:
    """One of each kind, with two files in it."""
    files = {"a.json": b'{"id": "1", "text": "a"}', "b/c.xml": b"<rss><channel><title>T</title></channel></rss>"}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    yield packed.getvalue()
    yield gzip.compress(files["a.json"])
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    yield packed.getvalue()
    yield gzip.compress(packed.getvalue())
