"""What can be raised: an exception means that something was called in a way that cannot work.

In: nothing. Out: exception classes. A mistake in a rule file is a returned diagnostic and unreadable input a returned
`InputProblem`; only callers who asked for a result or nothing get one of these instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from feedcurate.text.diagnostic import Diagnostic


class FeedcurateError(Exception):
    """The base of everything this library raises on purpose."""


class RuleFileError(FeedcurateError):
    """A rule file has errors and a rule set was asked for; `diagnostics` holds all of them, warnings too."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        first = next((d for d in self.diagnostics if d.code.startswith("E")), None)
        more = sum(d.code.startswith("E") for d in self.diagnostics) - 1
        words = "the rule file has errors" if first is None else f"{first.code}: {first.message}"
        super().__init__(f"{words} (and {more} more)" if more > 0 else words)

    def __reduce__(self) -> tuple[type[RuleFileError], tuple[tuple[Diagnostic, ...]]]:
        """Pickled by its diagnostics, so that a worker process can raise it."""
        return type(self), (self.diagnostics,)


class MissingExtra(FeedcurateError):
    """Something needs a package that only an extra installs."""

    def __init__(self, extra: str, what: str) -> None:
        self.extra = extra
        self.what = what
        super().__init__(f"{what} needs the extra `{extra}`: pip install 'feedcurate[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        """Pickled by its two words."""
        return type(self), (self.extra, self.what)


class HistoryError(FeedcurateError):
    """A history cannot be opened, or holds what this version cannot read."""
