"""`feedcurate prove` tells of each claim whether it is proved, refuted or undecided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from tests.cli.conftest import Run

RULES = """
accounts close: @ann@a.example
rule diet when post mentions "diet" and not author in close then hide, label diet
rule loud when post.shouting > 70% then collapse "loud"
"""
TRUE = 'always "friends": author in close implies not hidden'
FALSE = 'never "diets": fires diet and post.likes > 5 and hidden'
OPEN = r'never "nothing": post.text matches /\b\B/'


def _file(tmp_path: Path, *claims: str) -> Path:
    path = tmp_path / "my.curate"
    path.write_text("\n".join((RULES, *claims)), encoding="utf-8")
    return Path(path.name)


@pytest.mark.parametrize(
    ("claims", "options", "status"),
    [
        ([TRUE], [], 0),
        ([], [], 0),
        ([TRUE, FALSE], [], 1),
        ([OPEN], ["--search", "10"], 0),
        ([OPEN], ["--search", "10", "--strict"], 1),
        (["always"], [], 1),
        ([TRUE], ["--seconds", "-1"], 2),
    ],
)
def test_the_status_says_whether_a_claim_is_refuted(
    claims: list[str], options: list[str], status: int, run: Run, tmp_path: Path
) -> None:
    """1 for a refuted claim or broken rules, with --strict for an undecided one, 2 for wrong usage."""
    assert run("prove", _file(tmp_path, *claims), *options).exit_code == status


def test_a_refuted_claim_is_shown_with_a_post_and_reasons(run: Run, tmp_path: Path) -> None:
    """The post is an example to paste; the parts of the claim and the rules that fired are told with their values."""
    done = run("prove", _file(tmp_path, TRUE, FALSE))
    assert done.stderr == ""
    assert done.stdout.splitlines()[0].startswith('refuted   never "diets" (my.curate:')
    assert "    expect hidden by diet" in done.stdout
    assert "true    post.likes > 5 (post.likes = 6)" in done.stdout
    assert "diet fired (" in done.stdout
    assert 'proved    always "friends"\n1 proved, 1 refuted\n' in done.stdout


def test_json_has_the_post_and_the_example(run: Run, tmp_path: Path) -> None:
    """One array; the example is in the canonical layout."""
    told = json.loads(run("prove", _file(tmp_path, TRUE, FALSE), "--format", "json").stdout)
    assert [one["status"] for one in told] == ["refuted", "proved"]
    example = told[0]["example"]
    assert format_file(parse(Source("example", example)).file) == example
    assert told[0]["post"]["likes"] == 6
    assert told[0]["explanation"]["outcome"] == "hidden"


def test_the_example_can_be_pasted(run: Run, tmp_path: Path) -> None:
    """The file with the example in it passes `feedcurate test`: it happens as the example says."""
    rules = _file(tmp_path, FALSE)
    (told,) = json.loads(run("prove", rules, "--format", "json").stdout)
    assert told["example_is_whole"]
    rules.write_text(f"{rules.read_text()}\n{told['example']}")
    assert run("test", rules).exit_code == 0


def test_an_undecided_claim_says_what_was_tried(run: Run, tmp_path: Path) -> None:
    """How many posts, with which seed, and what was left open."""
    done = run("prove", _file(tmp_path, OPEN), "--search", "10", "--seed", "3")
    assert 'undecided never "nothing"' in done.stdout
    assert "10 posts and histories were tried (seed 3), and none refutes it" in done.stdout
    assert r"taken for anything at all: what /\b\B/ matches" in done.stdout


def test_an_interrupt_ends_with_what_is_known(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the second claim: the first is told, and how many were not looked at."""
    from feedcurate.proof import proving

    first = proving.findings

    def interrupted(*args: object, **options: object) -> object:
        yield next(first(*args, **options))  # type: ignore[arg-type]  # handed on as they come
        raise KeyboardInterrupt

    monkeypatch.setattr("feedcurate.proof.proving.findings", interrupted)
    done = run("prove", _file(tmp_path, TRUE, FALSE))
    assert done.exit_code == 130
    assert "1 refuted, 1 not looked at" in done.stdout


def test_without_the_extra_it_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message with the extra's name, no traceback, nothing called proved."""
    monkeypatch.setattr("feedcurate.proof.proving.find_spec", lambda _: None)
    done = run("prove", _file(tmp_path, TRUE))
    assert done.exit_code != 0
    assert "proved" not in done.stdout
