"""The pages of the reference that are made from the code: fields, operators, actions, commands and others.

In: the model, the checker's tables, the public names, the commands and the codes. Out: pages by their path below
`docs/`; run as `python -m docs.generate`, it writes them, and pictures of a terminal. Tests compare them with what
stands there: of a picture its words, as where they are painted is another library's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from docs.generating import (
    actions,
    commands,
    diagnostics,
    fields,
    operators,
    packs,
    past,
    python,
    schemas,
    screens,
    sources,
    testing,
    words,
)

DOCS = Path(__file__).resolve().parent
MADE_HERE = "<!-- Made from the code by `python -m docs.generate`; edit that, not this. -->\n\n"


def pages() -> dict[str, str]:
    """Every generated page, by its path below `docs/`."""
    rooms = (fields, words, operators, past, actions, packs, sources, schemas, python, testing, commands, diagnostics)
    return {
        path: MADE_HERE + text if path.endswith(".md") else text
        for path, text in chain(*(room.pages() for room in rooms))
    }


def stale() -> Iterator[str]:
    """The paths of pages that are missing, differ, or should not be there any more."""
    made = pages()
    for path, text in made.items():
        file = DOCS / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            yield path
    for file in DOCS.glob("reference/diagnostics/*.md"):
        path = file.relative_to(DOCS).as_posix()
        if path not in made:
            yield path


def write() -> None:
    """Write what is stale, and remove pages of codes that are gone."""
    made = pages()
    for path in list(stale()):
        file = DOCS / path
        if path in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(made[path], encoding="utf-8")
        else:
            file.unlink()
    for path, picture in screens.images():
        (DOCS / path).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    write()
