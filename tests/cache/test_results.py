"""What is found again is what was kept, whatever the rules; and nothing but data is ever read."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

import feedcurate as fc
from feedcurate.cache.classes import own_classes
from feedcurate.cache.data import Refused, from_bytes, to_bytes
from feedcurate.cache.entries import Entries
from feedcurate.cache.folder import private
from feedcurate.cache.results import Results
from feedcurate.cache.surroundings import surroundings
from feedcurate.check.resolver import FolderResolver
from feedcurate.model.item import Item
from feedcurate.program.program import Program
from feedcurate.ruleset import Examined, examine, examine_text
from feedcurate.testing import items_for, programs
from feedcurate.testing.files import Parts
from feedcurate.text.limits import Limits
from feedcurate.text.render import render
from tests.cases_runner import CASES, case_files
from tests.conftest import ROOT

EXAMPLES = sorted(ROOT.glob("examples/**/*.curate"))
NOW = datetime(2026, 5, 8, tzinfo=UTC)
WANTED = ("a name", "a key")


class Shop(fc.Item):
    """A post of an app."""

    price: float | None = Field(None, description="in euros")
    seller: Seller | None = Field(None, description="who sells it")
    mood: Mood | None = Field(None, description="how it sounds")


class Mood(StrEnum):
    """Words of an app."""

    CALM = "calm"
    ANGRY = "angry"


class Seller(fc.Account):
    """A structure of an app."""

    stars: float | None = Field(None, description="what buyers say")


class Sale(fc.Item):
    """A post of an app, with a value that is not on the list."""

    sold: Decimal = Field(Decimal("9.99"), description="for how much")


Shop.model_rebuild()


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Results in a folder of their own."""
    return _results(tmp_path / "cache")


def _results(folder: Path, item: type[Item] | None = None) -> Results:
    around, closed = surroundings(), private(folder)
    assert around is not None
    assert closed is not None
    return Results(Entries(closed), around, item)


def _state(program: Program) -> dict[str, Any]:
    """Everything in a program but what is native code."""
    return asdict(program, filter=lambda attribute, _: attribute.name not in ("matcher", "_compiled"))


@pytest.mark.parametrize("path", [*EXAMPLES, *case_files()], ids=lambda path: path.stem)
def test_every_file_is_found_as_it_was_kept(path: Path, results: Results) -> None:
    """The same messages at the same places, and where there is a program, the same program."""
    examined = examine(path, resolver=FolderResolver(CASES if CASES in path.parents else path.parent))
    results.keep(WANTED, "text", (), examined)
    found: Examined = results.find(WANTED, "text", None)
    assert render(found.diagnostics) == render(examined.diagnostics)
    assert found.sources == examined.sources
    assert (found.ruleset is None) == (examined.ruleset is None)
    if found.ruleset is not None and examined.ruleset is not None:
        assert found.ruleset == examined.ruleset
        assert _state(found.ruleset.program) == _state(examined.ruleset.program)
        assert found.ruleset.program.matcher.patterns == examined.ruleset.program.matcher.patterns


@pytest.mark.property
def test_what_is_found_decides_the_same(tmp_path: Path) -> None:
    """For every rule file and post that can be made up."""
    bites = 0
    results = _results(tmp_path / "cache")

    @given(parts=programs(quotas=True), data=st.data())
    def check(parts: Parts, data: Any) -> None:
        nonlocal bites
        rules = fc.loads(parts.text())
        results.keep(WANTED, "text", (), Examined(rules, ()))
        found = results.find(WANTED, "text", None).ruleset
        items = [data.draw(items_for(rules)) for _ in range(3)]
        items = list({item.id: item for item in items}.values())
        curation = fc.evaluate(rules, items, now=NOW)
        bites += any(decision.because for decision in curation.posts)
        assert fc.evaluate(found, items, now=NOW) == curation

    check()
    assert bites > 5


def test_each_way_of_asking_has_a_result_of_its_own(results: Results) -> None:
    """Another question, other surroundings (a new version, say), another text: nothing is found."""
    results.keep(WANTED, "text", (), "found")
    assert results.find(WANTED, "text", None) == "found"
    assert results.find(("a name", "another key"), "text", None) is None
    assert results.find(WANTED, "another text", None) is None
    assert evolve(results, surroundings="another version").find(WANTED, "text", None) is None
    assert evolve(results, item=Shop).find(WANTED, "text", None) is None


def test_signals_limits_and_classes_are_part_of_the_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an app adds to the language makes another program of the same file."""
    monkeypatch.delenv("FEEDCURATE_CACHE")
    path = tmp_path / "my.curate"
    path.write_text("rule dear when post.price > 100 then hide", encoding="utf-8")
    folder = tmp_path / "cache"
    asked: list[Callable[[], Examined]] = [
        lambda: examine(path, cache=folder),
        lambda: examine(path, cache=folder, item=Shop),
        lambda: examine(path, cache=folder, signals=[fc.Signal("price", "number")]),
        lambda: examine(path, cache=folder, limits=Limits(nesting=30)),
    ]
    assert [one().ruleset is None for one in asked] == [True, False, False, True]
    assert len(list(folder.iterdir())) == len(asked)


def test_an_app_s_classes_come_back_as_they_are_now(tmp_path: Path) -> None:
    """They are not written: what is found holds the very classes of the app, also those inside of others."""
    text = "rule dear when post.price > 100 and post.seller.stars < 3 then hide"
    results = _results(tmp_path / "cache", Shop)
    results.keep(WANTED, text, (), examine_text(text, item=Shop))
    found = results.find(WANTED, text, None).ruleset
    assert found.program.item is Shop
    post = Shop(id="1", price=200, seller=Seller(stars=1))
    assert fc.evaluate(found, [post], now=NOW).posts[0].outcome.value == "hidden"
    changed = type("Shop", (fc.Item,), {"__module__": __name__, "__qualname__": "Shop", "__annotations__": {}})
    assert evolve(results, item=changed).find(WANTED, text, None) is None


def test_a_rule_set_goes_to_another_process_small_and_whole() -> None:
    """Its files are the places of its rules still, and its program is that of the sender."""
    rules = fc.loads("rule dear when post.price > 100 then hide, because 'much'".replace("'", '"'), item=Shop)
    data = pickle.dumps(rules)
    back = pickle.loads(data)  # noqa: S301 - pickled on the line before
    again = pickle.loads(pickle.dumps(back))  # noqa: S301 - the same
    for one in (back, again):
        assert one == rules
        assert one.program is one.program
        assert _state(one.program) == _state(rules.program)
        assert one.program.rules[0].span.source is one.sources[0]
    assert len(data) < 5_000


EXAMPLE = """
rule calm when post.mood is calm then hide
example "calm"
    given post saying "hush" with post.mood = calm
    expect hidden
"""


def test_an_app_s_values_in_examples_are_kept_too(tmp_path: Path) -> None:
    """An example's post may hold a word of an enumeration of the app's."""
    examined = examine_text(EXAMPLE, item=Shop)
    assert not examined.diagnostics
    results = _results(tmp_path / "cache", Shop)
    results.keep(WANTED, EXAMPLE, (), examined)
    found = results.find(WANTED, EXAMPLE, None).ruleset
    assert _state(found.program) == _state(pickle.loads(pickle.dumps(found)).program)  # noqa: S301 - pickled here
    assert Mood.CALM in repr(found.program.examples)


def test_what_is_not_on_the_list_is_sent_all_the_same() -> None:
    """Nothing is kept of rules whose examples hold such a value, but they are pickled as Python does it."""
    rules = fc.loads('example "one"\n    given post saying "hush"\n    expect shown', item=Sale)
    with pytest.raises(Refused):
        to_bytes(rules.program, own_classes(Sale))
    back = pickle.loads(pickle.dumps(rules))  # noqa: S301 - pickled on the same line
    assert back == rules
    assert _state(back.program) == _state(rules.program)


def test_threads_that_first_ask_for_a_program_at_once_get_the_same() -> None:
    """It is put together once."""
    rules = pickle.loads(pickle.dumps(fc.loads(EXAMPLE, item=Shop)))  # noqa: S301 - pickled on the same line
    with ThreadPoolExecutor(8) as pool:
        programs_ = list(pool.map(lambda _: rules.program, range(64)))
    assert {id(one) for one in programs_} == {id(rules.program)}


class _Evil:
    """What runs when it is unpickled."""

    def __init__(self, then: Callable[..., object], *arguments: object) -> None:
        self.then = then
        self.arguments = arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.then, self.arguments


def test_an_entry_made_with_intent_runs_nothing(results: Results, tmp_path: Path) -> None:
    """Even where its checksum is right, and whatever it is that it wants to call."""
    results.keep(WANTED, "text", (), "fine")
    name = next(results.entries.folder.iterdir()).stem
    harm = tmp_path / "harm"
    for evil in (_Evil(os.mkdir, str(harm)), _Evil(eval, f"__import__('os').mkdir({str(harm)!r})")):
        results.entries.write(name, pickle.dumps((b"", (), evil)))
        assert results.find(WANTED, "text", None) is None
        results.entries.write(name, to_bytes((b"", (), pickle.dumps(evil))))
        assert results.find(WANTED, "text", None) is None
    assert not harm.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("posix", "system"),
        ("builtins", "eval"),
        ("feedcurate.model.fields", "Union"),
        ("feedcurate.program.expr", "datetime.datetime"),
        ("feedcurate.history.sqlite", "SQLiteHistory"),
    ],
)
def test_only_classes_that_hold_data_are_read(module: str, name: str) -> None:
    """No function, nothing that a module of the list only imports, nothing behind a dot."""
    written = f"\u0080\u0005\u008c{chr(len(module))}{module}\u008c{chr(len(name))}{name}\u0093."
    with pytest.raises(Refused):
        from_bytes(written.encode("latin-1"))


def test_what_could_not_be_read_again_is_not_written() -> None:
    """It is refused while somebody can still do something about it."""
    for one in (sys.exit, Path("here"), _Evil(print)):
        with pytest.raises(Refused):
            to_bytes([one])
