"""Rule files on the command line: loaded, with everything that is wrong with them told.

In: the path of a rule file. Out: a `Ruleset`; its warnings, or its errors, on standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from feedcurate.cli import streams
from feedcurate.cli.caching import is_caching
from feedcurate.cli.signals import with_local_signals

if TYPE_CHECKING:
    from feedcurate.ruleset import Ruleset
    from feedcurate.text.diagnostic import Diagnostic


class RulesFail(click.ClickException):
    """A rule file has errors; showing this shows them."""

    exit_code = 1

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(count_words(diagnostics))
        self._diagnostics = tuple(diagnostics)

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Draw each on standard error, then say how many there are."""
        tell(self._diagnostics)


def load_rules(path: Path) -> Ruleset:
    """The rules of a file, with the local signals that it declares. Warnings are told.

    Raises:
        RulesFail: the file has errors.
    """
    from feedcurate.ruleset import examine

    examined = examine(path, cache=is_caching())
    if examined.ruleset is None:
        raise RulesFail(examined.diagnostics)
    if examined.diagnostics:
        tell(examined.diagnostics)
    return with_local_signals(examined.ruleset)


def tell(diagnostics: Sequence[Diagnostic]) -> None:
    """Draw diagnostics on standard error, with their number."""
    from feedcurate.text.render import render

    streams.show(render(diagnostics, colour=streams.wants_colour(sys.stderr)).rstrip("\n"))
    streams.say(count_words(diagnostics))


def count_words(diagnostics: Sequence[Diagnostic]) -> str:
    """`1 error, 2 warnings`; `no errors` where there is nothing."""
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    counts = [(errors, "error"), (warnings, "warning")]
    told = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count]
    return ", ".join(told) or "no errors"
