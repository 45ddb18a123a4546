"""`prove` as an app calls it: what it finds, what it tells, and what it needs."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from feedcurate.errors import MissingExtra
from feedcurate.model.item import Item
from feedcurate.proof import Finding, Status, findings, prove
from feedcurate.ruleset import load, loads
from tests.check.test_whole_file import WHOLE

HIDDEN_BY_A_PATTERN = """
rule codes when post.text matches /^[A-Z]{3}-[0-9]{4}$/ then hide
never "codes": fires codes
"""


def _one(text: str, **options: Any) -> Finding:
    (finding,) = prove(loads(text), **options)
    return finding


def test_the_claims_of_the_languages_own_file_are_proved() -> None:
    """The file with which the language introduces itself promises two things, and keeps them."""
    found = prove(load(WHOLE))
    assert [(one.claim.title, one.status) for one in found] == [
        ("an unread clinician", Status.PROVED),
        ("close friends are never hidden", Status.PROVED),
    ]


def test_what_the_solver_cannot_tell_is_searched_for() -> None:
    """What a regular expression matches is open to the solver; the search finds a text."""
    finding = _one(HIDDEN_BY_A_PATTERN, seconds=60)
    assert finding.status is Status.REFUTED
    assert finding.world is not None
    assert finding.world.item.text is not None


def test_a_post_that_refutes_is_as_short_as_can_be() -> None:
    """What is said is said in the text, by an author with one claim, and nothing else is in the post."""
    finding = _one('never "diets": post mentions {"diet", "calories"} and author.credential > self_described')
    assert finding.world is not None
    item = finding.world.item
    assert item.text in ("diet", "calories")
    assert (item.title, item.summary) == (None, None)
    assert item.author is not None
    assert item.author.claims is not None
    assert len(item.author.claims) == 1


def test_without_a_search_it_is_undecided_and_says_what_was_open() -> None:
    """Nothing was tried, and the pattern is named."""
    finding = _one(HIDDEN_BY_A_PATTERN, search=0)
    assert (finding.status, finding.searched) == (Status.UNDECIDED, 0)
    assert finding.open == ("what /^[A-Z]{3}-[0-9]{4}$/ matches",)


def test_an_undecided_claim_says_how_much_was_tried_and_with_which_seed() -> None:
    """A pattern that nothing matches cannot be proved, and no post refutes the claim either."""
    finding = _one(r'never "impossible": post.text matches /\b\B/', search=40, seed=7)
    assert (finding.status, finding.seed, finding.searched) == (Status.UNDECIDED, 7, 40)


def test_equal_questions_get_equal_answers(tmp_path: Path) -> None:
    """Two processes print the same, the post and its reasons included."""
    text = 'rule a when post mentions {"b", "c"} and post.likes > 3 then hide\nnever "x": hidden'
    (tmp_path / "a.curate").write_text(text)
    command = [sys.executable, "-c", "from feedcurate.cli.main import main; main()", "prove", "a.curate"]
    first, second = (subprocess.run(command, cwd=tmp_path, capture_output=True, check=False) for _ in range(2))
    assert first.stdout.startswith(b"refuted")
    assert first.stdout == second.stdout


def test_a_refuting_post_says_nothing_that_does_not_matter() -> None:
    """Fields, list elements and words without which the claim is still false are left out."""
    finding = _one('rule a when post mentions "diet" and post.likes > 3 then hide\nnever "x": hidden')
    assert finding.world is not None
    said = finding.world.item.model_dump(exclude_none=True, exclude_defaults=True, exclude={"published"})
    assert said.pop("likes") > 3
    assert sorted(said.values()) == ["1", "diet"]


def test_findings_come_one_by_one() -> None:
    """A caller can show the first before the second is looked at."""
    stream = findings(loads('never "a": shown\nnever "b": blocked'))
    assert next(stream).claim.title == "a"
    assert next(stream).claim.title == "b"


def test_threads_may_prove_at_once() -> None:
    """The solver is one for all; callers need not know."""
    rules = loads('rule a when post.likes > 3 then hide\nnever "a": hidden\nalways "b": shown or hidden')
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: [one.status for one in prove(rules)], range(4)))
    assert found == [[Status.REFUTED, Status.PROVED]] * 4


def test_an_apps_own_fields_are_encoded() -> None:
    """A subclass of `Item` brings fields into claims as it does into rules."""
    finding = _one_of(Toot, 'rule a when post.karma < -5 then hide\nnever "x": hidden and post.karma > -6')
    assert finding.status is Status.PROVED
    finding = _one_of(Toot, 'rule a when post.karma < -5 then hide\nnever "x": hidden')
    assert finding.world is not None
    assert isinstance(finding.world.item, Toot)
    assert finding.world.item.karma is not None
    assert finding.world.item.karma < -5


class Toot(Item):
    """A post with a number of its own."""

    karma: int | None = None


def _one_of(item: type[Item], text: str) -> Finding:
    (finding,) = prove(loads(text, item=item))
    return finding


def test_without_the_solver_it_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is called proved where there is no solver."""
    monkeypatch.setattr("feedcurate.proof.proving.find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"feedcurate\[prove\]"):
        prove(loads('never "a": shown'))
