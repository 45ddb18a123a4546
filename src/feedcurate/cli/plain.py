"""What is plain to see of rules that are in order, found out once and kept for the next command.

In: checked rules. Out: warnings. They depend on the texts of the rules alone, and where a rule has an end also on the
clock: then nothing is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedcurate.cli.caching import is_caching

if TYPE_CHECKING:
    from feedcurate.ruleset import Ruleset
    from feedcurate.text.diagnostic import Diagnostic

_WANTED = "plain warnings"


def plain_of(rules: Ruleset) -> tuple[Diagnostic, ...]:
    """The plain warnings about some rules."""
    from feedcurate.cache.results import results_in

    results = results_in(is_caching() and _is_file(rules), None)
    if results is None:
        return _found(rules)
    files = "\0".join(f"{source.name}\0{source.text}" for source in rules.sources)
    wanted = (_WANTED, rules.sources[0].name)
    kept: tuple[Diagnostic, ...] | None = results.find(wanted, files, None)
    if kept is not None:
        return kept
    found = _found(rules)
    if not any(rule.end for rule in rules.program.all_rules):
        results.keep(wanted, files, (), found)
    return found


def _is_file(rules: Ruleset) -> bool:
    """Whether rules stand in a file, and not in a text of standard input."""
    return not rules.sources[0].name.startswith("<")


def _found(rules: Ruleset) -> tuple[Diagnostic, ...]:
    from feedcurate.cli.reader import instant_of
    from feedcurate.proof.warnings import plain_warnings, written

    return tuple(warned.diagnostic for warned in plain_warnings(written(rules, instant_of(None, rules, None))))
