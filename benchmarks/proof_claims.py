"""Fifty true and fifty false claims about posts, and what the engine says of a claim for one post.

In: the rule files of `benchmarks/proof/`, in which every claim stands under a comment that says whether it is true, and
why. Out: `Stated` claims, and a `Court` that tells what a claim amounts to for a post and a past.

This was written before the code that proves claims, and uses none of it: an outcome in a claim becomes a signal whose
value is what the engine decided, and the claim the condition of a shadow rule. A claim is refuted by a post for which
that condition is false; unknown does not refute.

How it counts: of the 50 true claims those that are *proved*, with 50 as denominator (the bar is 90 %: undecided ones
count against it); of the 50 false ones those that are *refuted* with a post for which `Court.answer` is False. A true
claim that is refuted or a false one that is proved is an error, whatever the shares are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from feedcurate import Facts, Item, loads
from feedcurate.engine.deciding import bench_of, opinion
from feedcurate.engine.scene import scene_of
from feedcurate.model.decision import Outcome
from feedcurate.program.program import Program
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.walk import descendants
from feedcurate.text.span import Source, Span

FOLDER = Path(__file__).with_name("proof")
TRUE, FALSE = 50, 50
"""The denominators."""

_OUTCOMES = {outcome.value for outcome in Outcome} - {Outcome.HELD.value} | {"boosted", "demoted"}
_NONE = timedelta(0)


@frozen
class Stated:
    """A claim of one of the files; `text` is its condition as it is written."""

    file: str
    title: str
    never: bool
    true: bool
    why: str
    text: str


@frozen
class Asked:
    """An outcome that a claim speaks of, and where: `hidden`, `labelled NAME` or `fires RULE`."""

    word: str
    name: str
    span: Span

    def holds(self, outcome: Outcome, shift: timedelta, labels: Sequence[str], fired: Sequence[str]) -> bool:
        """Whether it came out so."""
        match self.word:
            case "boosted":
                return shift > _NONE
            case "demoted":
                return shift < _NONE
            case "labelled":
                return self.name in labels
            case "fires":
                return self.name in fired
            case _:
                return outcome.value == self.word


def stated() -> tuple[Stated, ...]:
    """All claims, file by file, as they stand there."""
    return tuple(claim for path in sorted(FOLDER.glob("*.curate")) for claim in claims_of(path.name, _read(path)))


def text_of(file: str) -> str:
    """One of the files."""
    return _read(FOLDER / file)


def claims_of(name: str, text: str) -> Iterator[Stated]:
    """The claims of a file; the comment above each says `true: why` or `false: why`."""
    for node in _claims(text):
        comment = " ".join(line for line in node.comments.before if line != nodes.BLANK)
        verdict, _, why = comment.partition(":")
        if verdict not in {"true", "false"}:
            raise ValueError(f"{name}: {node.title.value!r} does not say whether it is true")
        never = node.kind is nodes.ClaimKind.NEVER
        yield Stated(name, node.title.value, never, verdict == "true", why.strip(), _written(node.condition))


class Court:
    """One rule file and its claims, to be asked about posts."""

    def __init__(self, text: str) -> None:
        """`text` is a whole rule file, claims included. Raises `RuleFileError` where the rest has a mistake."""
        claims = _claims(text)
        self.titles = tuple(claim.title.value for claim in claims)
        self._asked = tuple(asked for claim in claims for asked in _asked(claim.condition))
        self._program = loads(_as_rules(text, claims, self._asked)).program
        self._rules = {f"claim_{number}": claim for number, claim in enumerate(claims)}

    @property
    def program(self) -> Program:
        """The rules, with a shadow rule for each claim."""
        return self._program

    def answers(self, item: Item, facts: Facts, now: datetime) -> dict[str, bool | None]:
        """What each claim amounts to, by its title: False where the post refutes it, None where that is not known."""
        found = opinion(bench_of(self._program, scene_of(self._program, (item,), facts, now).judge), item)
        fired = [rule.name for rule in found.fired]
        verdict = found.verdict
        outcomes: dict[str, float | bool | str] = {
            f"outcome_{number}": asked.holds(verdict.outcome, verdict.shift, verdict.labels, fired)
            for number, asked in enumerate(self._asked)
        }
        told = item.model_copy(update={"signals": {**item.signals, **outcomes}})
        reading = scene_of(self._program, (told,), facts, now).judge.read(told)
        values = {rule.name: reading.truth(rule.when) for rule in self._program.rules if rule.name in self._rules}
        return {claim.title.value: _said(claim.kind, values[name]) for name, claim in self._rules.items()}


def without_claims(text: str) -> str:
    """A rule file whose claims are blanked out; every other place stays where it is."""
    for claim in _claims(text):
        text = _replaced(text, claim.span, " " * len(_written(claim)))
    return text


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _claims(text: str) -> list[nodes.Claim]:
    file = parse(Source("claims.curate", text)).file
    return [node for node in file.statements if isinstance(node, nodes.Claim)]


def _written(node: nodes.Node) -> str:
    return node.span.source.text[node.span.start : node.span.end]


def _asked(condition: nodes.Expr) -> Iterator[Asked]:
    for node in descendants(condition):
        match node:
            case nodes.Name(word) if word in _OUTCOMES:
                yield Asked(word, "", node.span)
            case nodes.Labelled(nodes.Name(name) | nodes.TextLit(name)):
                yield Asked("labelled", name, node.span)
            case nodes.Fires(rule):
                yield Asked("fires", _written(rule), node.span)
            case _:
                pass


def _as_rules(text: str, claims: Sequence[nodes.Claim], asked: Sequence[Asked]) -> str:
    """The file with a signal for each outcome, and a shadow rule for each claim."""
    rules = [without_claims(text)]
    rules += [f"signal outcome_{number}: truth" for number in range(len(asked))]
    numbers = {(one.span.start, one.span.end): number for number, one in enumerate(asked)}
    for number, claim in enumerate(claims):
        start, condition = claim.condition.span.start, _written(claim.condition)
        inside = [span for span in numbers if start <= span[0] and span[1] <= claim.condition.span.end]
        for first, last in sorted(inside, reverse=True):
            signal = f"post.outcome_{numbers[first, last]}"
            condition = f"{condition[: first - start]}{signal}{condition[last - start :]}"
        rules.append(f'rule claim_{number} shadow when {condition} then note "{number}"')
    return "\n".join(rules)


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]


def _said(kind: nodes.ClaimKind, value: bool | None) -> bool | None:
    return value if value is None or kind is nodes.ClaimKind.ALWAYS else not value
