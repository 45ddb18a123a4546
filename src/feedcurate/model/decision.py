"""What comes out: a decision for every post, with its reasons, and the feed they make together.

In: nothing. Out: the pydantic classes that Python callers hold and the command line writes as JSON.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from feedcurate.model.account import Account
from feedcurate.model.base import Duration, Instant, Model, Text
from feedcurate.model.deferring import Deferring
from feedcurate.model.outcomes import AdviceWord, Outcome, SessionWord

__all__ = [
    "AccountAdvice",
    "AdviceWord",
    "Because",
    "Clause",
    "Counted",
    "Curation",
    "Decision",
    "DraftAdvice",
    "Evidence",
    "InputProblem",
    "Outcome",
    "SessionAdvice",
    "SessionWord",
    "ShadowReport",
    "Unmet",
]


class Evidence(Model):
    """The words that matched: code points, half-open, into the field as the reader sees it."""

    field: str = Field(description="the field's path: text, title, media[0].alt, quote.text")
    start: int = Field(description="the first code point")
    end: int = Field(description="the code point after the last")
    words: Text = Field(description="the field's own characters")
    pattern: str = Field(description="the entry that matched, as written")


class Counted(Model):
    """One element that a window over time counted: a post, or something the reader did."""

    source: str | None = Field(None, description="the source of the post, or the app")
    id: str | None = Field(None, description="the id of the post, or of the activity")
    at: Instant = Field(description="when it was")
    url: Text | None = Field(None, description="the address of the post")
    text: Text | None = Field(None, description="how it begins")
    evidence: tuple[Evidence, ...] = Field((), description="the words that matched in it")


class Clause(Model):
    """One condition of a rule with its answer: true, false, or null for unknown."""

    id: int = Field(description="stable within the rule set; shared by explanations, coverage and diffs")
    text: str = Field(description="the condition in its canonical layout")
    value: bool | None = Field(description="true, false, or null for unknown")
    values: dict[str, str] = Field(default_factory=dict, description="what the paths in it were, in words")
    evidence: tuple[Evidence, ...] = Field((), description="the words that matched")
    counted: tuple[Counted, ...] = Field((), description="what its windows counted, the latest first, at most 20")


class Because(Model):
    """A rule that fired, where it stands, and the clauses that made it fire."""

    rule: str = Field(description="its name, behind the name of the file it is in where that was used `as` one")
    title: str | None = Field(None, description="its title, where it has one")
    at: str = Field(description="file:line:column")
    reason: str | None = Field(None, description="its `because`, filled in")
    clauses: tuple[Clause, ...] = Field((), description="the conditions that made it fire")


class Decision(Deferring):
    """What happens to one post, and why."""

    id: str = Field(description="the post's id")
    source: str = Field(description="the post's source")
    outcome: Outcome = Field(description="what happens to it")
    place: int | None = Field(None, description="1-based, for what is in the feed")
    shift: Duration = Field(Duration(0), description="the sum of boosts less demotes")
    labels: tuple[str, ...] = Field((), description="the marks that rules put on it, sorted")
    notes: tuple[str, ...] = Field((), description="the texts to show beside it, sorted")
    collapse: str | None = Field(None, description="for a collapsed post, the texts to fold it behind")
    held: str | None = Field(None, description="for a held post, the quota that held it, in words")
    overridden: tuple[Because, ...] = Field((), description="rules that fired and were outweighed")
    because: tuple[Because, ...] = Field((), description="rules that fired and count, sorted by name")


class AccountAdvice(Model):
    """What the rules advise about an account. Nothing acts on it but the reader."""

    account: Account = Field(description="the account, as it was last seen")
    advice: AdviceWord = Field(description="what is advised")
    duration: Duration | None = Field(None, description="for a snooze, how long")
    overridden: tuple[Because, ...] = Field((), description="rules that fired and were outweighed")
    because: tuple[Because, ...] = Field((), description="rules that fired and count, sorted by name")


class SessionAdvice(Model):
    """What the rules advise about the session at an instant."""

    advice: SessionWord = Field(SessionWord.CONTINUE, description="what is advised")
    until: Instant | None = Field(None, description="for a pause or a wait, its end")
    texts: tuple[Text, ...] = Field((), description="nudges and suggestions, sorted")
    overridden: tuple[Because, ...] = Field((), description="rules that fired and were outweighed")
    because: tuple[Because, ...] = Field((), description="rules that fired and count, sorted by name")


class DraftAdvice(Model):
    """What the rules ask of a draft before it is sent."""

    hold: Duration | None = Field(None, description="how long to keep it back, from now")
    ask: tuple[Text, ...] = Field((), description="questions, sorted")
    warn: tuple[Text, ...] = Field((), description="warnings, sorted")
    because: tuple[Because, ...] = Field((), description="rules that fired, sorted by name")


class Unmet(Model):
    """A quota that the posts at hand could not meet."""

    quota: str = Field(description="the line as written, canonical")
    at: str = Field(description="file:line:column")
    message: str = Field(description="how much was wanted and how much there was")


class ShadowReport(Model):
    """What a shadow rule would have done to one post, to one account, or about the session."""

    id: str | None = Field(None, description="the post's id; null for an account or the session")
    source: str | None = Field(None, description="the post's source")
    outcome: Outcome | None = Field(None, description="the outcome it alone asks for; null where it asks for none")
    account: Account | None = Field(None, description="the account, for a rule about accounts")
    advice: AdviceWord | SessionWord | None = Field(None, description="what it alone advises")
    because: Because = Field(description="the rule, and the conditions that made it fire")


class InputProblem(Model):
    """Something of the input that could not be read; the rest was."""

    source: str = Field(description="file, address or `-`")
    line: int | None = Field(None, description="1-based, where the format has lines")
    message: str = Field(description="what is wrong")

    def __str__(self) -> str:
        """As one line."""
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}"


class Curation(BaseModel):
    """A whole result: what is in the feed in its order, then the rest by source and id."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_timedelta="iso8601")

    posts: tuple[Decision, ...] = Field(description="a decision for every post")
    accounts: tuple[AccountAdvice, ...] = Field((), description="advice about accounts, sorted by who they are")
    session: SessionAdvice | None = Field(None, description="advice about the session; null without rules for it")
    unmet: tuple[Unmet, ...] = Field((), description="quotas that could not be met")
    shadow: tuple[ShadowReport, ...] = Field((), description="what shadow rules would have done")
    problems: tuple[InputProblem, ...] = Field((), description="what of the input could not be read")
