"""`python -m benchmarks.sources`: how fast documents of others become posts, beside a library that reads the same.

In: `--smoke` for seconds of it, `--write` to put the figures into `benchmarks/README.md`; feeds and recorded answers of
the corpus (`FEEDCURATE_CORPUS`). Out: the figures; status 1 where a way finds another number of posts than the
others. Rates are posts a second of processor time, from bytes in memory; ways take turns, medians of the rounds.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median

import feedparser
from attrs import frozen

from benchmarks.measure import spent
from benchmarks.report import LIBRARIES, drawn, taken
from benchmarks.report import write as put
from feedcurate.sources.read import read

BEGIN, END = "<!-- sources: made by `python -m benchmarks.sources --write` -->", "<!-- end of sources -->"
ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("FEEDCURATE_CORPUS", ROOT / ".." / "shared" / "corpus"))
ROUNDS = 9

Way = Callable[[Sequence[bytes]], int]
"""Reads documents; how many posts it found."""


@frozen
class Case:
    """Documents of a format, ways to read them, ours first, and what ours has to reach.

    `share` is a share of the way beside ours, `rate` posts a second; None where there is no such bar.
    """

    name: str
    documents: tuple[bytes, ...]
    ways: Mapping[str, Way]
    share: float | None = None
    rate: int | None = None


class Disagreement(Exception):
    """A way found another number of posts than ours."""


def main() -> int:
    """Measure and print; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description="How fast are documents read?")
    parser.add_argument("--smoke", action="store_true", help="one round; the figures mean nothing")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    wanted = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"no corpus at `{CORPUS}`: set FEEDCURATE_CORPUS to its folder", file=sys.stderr)
        return 0 if wanted.smoke else 1
    try:
        figures = [(case, measured(case, 1 if wanted.smoke else ROUNDS)) for case in cases(CORPUS)]
    except Disagreement as found:
        print(f"the ways do not agree: {found}", file=sys.stderr)
        return 1
    text = page(figures)
    print(text)
    if wanted.write:
        put(text, BEGIN, END)
    return 0


def cases(corpus: Path) -> Iterator[Case]:
    """Everything that is measured."""
    documents = tuple(path.read_bytes() for path in sorted((corpus / "feeds" / "real").rglob("*.xml")))
    yield feeds("RSS and Atom", documents, share=0.7)
    yield feeds("the same, HTML left as it is there", documents, sanitize_html=False, resolve_relative_uris=False)
    yield platform("Mastodon", (corpus / "mastodon" / "statuses.jsonl").read_bytes(), "Mastodon.py", statuses)
    yield platform("Bluesky", (corpus / "bluesky" / "feed_view_posts.jsonl").read_bytes(), "atproto", feed_views)
    reddit = (corpus / "reddit" / "posts.jsonl").read_bytes()
    yield Case("Reddit", (reddit,), {"feedcurate": ours})


def ours(documents: Sequence[bytes]) -> int:
    """The way of this project."""
    return sum(len(read(["-"], stdin=io.BytesIO(document)).items) for document in documents)


def feeds(name: str, documents: tuple[bytes, ...], share: float | None = None, **options: bool) -> Case:
    """Feeds from real servers, beside feedparser, which as it comes sanitises HTML and resolves addresses.

    Ours makes plain text, links, pictures and hashtags of the same HTML, and models of it all.
    """

    def theirs(given: Sequence[bytes]) -> int:
        return sum(len(feedparser.parse(io.BytesIO(document), **options).entries) for document in given)

    return Case(name, documents, {"feedcurate": ours, "feedparser": theirs}, share)


def platform(name: str, lines: bytes, library: str, theirs: Way) -> Case:
    """JSON Lines of a platform, beside its own Python library, which makes models of what it is given and no more."""
    # Few were recorded; some rounds of them are long enough for the clock.
    return Case(name, (lines * 8,), {"feedcurate": ours, library: theirs}, rate=20_000)


def statuses(documents: Sequence[bytes]) -> int:
    """Statuses by the models of Mastodon.py."""
    status, cast = import_module("mastodon.return_types").Status, import_module("mastodon.types_base").try_cast_recurse
    given = (json.loads(line) for document in documents for line in document.splitlines())
    return len([cast(status, one) for one in given])


def feed_views(documents: Sequence[bytes]) -> int:
    """Feed views by the models of the SDK."""
    view, make = (
        import_module("atproto").models.AppBskyFeedDefs.FeedViewPost,
        import_module("atproto_client.models.utils"),
    )
    given = (json.loads(line) for document in documents for line in document.splitlines())
    return len([make.get_or_create(one, view) for one in given])


def measured(case: Case, rounds: int) -> dict[str, float]:
    """Posts a second, by way. Raises Disagreement."""
    counts = {name: way(case.documents) for name, way in case.ways.items()}
    expected = counts[next(iter(counts))]
    for name, count in counts.items():
        if count != expected or not expected:
            raise Disagreement(f"{case.name}: {count} posts by {name}, {expected} by ours")
    times: dict[str, list[float]] = {name: [] for name in case.ways}
    for _ in range(rounds):
        for name, way in case.ways.items():
            times[name].append(spent(way, case.documents))
    return {name: expected / median(taken) for name, taken in times.items()}


def page(figures: Sequence[tuple[Case, Mapping[str, float]]]) -> str:
    """Everything that was measured, one row a case."""
    rows = [["documents", "MB", "posts a second", "beside", "posts a second", "share", "bar"]]
    rows.append(["---", "---:", "---:", "---", "---:", "---:", "---:"])
    for case, rates in figures:
        (_, own), *others = rates.items()
        name, rate = others[0] if others else ("", 0.0)
        bar = f"≥ {case.share} ×" if case.share else f"≥ {case.rate:,} a second" if case.rate else ""
        size = sum(map(len, case.documents)) / 1_000_000
        beside = [name, f"{rate:,.0f}", f"{own / rate:.2f} ×"] if others else ["", "", ""]
        rows.append([case.name, f"{size:,.1f}", f"{own:,.0f}", *beside, bar])
    return "\n\n".join([taken((*LIBRARIES, "feedparser", "Mastodon.py", "atproto")), drawn(rows)])


if __name__ == "__main__":
    sys.exit(main())
