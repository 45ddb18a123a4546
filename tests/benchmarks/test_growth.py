from __future__ import annotations

import pytest
from attrs import evolve

from benchmarks.contenders import EXPERT, FEEDS, ONE_BY_ONE, REASONS, tokenised_once
from benchmarks.effort import SMOKE
from benchmarks.growth import by_phrases, by_rules
from benchmarks.report import Figures, page
from benchmarks.workload import further, workload

SHORT = evolve(SMOKE, posts=60, sizes=(10,), grown=(10, 30), phrases=600, seconds=0.001)


def test_further_rules_fire_on_no_post() -> None:
    """What they add to a rule set is their number, and nothing to what is found."""
    work, rules = workload(500, 20), further(200)

    assert tokenised_once((*work.rules, *rules))(work.items) == tokenised_once(work.rules)(work.items)
    assert len({rule.name for rule in (*work.rules, *rules)}) == 220
    assert {len(rule.terms) for rule in rules} == {len(rule.terms) for rule in work.rules}


@pytest.mark.parametrize(("measured", "sizes"), [(by_rules, {10, 30}), (by_phrases, {500, 600})])
def test_growth_is_measured_of_everyone_at_every_size(measured: object, sizes: set[int]) -> None:
    """All find the same first; then there is a rate of each."""
    assert callable(measured)
    rates = measured(SHORT)

    assert set(rates) == sizes
    for found in rates.values():
        assert set(found) == {EXPERT, FEEDS, REASONS, ONE_BY_ONE}
        assert all(rate > 0 for rate in found.values())


def test_the_page_tells_how_much_faster_and_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ratio is to the rate of the same number of rules; the fastest engine is the one with the most posts."""
    monkeypatch.setattr("benchmarks.report.present", lambda: ("zen-engine", "rule-engine"))
    monkeypatch.setattr("benchmarks.report.absent", lambda: ("cel-python",))
    monkeypatch.setattr("benchmarks.report.taken", lambda _: "today")
    rates = {EXPERT: 1_000.0, FEEDS: 500.0, ONE_BY_ONE: 250.0, "`zen-engine`": 100.0, "`rule-engine`": 10.0}
    growth = {10: {FEEDS: 400.0}, 10_000: {FEEDS: 200.0}}

    text = page(Figures({1_000: rates}, growth, growth, []))

    assert "left out: cel-python." in text
    assert "| `zen-engine` | 100 (0.10 ×) |" in text
    assert "| `rule-engine` | 25.00 × / 50.00 × |" in text
    assert "| **the fastest of them** | 2.50 × / 5.00 × |" in text
    assert "| bar | 50 × |" in text
    assert f"| {FEEDS} | 400 | 200 | 2.00 × |" in text
