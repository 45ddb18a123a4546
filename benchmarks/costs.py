"""What else people wait for: starting, loading rules, reading posts, finding words.

In: an effort. Out: `Cost`s, each with the bar that the design sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from attrs import frozen

import feedcurate
from benchmarks.effort import Effort
from benchmarks.measure import Processes, processes, rates, seconds_of, spent
from benchmarks.workload import Workload, phrases, workload
from feedcurate.matching.automaton import Matcher
from feedcurate.matching.patterns import Pattern, phrase
from feedcurate.matching.tokens import tokenise
from feedcurate.ruleset import examine_text
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
Search = Callable[[Sequence[str]], object]

FEW = 500
"""The phrases of a topic beside which the big one is measured."""

_PROCESSOR = "ms of processor time"
_PYDANTIC = "import pydantic; pydantic.BaseModel"
_COMMAND = "from feedcurate.cli.main import main; main()"
_TOPIC = 'topic big from "phrases.txt"\nrule found when post mentions big then hide\n'


@frozen
class Cost:
    """Something measured, in a unit, and what it should be."""

    what: str
    value: float
    unit: str
    bar: str = ""


def costs(effort: Effort) -> Iterator[Cost]:
    """All of them, in the order in which a person meets them."""
    work = workload(min(effort.posts, 20_000), effort.compiled)
    with processes() as fresh, TemporaryDirectory() as folder:
        yield from _starting(fresh, work, Path(folder), effort)
        yield from _compiling(work, effort)
        yield from _reading(work, Path(folder), effort)
        yield from _finding(work, effort)
        yield from _big_topic(fresh, Path(folder), effort)


def _starting(fresh: Processes, work: Workload, folder: Path, effort: Effort) -> Iterator[Cost]:
    """Whole processes, from start to end; those that check rules do it anew, or have it from the cache."""
    many = folder / "many.curate"
    many.write_text(work.text, encoding="utf-8")
    check = ("check", str(EXAMPLES / "calm.curate"))
    run = (
        *("run", str(EXAMPLES / "balanced.curate"), str(EXAMPLES / "feeds")),
        *("--now", "2026-05-08T08:00:00Z", "--format", "jsonl"),
    )
    commands = {
        "pydantic": ("-c", _PYDANTIC),
        "import": ("-c", f"{_PYDANTIC}; import feedcurate"),
        "names": ("-c", f"{_PYDANTIC}; import feedcurate as f; [getattr(f, name) for name in f.__all__]"),
        "check": ("-c", _COMMAND, "--no-cache", *check),
        "check again": ("-c", _COMMAND, *check),
        "many again": ("-c", _COMMAND, "check", str(many)),
        "run": ("-c", _COMMAND, "--no-cache", *run),
        "run again": ("-c", _COMMAND, *run),
    }
    taken = fresh.medians(commands, effort.starts)
    own = taken["pydantic"].processor
    beyond = {name: 1_000 * (taken[name].processor - own) for name in ("import", "names")}
    yield Cost("`import feedcurate`, beyond pydantic's own", beyond["import"], _PROCESSOR, "< 60")
    yield Cost("the same, and every public name used", beyond["names"], _PROCESSOR)
    for name, what, bar in (
        ("check", "`feedcurate check` of a small file, whole process", "< 250"),
        ("check again", "`feedcurate check` of a small file that did not change", ""),
        ("many again", f"`feedcurate check` of {len(work.rules):,} rules that did not change", "< 150"),
        ("run", "`feedcurate run` on 300 posts, whole process", "< 700"),
        ("run again", "`feedcurate run` on 300 posts, rules that did not change", ""),
    ):
        yield Cost(what, 1_000 * taken[name].clock, "ms", bar)
        yield Cost("the same", 1_000 * taken[name].processor, _PROCESSOR)


def _compiling(work: Workload, effort: Effort) -> Iterator[Cost]:
    size = f"{len(work.rules):,} rules"
    texts = [f"{work.text}\n-- {number}\n" for number in range(effort.starts)]
    cold = [seconds_of(examine_text, text) for text in texts]
    again = seconds_of(examine_text, texts[-1])
    parsed = [seconds_of(parse, Source("benchmark.curate", text)) for text in texts]
    lines = work.text.count("\n") + 1
    yield Cost(f"compile {size}", 1_000 * median(cold), "ms", "< 1,500 (1,000 rules)")
    yield Cost(f"compile {size} again, unchanged", 1_000 * again, "ms", "< 50")
    yield Cost("parse", lines / median(parsed), "lines a second")


def _reading(work: Workload, folder: Path, effort: Effort) -> Iterator[Cost]:
    path = folder / "posts.jsonl"
    lines = (item.model_dump_json(exclude_none=True) for item in work.items)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    # What was read counts as old at once, except in a process with frozen objects, as `seconds_of` makes it.
    taken = median(spent(feedcurate.read, path) for _ in range(effort.rounds))
    yield Cost("JSON Lines → `Item`", len(work.items) / taken, "posts a second", "> 60,000")


def _finding(work: Workload, effort: Effort) -> Iterator[Cost]:
    """From a text to the phrases in it, apart from the rest of a rule."""
    few, many = (_matcher(phrases(count)) for count in (FEW, effort.phrases))
    terms = _matcher([term for rule in work.rules for term in rule.terms])
    texts = [item.text or "" for item in work.items]
    searches: dict[str, Search] = {
        "tokens of a text": lambda some: [tokenise(text) for text in some],
        f"tokens, and which of {FEW:,} phrases": lambda some: [few.mentions(text) for text in some],
        f"tokens, and which of {effort.phrases:,} phrases": lambda some: [many.mentions(text) for text in some],
        f"tokens, and where the words of {len(work.rules):,} rules": lambda some: [terms.find(text) for text in some],
    }
    bars = ("", "", f"≤ 2 × that of {FEW:,}", "")
    found = rates(searches, texts, effort.seconds, effort.rounds)
    for (name, rate), bar in zip(found.items(), bars, strict=True):
        yield Cost(name, 1_000_000 / rate, "µs a post", bar)


def _matcher(sources: list[str]) -> Matcher:
    return Matcher([pattern for pattern in map(phrase, sources) if isinstance(pattern, Pattern)])


def _big_topic(fresh: Processes, folder: Path, effort: Effort) -> Iterator[Cost]:
    (folder / "phrases.txt").write_text("\n".join(phrases(effort.phrases)), encoding="utf-8")
    (folder / "big.curate").write_text(_TOPIC, encoding="utf-8")
    file, cache = str(folder / "big.curate"), str(folder / "cache")
    fresh.output(("-m", "benchmarks.loading", file, cache))
    for arguments, what, bar, memory in (
        ((file,), f"check a topic of {effort.phrases:,} phrases", "", ""),
        ((file, cache), "the same from the cache", "< 500", "< 60"),
    ):
        taken, grown = map(float, fresh.output(("-m", "benchmarks.loading", *arguments)).split())
        yield Cost(what, 1_000 * taken, _PROCESSOR, bar)
        yield Cost("the most memory that takes", grown, "MB", memory)
