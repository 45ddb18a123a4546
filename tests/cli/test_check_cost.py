"""`feedcurate check --cost` tells which posts each rule is asked about."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

RULES = """\
accounts close: @ann@a.example
rule gym when post mentions "gym" and post.likes > 3 then hide
rule old when post.age > 3 days then hide
rule late when post mentions {"a", "b", "c", "d"} and not author in close then label late
rule loud when post.shouting > 60% then hide
rule bait when post matches /you won'?t believe/i and "spam" in post.labels then hide
"""


def test_each_rule_is_told_with_what_is_looked_up(run: Run, tmp_path: Path) -> None:
    """Behind the diagnostics, and last the rules that are asked about every post."""
    (tmp_path / "my.curate").write_text(RULES)
    done = run("check", "my.curate", "--cost")
    assert done.exit_code == 0
    assert done.stdout == (
        "no errors\n\n"
        "bait (my.curate:6:1)\n"
        "    looked up: any label.value of post.labels = spam\n"
        "    and: letters that /you won'?t believe/i needs in post\n"
        "    then its condition is asked\n"
        "gym (my.curate:2:1)\n"
        "    looked up: “gym” in post\n"
        "    and: post.likes > 3\n"
        "    then it fires\n"
        "late (my.curate:4:1)\n"
        "    looked up: one of 4 words or phrases in post\n"
        "    then its condition is asked\n"
        "loud (my.curate:5:1)\n"
        "    asked about every post\n"
        "old (my.curate:3:1)\n"
        "    looked up: post.age > 3 days\n"
        "    then it fires\n"
        "asked about every post, 1 of 5: loud\n"
    )


def test_as_json_the_plans_are_beside_the_diagnostics(run: Run, tmp_path: Path) -> None:
    """One object, for programs."""
    (tmp_path / "my.curate").write_text(RULES)
    told = json.loads(run("check", "my.curate", "--cost", "--format", "json").stdout)
    assert told["diagnostics"] == []
    assert [(one["rule"], one["rest"], len(one["guards"])) for one in told["rules"]] == [
        ("bait", True, 2), ("gym", False, 2), ("late", True, 1), ("loud", True, 0), ("old", False, 1),
    ]  # fmt: skip


def test_a_file_with_errors_has_no_plan(run: Run, tmp_path: Path) -> None:
    """Its mistakes are told, and the status is as ever."""
    (tmp_path / "my.curate").write_text("rule a when post.liks > 3 then hide\n")
    done = run("check", "my.curate", "--cost")
    assert done.exit_code == 1
    assert "no rules for posts" in done.stdout
