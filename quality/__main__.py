"""`python -m quality`: how well the packs find what the labels mean.

In: `--set tuning|posts`, a language, `--write` to put the figures into the documentation, `--mistakes PACK` for the
posts of the tuning set that a pack got wrong. Out: the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import chain

from quality.labelled import ROOM, Labelled, read
from quality.measure import figures, mistakes
from quality.report import table, write

STRICT = ("clutter", "comparison", "health_claims", "news_diet", "support")
"""The packs that fold, hide or block; the tuning set is labelled for these alone."""


_IN_EVERY_LANGUAGE = ("comparison", "health_claims", "support")


def posts_of(which: str) -> dict[str, tuple[Labelled, ...]]:
    """The posts of a set, by language."""
    folders = sorted(folder for folder in (ROOM / which).iterdir() if folder.is_dir())
    return {
        folder.name: tuple(chain.from_iterable(read(path) for path in sorted(folder.glob("*.jsonl"))))
        for folder in folders
    }


def _judged(wanted: str, language: str) -> Sequence[str] | None:
    """The packs that posts were labelled for: all of them in English, but not where packs are tuned."""
    if wanted == "tuning":
        return STRICT
    return None if language == "en" else _IN_EVERY_LANGUAGE


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m quality", description="How well do the packs find what they name?")
    parser.add_argument("--set", default="posts", choices=("tuning", "posts"), help="which labelled posts")
    parser.add_argument("--language", help="one language; all of the set without it")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/explanation/quality.md")
    parser.add_argument(
        "--mistakes", metavar="PACK", help="what a pack gets wrong; never of `posts`, which it is not tuned on"
    )
    wanted = parser.parse_args()
    if wanted.mistakes and wanted.set == "posts":
        print("mistakes are shown of the tuning set alone: --set tuning", file=sys.stderr)
        return 2
    posts = {name: of for name, of in posts_of(wanted.set).items() if wanted.language in (None, name)}
    if wanted.mistakes:
        for one in chain.from_iterable(mistakes(of, wanted.mistakes) for of in posts.values()):
            print("WRONG " if one.found else "MISSED", one.label, one.post.item.id, one.post.item.text)
        return 0
    found = {name: figures(of, _judged(wanted.set, name)) for name, of in posts.items()}
    for name, of in found.items():
        print(f"{name}: {len(posts[name])} posts\n\n{table(of)}")
    if wanted.write:
        write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
