"""`feedcurate diff` without a history: equivalent, different with a post, or undecided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.span import Source
from tests.cli.conftest import Run

OLD = """\
set timezone: "UTC"
accounts close: @ann@a.example
rule diets when post.text mentions "diet" and not author in close then hide
"""
SAME = """\
set timezone: "UTC"
accounts friends: @ann@a.example
rule no_diets when not (author in friends or not post.text mentions "diet") then hide
"""
OTHER = OLD.replace("@ann@a.example", "@ann@a.example, @ben@b.example")
OPEN = OLD + "rule x when post.text matches /a+/ then label a\nfeed at most 3 per day\n"
ALSO = OLD + "rule x when post.text matches /aa*/ then label a\nfeed at most 4 per day\n"
DIFFERENT = """\
different
  old.curate hides it, other.curate shows it
  this post shows it; as an example that is true of old.curate:
    example "where the rules differ"
        given post by @ben@b.example saying "diet"
        expect hidden by diets
old.curate hides it
  diets fired (old.curate:3:1)
    asks: hidden
    true    post.text mentions "diet" and not author in close
      true    post.text mentions "diet" (post.text = diet, “diet” in text)
      true    not author in close
        false   author in close (author = @ben@b.example)
other.curate shows it
  diets did not fire (other.curate:3:1)
    false   post.text mentions "diet" and not author in close
      true    post.text mentions "diet" (post.text = diet, “diet” in text)
      false   not author in close
        true    author in close (author = @ben@b.example) – this stopped it
"""
UNDECIDED = """\
undecided
  not proved to be the same for every post: labels
  limits of the feed: not written alike, and compared in no other way
    only in open.curate: at most 3 per day
    only in also.curate: at most 4 per day
  30 posts and histories were tried (seed 0), and none shows a difference
  taken for anything at all: what /a+/ matches, what /aa*/ matches
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """Rule files where the command runs."""
    for name, text in (("old", OLD), ("same", SAME), ("other", OTHER), ("open", OPEN), ("also", ALSO)):
        (tmp_path / f"{name}.curate").write_text(text, encoding="utf-8")
    (tmp_path / "bad.curate").write_text("rule r when nothing then hide\n", encoding="utf-8")


def test_files_that_do_the_same_are_equivalent_with_status_0(run: Run) -> None:
    """Whatever they call things."""
    done = run("diff", "old.curate", "same.curate")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "equivalent")


def test_a_difference_is_a_post_with_both_explanations_and_status_1(run: Run) -> None:
    """The post is an example to paste, and each side says what it makes of it."""
    done = run("diff", "old.curate", "other.curate")
    assert (done.stdout, done.exit_code) == (DIFFERENT, 1)


def test_the_example_is_true_of_the_old_rules_and_not_of_the_new_ones(run: Run) -> None:
    """Pasted into either file it tells them apart."""
    example = json.loads(run("diff", "old.curate", "other.curate", "--format", "json").stdout)["example"]
    assert format_file(parse(Source("example", example)).file) == example
    for name, status in (("old", 0), ("other", 1)):
        with Path(f"{name}.curate").open("a", encoding="utf-8") as file:
            file.write(example)
        assert run("test", f"{name}.curate").exit_code == status


def test_what_stays_open_is_told_with_status_3(run: Run) -> None:
    """What was not proved, what is not compared, what was tried, and what the solver knows nothing of."""
    done = run("diff", "open.curate", "also.curate", "--search", "30")
    assert (done.stdout, done.exit_code) == (UNDECIDED, 3)


def test_json_has_everything(run: Run) -> None:
    """One document, whatever the answer."""
    found = json.loads(run("diff", "old.curate", "other.curate", "--format", "json").stdout)
    assert (found["status"], found["aspects"]) == ("different", ["outcome"])
    assert (found["old"]["outcome"], found["new"]["outcome"]) == ("hidden", "shown")
    assert found["post"]["author"] == {"handle": "ben@b.example"}
    left = json.loads(run("diff", "open.curate", "also.curate", "--search", "5", "--format", "json").stdout)
    assert left["written"] == {"limits of the feed": {"old": ["at most 3 per day"], "new": ["at most 4 per day"]}}
    assert (left["searched"], left["seed"], left["in_time"]) == (5, 0, True)
    same = json.loads(run("diff", "old.curate", "same.curate", "--format", "json").stdout)
    assert same == {"status": "equivalent", "aspects": [], "settings": [], "written": {}}


@pytest.mark.parametrize(
    "options", [("--show", "3"), ("--from", "2026-05-01"), ("--until", "2026-05-01"), ("--me", "@a@b.example")]
)
def test_options_of_a_history_need_one(run: Run, options: tuple[str, ...]) -> None:
    """They would do nothing."""
    done = run("diff", "old.curate", "other.curate", *options)
    assert done.exit_code == 2
    assert f"`{options[0]}` is for a comparison with `--history`" in done.stderr


def test_options_of_the_solver_are_not_for_a_history(run: Run) -> None:
    """Nor would these."""
    Path("posts.jsonl").write_text("", encoding="utf-8")
    done = run("diff", "old.curate", "other.curate", "--history", "posts.jsonl", "--seed", "1")
    assert done.exit_code == 2
    assert "`--seed` is for a comparison without `--history`" in done.stderr


def test_a_file_with_errors_is_trouble(run: Run) -> None:
    """As with a history."""
    done = run("diff", "old.curate", "bad.curate")
    assert done.exit_code == 2
    assert "bad.curate:1:13" in done.stderr


def test_a_signal_of_two_types_is_trouble(run: Run) -> None:
    """There is no post that both could be asked about."""
    for name, kind in (("one", "share"), ("two", "number")):
        Path(f"{name}.curate").write_text(f"{OLD}signal calm: {kind}\n", encoding="utf-8")
    done = run("diff", "one.curate", "two.curate")
    assert done.exit_code == 2
    assert "the signal `calm` is a share in one rule set and a number in the other" in done.stderr
