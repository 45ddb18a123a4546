"""`feedcurate explain` answers why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.feed import NOW, POSTS, RULES, lines

PAGE = """\
hidden
@gym@example.social, 1 h: My summer body, week 2
No comparison bait: comparison bait (“summer body” in text)
"""


def test_the_page_of_a_hidden_post(run: Run, feed: tuple[Path, Path]) -> None:
    """What and why, what would have shown it, then every rule with every clause and what it saw."""
    done = run("explain", *feed, "--post", "1", "--now", NOW)
    assert done.exit_code == 0
    assert done.stdout.startswith(PAGE)
    told = done.stdout.splitlines()
    assert "would be shown if likes ≥ 1000" in told[3]
    assert "no_comparison “No comparison bait” fired (my.curate:11:1)" in told
    assert "    true    post mentions comparison (“summer body” in text)" in told
    assert "    true    post.likes < 1000 (post.likes = 3)" in told
    assert "prefer_growth did not fire (my.curate:15:1)" in told
    assert any(line.startswith("  false   author in growth") and "this stopped it" in line for line in told)


@pytest.mark.parametrize("wanted", ["2", "https://mind.example/@slowmind/2", "http://www.mind.example/@slowmind/2/"])
def test_a_post_is_found_by_id_or_address(wanted: str, run: Run, feed: tuple[Path, Path]) -> None:
    """An address is compared as the language compares them."""
    done = run("explain", *feed, "--post", wanted, "--now", NOW)
    assert done.exit_code == 0
    assert done.stdout.startswith("shown, place 1\n@slowmind@mind.example, 6 h: Breathe out")


def test_a_held_post_says_by_what(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """The whole batch is curated, so quotas are part of the answer."""
    again = {**POSTS[1], "id": "4", "url": None, "published": "2026-05-08T01:00:00Z"}
    (tmp_path / "two.jsonl").write_text(lines([POSTS[1], again]))
    done = run("explain", feed[0], "two.jsonl", "--post", "4", "--now", NOW)
    assert done.stdout.startswith("held\n")
    assert "held: at most 1 in a row by author" in done.stdout


def test_a_single_post_needs_no_id(run: Run, feed: tuple[Path, Path]) -> None:
    """There is nothing to choose from."""
    done = run("explain", feed[0], "-", "--now", NOW, stdin=lines(POSTS[:1]))
    assert done.stdout.startswith(PAGE)


def test_several_posts_are_listed_to_choose_from(run: Run, feed: tuple[Path, Path]) -> None:
    """Their ids and first words, and how to choose one; status 2."""
    done = run("explain", *feed, "--now", NOW)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "the inputs hold 3 posts; choose one with --post ID:" in done.stderr
    assert "  2  Breathe out longer than you breathe in.\n" in done.stderr


def test_an_id_that_is_not_there_is_told(run: Run, feed: tuple[Path, Path]) -> None:
    """With those that are."""
    done = run("explain", *feed, "--post", "7", "--now", NOW)
    assert done.exit_code == 2
    assert "there is no post `7`; there are:" in done.stderr


def test_an_id_of_two_sources_is_chosen_by_address(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """An id is one post's only within a source."""
    (tmp_path / "two.jsonl").write_text(lines([POSTS[0], {**POSTS[1], "id": "1", "source": "bluesky"}]))
    done = run("explain", feed[0], "two.jsonl", "--post", "1", "--now", NOW)
    assert done.exit_code == 2
    assert "`1` is the id of 2 posts of different sources; choose by address" in done.stderr
    by_address = run("explain", feed[0], "two.jsonl", "--post", str(POSTS[1]["url"]), "--now", NOW)
    assert by_address.exit_code == 0


def test_json_is_the_decision_with_its_explanation(run: Run, feed: tuple[Path, Path]) -> None:
    """The same record that `run --explain` prints for the post."""
    done = run("explain", *feed, "--post", "1", "--now", NOW, "--format", "json")
    explained = run("run", *feed, "--now", NOW, "--explain")
    assert json.loads(done.stdout) == json.loads(explained.stdout.splitlines()[-1])


def test_input_that_cannot_be_read_is_told_and_the_rest_explained(run: Run, feed: tuple[Path, Path]) -> None:
    """Status 2, and the answer all the same."""
    done = run("explain", *feed, "nowhere.xml", "--post", "1", "--now", NOW)
    assert done.exit_code == 2
    assert done.stdout.startswith(PAGE)
    assert "could not read nowhere.xml: " in done.stderr


def test_rules_with_errors_explain_nothing(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """As with `run`: status 1."""
    (tmp_path / "my.curate").write_text(RULES.replace("growth\n", "grwth\n", 1).replace("in growth", "in groth"))
    assert run("explain", *feed, "--post", "1", "--now", NOW).exit_code == 1


def test_inputs_without_posts_have_nothing_to_explain(run: Run, feed: tuple[Path, Path], tmp_path: Path) -> None:
    """Told as such, not as a list of none."""
    (tmp_path / "empty.jsonl").write_text("")
    done = run("explain", feed[0], "empty.jsonl")
    assert done.exit_code == 2
    assert done.stderr.endswith("Error: the inputs hold no posts\n")
