"""What is kept of a feed from one run to the next, in the user's own cache folder.

In: an address, what was learnt of it, and its last body. Out: the same in another run, or nothing. One file a feed,
replaced in one step: a line of JSON, then the body. Whatever is wrong with the folder or a file, it is only not used.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from attrs import frozen
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from feedcurate.cache.folder import OFF, VARIABLE, private
from feedcurate.replacing import replacing

MOST_BYTES = 512 * 1024 * 1024
MOST_FEEDS = 5_000
_ENDING = ".feed"
_LINE = 65_536


class Known(BaseModel):
    """What is known of one address. Instants are aware; nothing here says which address it is, or holds a key.

    `checked` is when the body was last known to be the newest one; `fresh_until` and `refused_until` say when it may be
    asked for again. `moved` is where it is from now on, `base` where the body was found;
    `content_type` and `language` are what its server said of it. Of a timeline, `older` is the
    place at which a walk back was broken off.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    etag: str | None = None
    last_modified: str | None = None
    checked: AwareDatetime | None = None
    fresh_until: AwareDatetime | None = None
    refused_until: AwareDatetime | None = None
    hours_of_rest: tuple[int, ...] = ()
    days_of_rest: tuple[int, ...] = ()
    holds_seconds: float | None = None
    moved: str | None = None
    base: str | None = None
    content_type: str | None = None
    language: str | None = None
    older: str | None = None
    has_body: bool = False


@frozen
class Shelf:
    """The folder with what is kept; None keeps nothing and finds nothing."""

    folder: Path | None

    def known(self, address: str) -> Known:
        """What is known of an address; nothing, where nothing can be read."""
        stream = self._open(address)
        if stream is None:
            return Known()
        with stream:
            return _known(stream)

    def body(self, address: str) -> BinaryIO | None:
        """The last body of an address, to be closed; None where none is kept."""
        stream = self._open(address)
        if stream is not None and _known(stream).has_body:
            return stream
        if stream is not None:
            stream.close()
        return None

    def keep(self, address: str, known: Known, body: BinaryIO | None) -> None:
        """Keep what is known of an address now, with a body from its beginning; without one the last stays."""
        if self.folder is None:
            return
        before = self.body(address) if body is None else None
        source = body or before
        try:
            if body is not None:
                body.seek(0)
            with replacing(self._path(address)) as stream:
                line = known.model_copy(update={"has_body": source is not None}).model_dump_json(exclude_defaults=True)
                stream.write(line.encode("utf-8") + b"\n")
                if source is not None:
                    shutil.copyfileobj(source, stream)
        except OSError:
            return
        finally:
            if before is not None:
                before.close()

    def tidy(self) -> None:
        """Remove what was not used for longest while there is too much."""
        size = 0
        for count, (_, bytes_, path) in enumerate(sorted(self._files(), reverse=True)):
            size += bytes_
            if count >= MOST_FEEDS or size > MOST_BYTES:
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        if self.folder is None:
            return
        with suppress(OSError), os.scandir(self.folder) as found:
            for one in found:
                if one.name.endswith(_ENDING):
                    with suppress(OSError):
                        about = one.stat(follow_symlinks=False)
                        yield about.st_mtime, about.st_size, Path(one.path)

    def _path(self, address: str) -> Path:
        return (self.folder or Path()) / f"{sha256(address.encode('utf-8', 'replace')).hexdigest()}{_ENDING}"

    def _open(self, address: str) -> BinaryIO | None:
        if self.folder is None:
            return None
        try:
            return self._path(address).open("rb")
        except OSError:
            return None


def shelf(*, keeps: bool, folder: Path | None = None) -> Shelf:
    """The user's own shelf, or one in a folder that is named; one that keeps nothing where there can be none."""
    if not keeps:
        return Shelf(None)
    if folder is not None:
        return Shelf(private(folder))
    said = os.environ.get(VARIABLE, "")
    if said.lower() == OFF:
        return Shelf(None)
    from platformdirs import user_cache_path

    usual = (Path(said) if said else user_cache_path("feedcurate", appauthor=False)) / "feeds"
    return Shelf(private(usual) if said or usual.is_absolute() else None)


def _known(stream: BinaryIO) -> Known:
    try:
        return Known.model_validate_json(stream.readline(_LINE))
    except (OSError, ValidationError, ValueError):
        return Known()


def age(known: Known, now: datetime) -> str:
    """How old what is kept is, in words."""
    seconds = 0.0 if known.checked is None else max(0.0, (now - known.checked).total_seconds())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "a moment ago"
