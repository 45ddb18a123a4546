"""`feedcurate test` runs the examples of rule files."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Run

RULES = """\
accounts close: @sis@a.example
rule no_diets when post mentions "diet" and not author in close then hide
rule popular when post.likes > 100 then boost 1 hour

example "a diet is hidden"
    given post by @gym@b.example saying "my diet"
    expect hidden by no_diets

example "my sister's is not"
    given post by @sis@a.example saying "my diet"
    expect shown
"""
FAILING = RULES.replace("expect shown", "expect hidden")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A rule file whose examples pass, in the folder that commands run in."""
    (tmp_path / "my.curate").write_text(RULES)
    return Path("my.curate")


def test_examples_that_pass_are_named_and_counted(run: Run, path: Path) -> None:
    """In the order of the file; status 0."""
    done = run("test", path, "--no-coverage")
    assert done.exit_code == 0
    assert done.stdout == "passed  a diet is hidden\npassed  my sister's is not\n2 examples: 2 passed\n"


def test_an_example_that_fails_tells_what_happened_and_why(run: Run, path: Path) -> None:
    """The line of the file, what happened, and the clause that stopped the rule; status 1."""
    path.write_text(FAILING)
    done = run("test", path, "--no-coverage")
    assert done.exit_code == 1
    assert (
        done.stdout
        == """\
passed  a diet is hidden
FAILED  my sister's is not (my.curate:9:9)
  my.curate:11:5: expect hidden
  but: shown
    no_diets did not fire (my.curate:2:1)
      false   post mentions "diet" and not author in close
        true    post mentions "diet" (“diet” in text)
        false   not author in close
          true    author in close (author = @sis@a.example) – this stopped it
    1 other rule did not fire
2 examples: 1 passed, 1 failed
"""
    )


def test_what_the_examples_do_not_reach_is_named(run: Run, path: Path) -> None:
    """Rules that never fired, and clauses that were not both true and false, with their lines."""
    done = run("test", path)
    assert done.stdout.splitlines()[2:] == [
        "1 of 2 rules fired; 3 of 5 clauses were true and false",
        "  no_diets fired (my.curate:2:1)",
        '    never false: post mentions "diet" (line 2)',
        "  popular never fired (my.curate:3:1)",
        "2 examples: 2 passed",
    ]


def test_details_that_cannot_be_true_together_are_named(run: Run, path: Path) -> None:
    """With their place; the expectations are told besides."""
    path.write_text('example "both" given post with reposter = @a@b.example, not post is repost expect shown\n')
    done = run("test", path)
    assert done.exit_code == 1
    assert (
        done.stdout
        == """\
FAILED  both (my.curate:1:9)
  my.curate:1:57: what was made of this does not have `not post is repost`
1 example: 0 passed, 1 failed
"""
    )


def test_of_a_long_rule_the_first_clauses_are_named(run: Run, path: Path) -> None:
    """And how many there are besides."""
    clauses = " and ".join(f"post.likes != {number}" for number in range(12))
    path.write_text(f'rule a when {clauses} then hide\nexample "one" given post with post.likes = 20 expect hidden\n')
    told = run("test", path).stdout.splitlines()
    assert told[2] == "  a fired (my.curate:1:1)"
    assert sum("never false" in line for line in told) == 8
    assert "    and 5 more" in told


def test_k_chooses_examples_by_their_titles(run: Run, path: Path) -> None:
    """Whatever the case; one that fits none is a mistake of whoever wrote it."""
    assert "1 example: 1 passed" in run("test", path, "-k", "SISTER").stdout
    none = run("test", path, "-k", "brother")
    assert none.exit_code == 2
    assert "no example has `brother` in its title" in none.stderr


def test_a_file_without_examples_says_so(run: Run, path: Path) -> None:
    """That is no failure."""
    path.write_text("rule a when post has video then hide\n")
    done = run("test", path)
    assert (done.exit_code, done.stdout) == (0, "no examples in my.curate\n")


def test_several_files_are_told_one_after_the_other(run: Run, path: Path) -> None:
    """And counted together."""
    Path("other.curate").write_text(FAILING)
    done = run("test", path, "other.curate", "--no-coverage")
    assert done.exit_code == 1
    assert [line for line in done.stdout.splitlines() if line.endswith(".curate")] == ["my.curate", "other.curate"]
    assert done.stdout.endswith("\n4 examples: 3 passed, 1 failed\n")


def test_rules_with_errors_run_nothing(run: Run, path: Path) -> None:
    """The errors are drawn on standard error; status 1."""
    path.write_text(RULES.replace("expect shown", "expect shwon"))
    done = run("test", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "E210" in done.stderr
    assert "did you mean `shown`?" in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(run: Run) -> None:
    """Status 2."""
    assert run("test", "nothing.curate").exit_code == 2


def test_json_has_all_of_it(run: Run, path: Path) -> None:
    """Every example with its expectations, and what was reached, unless that is not wanted."""
    path.write_text(FAILING)
    done = run("test", path, "--format", "json")
    assert done.exit_code == 1
    [file] = json.loads(done.stdout)["files"]
    assert [(one["title"], one["passed"]) for one in file["examples"]] == [
        ("a diet is hidden", True),
        ("my sister's is not", False),
    ]
    [expected] = file["examples"][1]["expected"]
    assert (expected["at"], expected["text"], expected["happened"]) == ("my.curate:11:5", "expect hidden", ["shown"])
    assert [(rule["rule"], rule["fired"]) for rule in file["rules"]] == [("no_diets", True), ("popular", False)]
    bare = json.loads(run("test", path, "--format", "json", "--no-coverage").stdout)
    assert "rules" not in bare["files"][0]


def test_junit_is_what_continuous_integration_reads(run: Run, path: Path) -> None:
    """A suite a file, a case an example, and what happened inside of a failure."""
    path.write_text(FAILING)
    done = run("test", path, "--format", "junit")
    assert done.exit_code == 1
    root = ET.fromstring(done.stdout)  # noqa: S314 (our own)
    assert {name: root[0].get(name) for name in ("name", "tests", "failures")} == {
        "name": "my.curate", "tests": "2", "failures": "1",
    }  # fmt: skip
    assert [case.get("name") for case in root.iter("testcase")] == ["a diet is hidden", "my sister's is not"]
    [failure] = root.iter("failure")
    assert failure.get("message") == "my.curate:11:5: expect hidden"
    assert "but: shown" in (failure.text or "")


def test_no_control_character_leaves(run: Run, path: Path) -> None:
    """Not from a title nor from a text, in none of the formats."""
    path.write_text(FAILING.replace("my diet", r"my diet\u{1B}[31m").replace("sister", r"sis\u{7}\u{FFFE}ter"))
    for form in ("text", "json", "junit"):
        done = run("test", path, "--format", form)
        assert done.exit_code == 1
        assert not [sign for sign in done.stdout if sign != "\n" and not sign.isprintable() and sign != "\ufffe"]
