"""W310: a regular expression that matches the empty text."""

from __future__ import annotations

from collections.abc import Iterator

from feedcurate.check.messages import proved as say
from feedcurate.proof.warnings.written import Warned, Written
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_expr
from feedcurate.syntax.walk import descendants


def regexes_for_nothing(written: Written) -> Iterator[Warned]:
    """The regular expressions that are found in every text."""
    empty = {(one.source, one.ignore_case) for one in written.program.regexes if one.matches_empty}
    if not empty:
        return
    for statement in written.statements:
        rules = (statement.name.id,) if isinstance(statement, nodes.Rule) else ()
        for node in descendants(statement):
            if isinstance(node, nodes.RegexLit) and (node.pattern, node.ignore_case) in empty:
                yield Warned(say.matches_everything(format_expr(node), node.span), rules)
