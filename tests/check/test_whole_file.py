"""The file with which the language introduces itself needs nothing changed but what this version cannot do yet."""

from __future__ import annotations

from pathlib import Path

from feedcurate.ruleset import examine
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.text.span import Source

WHOLE = Path(__file__).with_name("whole") / "whole.curate"


def test_only_later_statements_are_refused_and_each_once() -> None:
    """The rules for accounts, sessions and drafts, the examples and the claims; everything else is fine."""
    assert [(d.code, d.span.text) for d in examine(WHOLE).diagnostics] == [
        ("E190", "account"),
        ("E190", "session"),
        ("E190", "session"),
        ("E190", "draft"),
        ("E190", '"my sister\'s diet post stays"'),
        ("E190", '"the third strike"'),
        ("E190", '"close friends are never hidden"'),
        ("E190", '"an unread clinician"'),
    ]


def test_what_remains_without_them_runs(tmp_path: Path) -> None:
    """With those statements taken out, the file is clean and gives rules."""
    text = WHOLE.read_text(encoding="utf-8")
    kept = [node for node in parse(Source("whole.curate", text)).file.statements if not _is_later(node)]
    for path in WHOLE.parent.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rest = tmp_path / "rest.curate"
    rest.write_text("\n".join(node.span.text for node in kept), encoding="utf-8")
    examined = examine(rest)
    assert examined.diagnostics == ()
    assert examined.ruleset is not None
    names = [rule.name for rule in examined.ruleset.program.rules]
    assert names == ["check_credentials", "less_tabloid", "no_comparison", "prefer_growth"]


def _is_later(node: nodes.Statement) -> bool:
    is_rule_for_others = isinstance(node, nodes.Rule) and node.subject is not None
    return is_rule_for_others or isinstance(node, nodes.Example | nodes.Claim)
