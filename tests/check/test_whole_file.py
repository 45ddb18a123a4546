"""The file with which the language introduces itself needs nothing changed but what this version cannot do yet."""

from __future__ import annotations

from pathlib import Path

from feedcurate.ruleset import examine
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source

WHOLE = Path(__file__).with_name("whole") / "whole.curate"


def test_only_later_statements_are_refused_and_each_once() -> None:
    """The examples and the claims; everything else is fine, but that the file does not say who `me` is."""
    assert [(d.code, d.span.text) for d in examine(WHOLE).diagnostics] == [
        ("W204", "count(posts by me, 24 hours) >= 3"),
        ("E190", '"my sister\'s diet post stays"'),
        ("E190", '"the third strike"'),
        ("E190", '"close friends are never hidden"'),
        ("E190", '"an unread clinician"'),
    ]


def test_what_remains_without_them_runs(tmp_path: Path) -> None:
    """With those statements taken out, the file gives rules for every subject."""
    text = WHOLE.read_text(encoding="utf-8")
    kept = [node for node in parse(Source("whole.curate", text)).file.statements if not _is_later(node)]
    for path in WHOLE.parent.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rest = tmp_path / "rest.curate"
    rest.write_text("\n".join(node.span.text for node in kept), encoding="utf-8")
    examined = examine(rest)
    assert [d.code for d in examined.diagnostics] == ["W204"]
    assert examined.ruleset is not None
    program = examined.ruleset.program
    assert [rule.name for rule in program.rules] == [
        "check_credentials",
        "less_tabloid",
        "no_comparison",
        "prefer_growth",
    ]
    assert [rule.name for rule in program.account_rules] == ["unfollow_triggers"]
    assert [rule.name for rule in program.session_rules] == ["passive_limit", "quiet_night"]
    assert [rule.name for rule in program.draft_rules] == ["think_first"]


def _is_later(node: nodes.Statement) -> bool:
    return isinstance(node, nodes.Example | nodes.Claim)
