from __future__ import annotations

import pytest

from benchmarks.contenders import contenders
from benchmarks.peers import ENGINES, Engine, absent, peers, present
from benchmarks.throughput import Disagreement, agree
from benchmarks.workload import workload

WORK = workload(100, 30)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_does_the_same_work(engine: Engine) -> None:
    """The rules say in its language what they say in ours: what it finds, the expert's loop finds."""
    if engine.name in absent():
        pytest.skip(f"{engine.name} is not installed")
    judge = engine.made(WORK.rules)
    expert, *_ = contenders(WORK)

    found = judge(WORK.items)

    assert found == expert.judge(WORK.items)
    assert sum(map(len, found.values())) > 5


def test_an_engine_is_in_the_table_or_named_as_left_out() -> None:
    """No figure is missing in silence."""
    assert {*present(), *absent()} == {engine.name for engine in ENGINES}
    assert {way.name for way in peers(WORK.rules)} == {f"`{name}`" for name in present()}


def test_an_engine_that_has_fewer_rules_is_told() -> None:
    """Also a contender that is checked on a part of the posts is checked."""
    if not present():
        pytest.skip("no engine is installed")
    fewer, *_ = peers(WORK.rules[:5])

    with pytest.raises(Disagreement, match=f"by `{present()[0]}`"):
        agree(WORK, (contenders(WORK)[0], fewer), posts=1_000)
