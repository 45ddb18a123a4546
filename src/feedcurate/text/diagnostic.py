"""What is wrong with a rule file, as data: a stable code, a place, a sentence, and what to write instead.

In: spans and words. Out: frozen `Diagnostic`s; `render` shows them, `codes` explains them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from feedcurate.text.span import Span


class Severity(StrEnum):
    """Whether a file may run: an error stops it, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Label:
    """A second place that matters to a diagnostic, with a few words on why."""

    span: Span
    text: str


@frozen
class Fix:
    """A replacement of a span's text that mends the mistake; what an editor may offer."""

    span: Span
    replacement: str


@frozen
class Diagnostic:
    """One mistake of a rule file.

    `code` is stable (`E102`, `W301`); `message` is one line, lower case, with the user's words in backticks;
    `help` says what to write instead; `note` is what is said beside the underlined words.
    """

    code: str
    message: str
    span: Span
    help: str = ""
    note: str = ""
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """Follows from the code's first letter."""
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR


def has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether any of them stops the file from running."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
