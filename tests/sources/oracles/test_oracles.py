from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.oracles.facts import is_reached
from tests.sources.oracles.published import Published, of_feedparser, of_gofeed
from tests.sources.oracles.unreached import UNREACHED

SHARE = 0.97
ORACLES = {"gofeed": of_gofeed, "feedparser": of_feedparser}


@pytest.fixture(scope="module", params=ORACLES)
def oracle(request: pytest.FixtureRequest, corpus: Path) -> tuple[str, Published]:
    """An oracle's name, and what it says of its files."""
    return request.param, ORACLES[request.param](corpus / "feeds" / request.param)


def test_what_the_oracle_publishes_is_reached(
    oracle: tuple[str, Published], capsys: pytest.CaptureFixture[str]
) -> None:
    """On at least 97 % of the values that both models have a field for; the denominator is printed."""
    name, published = oracle
    reached = sum(is_reached(fact, items) for fact, items in published.facts)
    total = len(published.facts)
    with capsys.disabled():
        print(f"\n{name}: {reached} of {total} values reached, {reached / total:.1%};", end=" ")  # noqa: T201
        print(f"{published.outside.total()} published values are of no field of ours")  # noqa: T201
    assert total > 50
    assert reached / total >= SHARE


def test_every_value_that_is_not_reached_is_listed_with_its_reason(oracle: tuple[str, Published]) -> None:
    """And nothing is listed that is reached by now."""
    name, published = oracle
    missed = {fact.key: fact.value for fact, items in published.facts if not is_reached(fact, items)}
    known = {fact.key for fact, _ in published.facts}
    listed = {tuple(key) for of, *key in UNREACHED if of == name}
    assert {key: value for key, value in missed.items() if key not in listed} == {}
    assert {key for key in listed if key in known and key not in missed} == set()


def test_every_published_path_is_mapped_or_said_to_be_outside(oracle: tuple[str, Published]) -> None:
    """Nothing is left out of the denominator without a reason."""
    assert oracle[1].unmapped == []
