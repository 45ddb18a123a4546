"""What comes out: a decision for every post, with its reasons, and the feed they make together.

In: nothing. Out: the pydantic classes that Python callers hold and the command line writes as JSON.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from feedcurate.model.base import Duration, Model, Text


class Outcome(StrEnum):
    """What happens to a post."""

    SHOWN = "shown"
    COLLAPSED = "collapsed"
    HIDDEN = "hidden"
    BLOCKED = "blocked"
    HELD = "held"


class Evidence(Model):
    """The words that matched: code points, half-open, into the field as the reader sees it."""

    field: str = Field(description="the field's path: text, title, media[0].alt, quote.text")
    start: int
    end: int
    words: Text = Field(description="the field's own characters")
    pattern: str = Field(description="the entry that matched, as written")


class Clause(Model):
    """One condition of a rule with its answer: true, false, or null for unknown."""

    id: int = Field(description="stable within the rule set; shared by explanations, coverage and diffs")
    text: str = Field(description="the condition in its canonical layout")
    value: bool | None
    values: dict[str, str] = Field(
        default_factory=dict, description="what the paths in it were, in words"
    )
    evidence: tuple[Evidence, ...] = ()


class Because(Model):
    """A rule that fired, where it stands, and the clauses that made it fire."""

    rule: str
    title: str | None = None
    at: str = Field(description="file:line:column")
    reason: str | None = None
    clauses: tuple[Clause, ...] = ()


class Decision(Model):
    """What happens to one post, and why."""

    id: str
    source: str
    outcome: Outcome
    place: int | None = Field(None, description="1-based, for what is in the feed")
    shift: Duration = Field(Duration(0), description="the sum of boosts less demotes")
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    collapse: str | None = None
    held: str | None = Field(None, description="for a held post, the quota that held it, in words")
    overridden: tuple[Because, ...] = Field((), description="rules that fired and were outweighed")
    because: tuple[Because, ...] = ()


class Unmet(Model):
    """A quota that the posts at hand could not meet."""

    quota: str = Field(description="the line as written, canonical")
    at: str = Field(description="file:line:column")
    message: str


class ShadowReport(Model):
    """What a shadow rule would have done to one post."""

    id: str
    source: str
    outcome: Outcome | None = Field(description="the outcome its actions alone ask for; null where they ask for none")
    because: Because


class InputProblem(Model):
    """Something of the input that could not be read; the rest was."""

    source: str = Field(description="file, address or `-`")
    line: int | None = Field(None, description="1-based, where the format has lines")
    message: str

    def __str__(self) -> str:
        """As one line."""
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}"


class Curation(BaseModel):
    """A whole result: what is in the feed in its order, then the rest by source and id."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="iso8601")

    posts: tuple[Decision, ...]
    unmet: tuple[Unmet, ...] = ()
    shadow: tuple[ShadowReport, ...] = ()
    problems: tuple[InputProblem, ...] = ()
