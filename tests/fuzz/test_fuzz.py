from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, seeds

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_once_broke_a_parser_no_longer_does(path: Path) -> None:
    """Each finding; its name begins with the target's."""
    TARGETS[path.name.partition("-")[0]].check(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_with_is_fine(corpus: Path, name: str) -> None:
    """A target that breaks at once, or begins with nothing, finds nothing."""
    given = list(seeds(TARGETS[name], corpus))
    assert len(given) >= 3
    for seed in given[:: max(1, len(given) // 20)]:
        TARGETS[name].check(seed)
