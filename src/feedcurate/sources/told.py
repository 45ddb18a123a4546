"""Problems and notes on one input, as they are told.

In: messages, parts of which come from the input. Out: `InputProblem`s on one printable line each; beyond a limit they
are only counted.
"""

from __future__ import annotations

from attrs import define, field

from feedcurate.model.base import without_surrogates
from feedcurate.model.decision import InputProblem
from feedcurate.sources.dates import Dates


@define
class Told:
    """What is to be said of one input so far."""

    name: str
    limit: int
    problems: list[InputProblem] = field(factory=list)
    untold: int = 0

    def problem(self, line: int | None, message: str) -> None:
        """One more problem; beyond the limit they are only counted."""
        if len(self.problems) < self.limit:
            self.problems.append(one_line(self.name, line, message))
        else:
            self.untold += 1

    def all(self) -> tuple[InputProblem, ...]:
        """Every problem, and how many more there were."""
        if not self.untold:
            return tuple(self.problems)
        return (*self.problems, one_line(self.name, None, f"has {self.untold:,} more problems like these"))


def dates_told(dates: Dates) -> str | None:
    """What is to be said of dates that could not be read; None where all could."""
    if not dates.unread:
        return None
    few, stay = ("one date", "stays") if dates.unread == 1 else (f"{dates.unread:,} dates", "stay")
    return f"{few} cannot be read (`{dates.first_unread}`) and {stay} unknown"


def one_line(name: str, line: int | None, message: str) -> InputProblem:
    """A problem on one line, and printable."""
    words = " ".join(str(without_surrogates(message)).split())
    return InputProblem(source=name, line=line, message="".join(c if c.isprintable() else "\ufffd" for c in words))
