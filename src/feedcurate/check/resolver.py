"""Where `use` and `from` get their files: a small protocol, and the one that stays inside a folder.

In: the path as written and the file that names it. Out: the bytes, with a key that says when two paths are one file.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Protocol

from attrs import frozen


@frozen
class Found:
    """A file's bytes; `key` is equal for equal files, `name` is shown, `folder` is what its own paths start from."""

    key: str
    name: str
    folder: str
    data: bytes


class ResolveError(Exception):
    """Why a file is not to be had, in a few words."""


class OutsideFolder(ResolveError):
    """The path leads out of the folder."""


class NoFilesHere(ResolveError):
    """Rules in a text may use no files."""


class Resolver(Protocol):
    """Finds the files that a rule file names. A host may bring its own."""

    def read(self, path: str, folder: str, most: int) -> Found:
        """The file at a path as written in a file of `folder` (relative, `""` for the main file's).

        `most` is the largest size in bytes that is wanted. Raises `ResolveError`.
        """
        ...


@frozen
class FolderResolver:
    """Reads below a folder only: no absolute path, no `..`, no link that leads out."""

    root: Path
    shown: str = ""

    def read(self, path: str, folder: str, most: int) -> Found:
        """See `Resolver.read`; `shown` is put in front of the names that messages show."""
        relative = PurePosixPath(folder) / path
        if Path(path).is_absolute() or PurePosixPath(path).is_absolute() or ".." in relative.parts or "\\" in path:
            raise OutsideFolder(path)
        if "\0" in path:
            raise ResolveError("the name has a NUL character")
        try:
            root = self.root.resolve()
            target = (root / relative).resolve()
            if not target.is_relative_to(root):
                raise OutsideFolder(path)
            if not target.is_file():
                raise ResolveError("it is a folder" if target.is_dir() else "there is no such file")
            with target.open("rb") as file:
                data = file.read(most + 1)
        except OSError as error:
            raise ResolveError(error.strerror or "it cannot be opened") from error
        except (RuntimeError, ValueError) as error:
            raise ResolveError("the name cannot be used") from error
        if len(data) > most:
            raise ResolveError(f"it is larger than {most:,} bytes")
        return Found(str(target), f"{self.shown}{relative}", str(relative.parent), data)
