"""How a mistake leaves the depth of the parser: as an exception that carries its diagnostic, caught at the statement.

In: a diagnostic. Out: nothing else; the exception never leaves the `syntax` room.
"""

from __future__ import annotations

from feedcurate.text.diagnostic import Diagnostic


class Mistake(Exception):  # it is the reader's mistake, not an error of the program
    """The statement at hand cannot be read; why is in the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
