"""A checked rule file together with its text: what the warnings look at.

In: a rule set and the instant. Out: `Written`: the program, the trees of its files, and where each rule stands.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.text.diagnostic import Diagnostic, Fix
from feedcurate.text.span import Source, Span

if TYPE_CHECKING:
    from feedcurate.program.program import AnyRule, Program
    from feedcurate.proof.world import World
    from feedcurate.ruleset import Ruleset


@frozen(eq=False)
class Warned:
    """A warning, the names of the rules that it is about, and a world that shows it."""

    diagnostic: Diagnostic
    rules: tuple[str, ...] = ()
    world: World | None = None


@frozen(slots=False, eq=False)
class Written:
    """Rules as they are written; the first file is the main one."""

    program: Program
    sources: tuple[Source, ...]
    now: datetime

    @cached_property
    def files(self) -> tuple[nodes.File, ...]:
        """The trees of all files that hold rules; behind these stand the files of lists, one a list."""
        files: list[nodes.File] = []
        lists = 0
        for source in self.sources:
            if len(files) + lists == len(self.sources):
                break
            file = parse(source).file
            lists += sum(isinstance(one, nodes.List) and one.file is not None for one in file.statements)
            files.append(file)
        return tuple(files)

    @cached_property
    def statements(self) -> tuple[nodes.Statement, ...]:
        """The statements of all files."""
        return tuple(statement for file in self.files for statement in file.statements)

    def is_main(self, span: Span) -> bool:
        """Whether something stands in the main file."""
        return bool(self.sources) and span.source is self.sources[0]

    @cached_property
    def names(self) -> dict[str, Span]:
        """Where the names of the rules stand, by their names with the files in front."""
        places = {(id(s.span.source), s.span.start): s.name.span for s in self.statements if isinstance(s, nodes.Rule)}
        return {rule.name: places.get((id(rule.span.source), rule.span.start), rule.span) for rule in self.rules}

    @cached_property
    def rules(self) -> tuple[AnyRule, ...]:
        """All rules as they are written: file by file, from top to bottom."""
        order = {id(source): number for number, source in enumerate(self.sources)}
        return tuple(
            sorted(self.program.all_rules, key=lambda rule: (order.get(id(rule.span.source), -1), rule.span.start))
        )


def written(rules: Ruleset, now: datetime) -> Written:
    """A rule set as it is written, as of an instant."""
    return Written(rules.program, rules.sources, now)


def removal(span: Span) -> Fix:
    """The fix that takes a statement out."""
    return Fix(span, "")
