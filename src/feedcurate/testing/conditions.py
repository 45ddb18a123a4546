"""A condition of a test, in the words of a rule file: checked against the names that the rules declare.

In: a rule set and a text. Out: the same rules with one more, a shadow that changes nothing and has that condition.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from attrs import frozen

from feedcurate.check.resolver import Found, ResolveError
from feedcurate.ruleset import Ruleset, Signal, loads
from feedcurate.text.span import Source

ASKED = "asked_by_a_test"
"""The name of the rule that is added."""


@frozen
class Held:
    """Gives files that were read before, by the ends of their names."""

    sources: tuple[Source, ...]

    def read(self, path: str, folder: str, most: int) -> Found:  # noqa: ARG002 - see `Resolver`; it was small enough before
        """See `Resolver.read`."""
        relative = PurePosixPath(folder) / path
        for source in self.sources:
            if PurePosixPath(source.name).parts[-len(relative.parts) :] == relative.parts:
                return Found(source.name, source.name, str(relative.parent), source.text.encode("utf-8"))
        raise ResolveError("the rules were loaded without it")


def asking(rules: Ruleset, when: str) -> Ruleset:
    """The rules and a condition to ask about. Raises `RuleFileError` where the condition has a mistake."""
    return again(rules, [rules.sources[0].text, f"rule {ASKED} shadow when {when} then hide"])


def again(rules: Ruleset, statements: Iterable[str]) -> Ruleset:
    """The rules loaded again with other statements in their main file."""
    main, text = rules.sources[0], "\n".join(statements)
    declared = {name for name, _ in rules.program.signals if f"signal {name}" in text}
    host = [Signal(name, str(kind)) for name, kind in rules.program.signals if name not in declared]
    return loads(text, name=main.name, item=rules.program.item, signals=host, resolver=Held(rules.sources[1:]))
