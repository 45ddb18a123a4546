"""W309: a list, a topic or a `let` that nothing uses.

A file without rules, quotas or claims is there for others to use; of its names nothing is said. Any name anywhere
that is spelt the same counts as a use, so that nothing is called unused that is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedcurate.check.messages import proved as say
from feedcurate.proof.warnings.written import Warned, Written, removal
from feedcurate.syntax import nodes
from feedcurate.syntax.walk import descendants

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"\w+")


def unused_names(written: Written) -> Iterator[Warned]:
    """The names of the main file that nothing uses."""
    if not any(isinstance(one, nodes.Rule | nodes.Feed | nodes.Claim) for one in written.statements):
        return
    used = {name for statement in written.statements for name in _names_in(statement)}
    for one in written.statements:
        if isinstance(one, nodes.List | nodes.Let) and written.is_main(one.span) and one.name.id not in used:
            what = one.kind.value if isinstance(one, nodes.List) else "let"
            # No rule asks for whom an audit names by their list, so without the list it says less.
            fix = None if what == "accounts" else removal(one.span)
            what = {"accounts": "list of accounts", "sites": "list of sites"}.get(what, what)
            yield Warned(say.unused(what, one.name.id, one.name.span, fix))


def _names_in(statement: nodes.Statement) -> Iterator[str]:
    """All names in a statement but the one that it declares."""
    declared = statement.name if isinstance(statement, nodes.List | nodes.Let) else None
    for node in descendants(statement):
        match node:
            case nodes.Name(word) if node is not declared:
                yield word
            case nodes.Attribute(name=word):
                yield word
            case nodes.SiteLit(text):
                yield from _WORD.findall(text)
            case nodes.TextLit(text):
                yield from (word for inside in _IN_BRACES.findall(text) for word in _WORD.findall(inside))
            case _:
                pass
