"""The pytest plugin: rule files are test files, each example and each claim in them a test.

In: pytest's hooks. Out: items. It is found by its entry point (`feedcurate`), and looks at files that the setting
`curate_files` names (glob patterns, by default `*.curate`); `-p no:feedcurate` turns it off. Nothing of the library is
imported before there is such a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from feedcurate.program.claims import Claim
    from feedcurate.program.examples import Example
    from feedcurate.proof.finding import Finding
    from feedcurate.ruleset import Ruleset

_WIDTH = 100


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one setting."""
    parser.addini(
        "curate_files", "which files are rule files to test (glob patterns)", type="args", default=["*.curate"]
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CurateFile | None:
    """A rule file among those that pytest looks at."""
    if any(file_path.match(pattern) for pattern in parent.config.getini("curate_files")):
        return CurateFile.from_parent(parent, path=file_path)
    return None


class CurateFile(pytest.File):
    """A rule file. One with errors cannot be collected, and pytest tells them all."""

    @cached_property
    def rules(self) -> Ruleset:
        """The file, checked."""
        from feedcurate.ruleset import examine
        from feedcurate.signals.local import computed_here
        from feedcurate.text.render import render

        here = Path.cwd()
        found = examine(self.path.relative_to(here) if self.path.is_relative_to(here) else self.path)
        if found.ruleset is None:
            raise self.CollectError(render(found.diagnostics).rstrip("\n"))
        return computed_here(found.ruleset)

    def collect(self) -> Iterator[pytest.Item]:
        """Each example and each claim, in the order of the file."""
        program = self.rules.program
        written: list[Example | Claim] = [*program.examples, *program.claims]
        examples = {id(example) for example in program.examples}
        for one in sorted(written, key=lambda one: (one.span.source.name, one.span.start)):
            kind = ExampleItem if id(one) in examples else ClaimItem
            yield kind.from_parent(self, name=one.title, told=one)

    def finding(self, claim: Claim) -> Finding:
        """What is known of a claim. Claims are proved one by one, those in front of one before it."""
        while id(claim) not in self._findings:
            finding = next(self._proving)
            self._findings[id(finding.claim)] = finding
        return self._findings[id(claim)]

    @cached_property
    def _findings(self) -> dict[int, Finding]:
        return {}

    @cached_property
    def _proving(self) -> Iterator[Finding]:
        from feedcurate.proof.proving import findings

        return findings(self.rules)


class RuleFileFailure(Exception):
    """An example that failed or a claim that is refuted; its text is all there is to say."""


class _Item(pytest.Item):
    """A test of a rule file."""

    parent: CurateFile

    def __init__(self, *, told: Any, **settings: Any) -> None:
        super().__init__(**settings)
        self.told = told

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any) -> Any:
        """What a person needs to see: no traceback where a rule file is meant."""
        if isinstance(excinfo.value, RuleFileFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands."""
        line = self.told.span.place.rsplit(":", 2)[1]
        return self.path, int(line) - 1, f"{self.kind}: {self.name}"

    kind = "test"


class ExampleItem(_Item):
    """One example."""

    kind = "example"
    told: Example

    def runtest(self) -> None:
        """Run it. Raises `RuleFileFailure` with what happened instead."""
        from feedcurate.outputs.trial import failure_text
        from feedcurate.trial.run import try_example

        tried = try_example(self.parent.rules, self.told)
        if not tried.passed:
            raise RuleFileFailure(failure_text(tried))


class ClaimItem(_Item):
    """One claim."""

    kind = "claim"
    told: Claim

    def runtest(self) -> None:
        """Prove it; an undecided one is skipped and says so. Raises `RuleFileFailure` with the post that refutes it."""
        from feedcurate.errors import MissingExtra
        from feedcurate.outputs.plain import plain
        from feedcurate.outputs.proof import finding_lines
        from feedcurate.proof.finding import Status

        try:
            finding = self.parent.finding(self.told)
        except MissingExtra as missing:
            pytest.skip(str(missing))
        lines = plain(list(finding_lines(self.parent.rules.program, finding, _WIDTH)))
        if finding.status is Status.REFUTED:
            raise RuleFileFailure(lines.rstrip("\n"))
        if finding.status is Status.UNDECIDED:
            pytest.skip(" ".join(lines.split()))
