"""The packs that ship with the library: rule files that any other file can use as `feedcurate:NAME`.

In: the name of a pack, or a path in a file of one. Out: its bytes. They are read where the library is installed, by no
resolver of a host, so that they are there for rules in a text too.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from attrs import evolve

from feedcurate.check.resolver import FolderResolver, Found, ResolveError

_SCHEME = "feedcurate:"
_ENDING = ".curate"
FOLDER = Path(__file__).parent.parent / "packs"
_FILES = FolderResolver(FOLDER, _SCHEME)


@lru_cache(maxsize=1)
def pack_names() -> tuple[str, ...]:
    """The packs of this version, sorted. A file with a dot in its name (`comparison.de.curate`) is a part of one."""
    names = (path.name.removesuffix(_ENDING) for path in FOLDER.glob(f"*{_ENDING}"))
    return tuple(sorted(name for name in names if "." not in name))


def pack_text(name: str) -> str:
    """A pack of this version as it is written."""
    return (FOLDER / f"{name}{_ENDING}").read_text(encoding="utf-8")


def name_of_pack(path: str) -> str | None:
    """The pack that a path names, if it names one."""
    return path.removeprefix(_SCHEME) if path.startswith(_SCHEME) else None


def is_of_pack(folder: str) -> bool:
    """Whether a folder, as `Found.folder` has it, is that of a pack."""
    return folder.startswith(_SCHEME)


def read_pack(name: str, most: int) -> Found:
    """A pack of at most so many bytes. Raises `ResolveError` where there is none of this name."""
    if name not in pack_names():
        raise ResolveError("there is no such pack")
    return _read(f"{name}{_ENDING}", ".", most)


def read_beside(path: str, folder: str, most: int) -> Found:
    """A file that a file of a pack names. Raises `ResolveError`."""
    return _read(path, folder.removeprefix(_SCHEME), most)


def _read(path: str, folder: str, most: int) -> Found:
    found = _FILES.read(path, folder, most)
    return evolve(found, folder=f"{_SCHEME}{found.folder}")
