"""How soon `items_for` finds a post on which two rule sets disagree, beside posts drawn at random.

In: `--smoke` for a few seeds, `--write` to put the figures into `benchmarks/README.md`. Out: for each difference the
median over the seeds of how many posts it took, and how many times fewer `items_for(old, new)` takes. A search ends
after a number of posts; where half of them end so, the median is a lower bound, which `>` says. Status 1 where a
difference misses the bar of ten times.

Two searches are held against it. *Uniform* posts (`items()`) know nothing of the rules. Posts *of the file's words*
(`benchmarks.proof_posts`) are drawn uniformly from what is written in it: its phrases, accounts, sites and numbers,
one more and one less; that is the harder rival, and not what the bar is about.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from statistics import median

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.proof_posts import cases
from benchmarks.report import drawn, write
from feedcurate import Item, Ruleset, loads
from feedcurate.engine.deciding import bench_of, opinion
from feedcurate.engine.scene import scene_of
from feedcurate.model.facts import NO_FACTS
from feedcurate.testing import items, items_for
from feedcurate.testing.pool import NOW

BAR = 10
_BATCH = 50
BEGIN, END = "<!-- disagreement: made by `make bench` -->", "<!-- end of disagreement -->"
_HEAD = """\
set timezone: "UTC"
set own_posts: rules
accounts close: @sis@example.social, @joe@town.example, @ana.bsky.social
accounts clinicians: @dr_ruiz@clinic.example
sites tabloids: gasp.example, daily.example/celebrity
topic comparison: "summer body", "what i eat in a day", #fitspo except "body of work"
rule ads when post is ad then hide
rule tabloid when any(post.links where link.site in tabloids) then demote 12 hours
"""


@frozen
class Difference:
    """A rule as it was, and as it is now."""

    name: str
    old: str
    new: str


DIFFERENCES = (
    Difference("a threshold by one", "post.likes > 1_000", "post.likes >= 1_000"),
    Difference(
        "a threshold behind two conditions",
        "post mentions comparison and post.likes > 500 and not author in close",
        "post mentions comparison and post.likes > 501 and not author in close",
    ),
    Difference(
        "an exception",
        "post.text mentions comparison",
        'post.text mentions {"summer body", "what i eat in a day", #fitspo}',
    ),
    Difference(
        "a list", "post mentions comparison and author in close", "post mentions comparison and author in clinicians"
    ),
    Difference("a shorter phrase", 'post mentions "five signs you have it"', 'post mentions "five signs you have"'),
    Difference(
        "an age to the microsecond", "post.age > 7 days and post has image", "post.age >= 7 days and post has image"
    ),
    Difference(
        "a part of an element",
        "any(post.media where media.kind = video and media.duration > 3 minutes)",
        "any(post.media where media.kind = video and media.duration >= 3 minutes)",
    ),
    Difference(
        "a credential",
        "author.credential >= link and post mentions comparison",
        "author.credential > link and post mentions comparison",
    ),
)


@frozen
class Found:
    """How many posts each search took for a difference; None where it ended without one."""

    difference: Difference
    aimed: Sequence[int | None]
    words: Sequence[int | None]
    uniform: Sequence[int | None]


def main() -> int:
    """Measure and print; status 1 where the bar is missed, which few seeds cannot tell."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.proof_disagreement", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--smoke", action="store_true", help="few seeds; the figures mean little")
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/README.md")
    wanted = parser.parse_args()
    seeds, most = (3, 300) if wanted.smoke else (7, 1_500)
    strangers = [list(_drawn(items(now=NOW), number, most)) for number in range(seeds)]
    found = [search(one, strangers, most) for one in DIFFERENCES]
    figures = page(found, seeds, most)
    print(figures)
    if wanted.write:
        write(figures, BEGIN, END)
    met = all(ratio(one.aimed, one.uniform, most) >= BAR for one in found)
    return 0 if met or wanted.smoke else 1


def search(difference: Difference, strangers: Sequence[Sequence[Item]], most: int) -> Found:
    """Every search for one difference; `strangers` are the uniform posts, which are the same for all, by seed."""
    old, new = (_rules(when) for when in (difference.old, difference.new))
    words = f"{_HEAD}{_rule('old', difference.old)}\n{_rule('new', difference.new)}"
    aimed = items_for(old, new, now=NOW)
    seeds = range(len(strangers))
    return Found(
        difference,
        [_first(old, new, _drawn(aimed, number, most)) for number in seeds],
        [_first(old, new, _of_words(words, number, most)) for number in seeds],
        [_first(old, new, posts) for posts in strangers],
    )


def ratio(few: Sequence[int | None], many: Sequence[int | None], most: int) -> float:
    """How many times fewer posts; a lower bound where the other search mostly found nothing."""
    return _median(many, most) / _median(few, most)


def page(found: Sequence[Found], seeds: int, most: int) -> str:
    """The figures as Markdown."""
    rows = [["difference", "`items_for`", "the file's words", "uniform", "times fewer than uniform"]]
    rows.append(["---", "---:", "---:", "---:", "---:"])
    for one in found:
        more = ">" if _median(one.uniform, most) >= most else ""
        times = f"{more} {ratio(one.aimed, one.uniform, most):,.0f} ×".strip()
        rows.append(
            [one.difference.name, *(_told(counts, most) for counts in (one.aimed, one.words, one.uniform)), times]
        )
    least = min(ratio(one.aimed, one.uniform, most) for one in found)
    head = f"Posts until two rule sets disagree, medians over {seeds} seeds, at most {most:,} posts a search:"
    return f"{head}\n\n{drawn(rows)}\n\nThe least of these is {least:,.0f} × (bar: {BAR} ×)."


def _median(counts: Sequence[int | None], most: int) -> float:
    return float(median(most if count is None else count for count in counts))


def _told(counts: Sequence[int | None], most: int) -> str:
    value = _median(counts, most)
    return f"> {most:,}" if value >= most else f"{value:,.0f}"


def _rules(when: str) -> Ruleset:
    return loads(f"{_HEAD}{_rule('changed', when)}")


def _rule(name: str, when: str) -> str:
    return f"rule {name} when {when} then label found"


def _first(old: Ruleset, new: Ruleset, posts: Iterable[Item]) -> int | None:
    """How many posts it took until one is decided differently."""
    judges = [_judge(rules) for rules in (old, new)]
    return next((number for number, item in enumerate(posts, 1) if judges[0](item) != judges[1](item)), None)


def _judge(rules: Ruleset) -> Callable[[Item], object]:
    bench = bench_of(rules.program, scene_of(rules.program, (), NO_FACTS, NOW).judge)

    def decided(item: Item) -> object:
        verdict = opinion(bench, item).verdict
        return verdict.outcome, verdict.shift, verdict.labels

    return decided


def _of_words(words: str, number: int, most: int) -> Iterator[Item]:
    return (case.item for case in islice(cases(words, Random(number), past=False), most))


def _drawn(strategy: st.SearchStrategy[Item], number: int, most: int) -> Iterator[Item]:
    """So many examples as Hypothesis gives them for a seed, some at a time."""
    batches = (_batch(strategy, 1_000 * number + at, _BATCH) for at in range(most // _BATCH))
    return (item for batch in batches for item in batch)


def _batch(strategy: st.SearchStrategy[Item], number: int, size: int) -> list[Item]:
    found: list[Item] = []

    @seed(number)
    @settings(
        max_examples=size,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(item: Item) -> None:
        found.append(item)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run()
    return found[:size]


if __name__ == "__main__":
    sys.exit(main())
