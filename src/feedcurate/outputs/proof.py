"""What was found out about claims, as lines to read, or as JSON.

In: findings, one by one or all. Out: lines for a terminal of so many columns; one JSON document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from feedcurate.engine.because import view
from feedcurate.engine.claiming import claimed
from feedcurate.engine.explain import explain
from feedcurate.model.explanation import RuleState
from feedcurate.outputs.explanation import explanation_lines
from feedcurate.outputs.pieces import STEP, Line, Part, Said, in_lines, usable
from feedcurate.outputs.proof_example import Pasted, pasted
from feedcurate.outputs.safe import visible_json
from feedcurate.program.program import Program
from feedcurate.proof.difference import Difference
from feedcurate.proof.finding import Finding, Status
from feedcurate.proof.world import World, opinion_in, truth_in
from feedcurate.text.visible import visible

_PARTS = {Status.PROVED: Part.CHANGE, Status.REFUTED: Part.MARK, Status.UNDECIDED: Part.MARK}
_ANSWERS = {True: "true", False: "false", None: "unknown"}
_WHOLE = 10_000
"""Lines to copy are not cut."""
_WIDEST = max(len(status) for status in Status)


def finding_lines(program: Program, finding: Finding, width: int) -> Iterator[Line]:
    """One claim and what is known of it: for a refuted one the post, and what the engine says of it."""
    claim = finding.claim
    head = f"{finding.status:<{_WIDEST}} {claim.kind} {visible(json.dumps(claim.title, ensure_ascii=False))}"
    place = "" if finding.status is Status.PROVED else f" ({visible(claim.span.place)})"
    yield from in_lines(Said(f"{head}{place}", _PARTS[finding.status]), usable(width))
    if finding.world is not None:
        yield from _refuted(program, finding, finding.world, width)
    if finding.status is Status.UNDECIDED:
        yield from (line for said in _undecided(finding) for line in in_lines(said, usable(width)))


def _refuted(program: Program, finding: Finding, world: World, width: int) -> Iterator[Line]:
    example = _example(program, finding, world)
    yield from in_lines(
        Said("this post refutes it; as an example to paste into the rules:", Part.REASON, 1), usable(width)
    )
    yield from pasted_lines(example, world, width)
    for said in (*_clauses(program, finding, world), *_fired(program, world)):
        yield from in_lines(Said(said.text, said.part, said.depth + 1), usable(width))


def _example(program: Program, finding: Finding, world: World) -> Pasted:
    return pasted(program, finding.claim.title, world, lambda retold: truth_in(program, finding.claim, retold) is False)


def pasted_lines(example: Pasted, world: World, width: int) -> Iterator[Line]:
    """An example as it stands in a file, and its post where it cannot say all of that."""
    for text in example.text.splitlines():
        inner = (len(text) - len(text.lstrip())) // len(STEP)
        yield from in_lines(Said(visible(text.strip()), Part.TEXT, 2 + inner), _WHOLE)
    if not example.is_whole:
        told = f"no example can say all that makes it so; the post is {visible_json(post_json(world))}"
        yield from in_lines(Said(told, Part.FADED, 1), usable(width))


def _clauses(program: Program, finding: Finding, world: World) -> Iterator[Said]:
    """The parts of the claim, with what the engine makes of each."""
    found = opinion_in(program, world)
    claimed(finding.claim, found)
    waiting = [(0, finding.claim.clause)]
    while waiting:
        depth, clause = waiting.pop()
        shown = view(clause, found.reading)
        facts = ", ".join(f"{visible(path)} = {visible(value)}" for path, value in shown.values.items())
        yield Said(
            f"{_ANSWERS[shown.value]:<7} {visible(clause.text)}{f' ({facts})' if facts else ''}", Part.TEXT, depth
        )
        waiting += [(depth + 1, child) for child in reversed(clause.children)]


def _fired(program: Program, world: World) -> Iterator[Said]:
    """The rules that fired, with their reasons."""
    explanation = explain(program, world.item, world.facts, now=world.now)
    fired = tuple(rule for rule in explanation.rules if rule.state is RuleState.FIRED)
    yield from explanation_lines(explanation.model_copy(update={"rules": fired, "nearest": None}))


def _undecided(finding: Finding) -> Iterator[Said]:
    if not finding.in_time:
        yield Said("the solver ran out of time; --seconds gives it more", Part.REASON, 1)
    if finding.searched:
        told = f"{finding.searched:,} posts and histories were tried (seed {finding.seed}), and none refutes it"
        yield Said(told, Part.REASON, 1)
    if finding.open:
        yield Said(f"taken for anything at all: {', '.join(map(visible, finding.open))}", Part.REASON, 1)


def summary(findings: Sequence[Finding], of: int) -> str:
    """`2 proved, 1 refuted`; how many were not looked at, where that was interrupted."""
    counts = [(sum(one.status is status for one in findings), status.value) for status in Status]
    counts.append((of - len(findings), "not looked at"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "no claims"


def findings_json(program: Program, findings: Sequence[Finding]) -> str:
    """All findings as one JSON document."""
    return visible_json(json.dumps([_record(program, one) for one in findings], indent=2, ensure_ascii=False))


def _record(program: Program, finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    record: dict[str, Any] = {
        "claim": claim.kind.value,
        "title": claim.title,
        "condition": claim.text,
        "at": claim.span.place,
        "status": finding.status.value,
    }
    if finding.world is not None:
        example = _example(program, finding, finding.world)
        explanation = explain(program, finding.world.item, finding.world.facts, now=finding.world.now)
        record |= {
            **world_record(finding.world, example),
            "explanation": explanation.model_dump(mode="json"),
        }
    if finding.status is Status.UNDECIDED:
        record |= tried_record(finding)
    return record


def world_record(world: World, example: Pasted) -> dict[str, Any]:
    """A world that shows something, with the example of it."""
    return {
        "post": json.loads(post_json(world)),
        "now": world.now.isoformat(),
        "example": example.text,
        "example_is_whole": example.is_whole,
    }


def tried_record(found: Finding | Difference) -> dict[str, Any]:
    """What was tried where something stays undecided."""
    return {"searched": found.searched, "seed": found.seed, "open": list(found.open), "in_time": found.in_time}


def post_json(world: World) -> str:
    """What is known of the post of a world, as JSON."""
    return world.item.model_dump_json(exclude_none=True, exclude_defaults=True)
