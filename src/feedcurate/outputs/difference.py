"""Whether two rule files do the same, as lines to read, or as JSON.

In: what was found out, both rule sets and how their files are called. Out: lines for a terminal of so many columns; one
JSON document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from attrs import frozen

from feedcurate.engine.explain import explain
from feedcurate.model.decision import Outcome
from feedcurate.model.explanation import Explanation, RuleState
from feedcurate.outputs.explanation import explanation_lines
from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.outputs.proof import pasted_lines, tried_record, world_record
from feedcurate.outputs.proof_example import Pasted, pasted
from feedcurate.outputs.safe import visible_json
from feedcurate.outputs.words import duration_words
from feedcurate.program.program import Program
from feedcurate.proof.difference import Aspect, Difference, Sameness
from feedcurate.proof.world import World
from feedcurate.text.visible import visible

_VERBS = {
    Outcome.SHOWN: "shows",
    Outcome.COLLAPSED: "collapses",
    Outcome.HIDDEN: "hides",
    Outcome.BLOCKED: "blocks",
}


@frozen
class Sides:
    """Both programs, and how their files are called."""

    old: Program
    new: Program
    old_name: str
    new_name: str


def difference_lines(found: Difference, sides: Sides, width: int) -> Iterator[Line]:
    """What was found out; where a post shows a difference, that post and what each side makes of it."""
    match found.status:
        case Sameness.EQUIVALENT:
            said = _equivalent()
        case Sameness.DIFFERENT:
            yield from _different(found, sides, width)
            return
        case _:
            said = _undecided(found, sides)
    yield from (line for one in said for line in in_lines(one, usable(width)))


def _equivalent() -> Iterator[Said]:
    yield Said("equivalent", Part.CHANGE)
    yield Said("every post is treated alike, as is proved", Part.TEXT, 1)
    yield Said(
        "limits and order of the feed, and rules for accounts, sessions and drafts, are written alike", Part.TEXT, 1
    )


def _different(found: Difference, sides: Sides, width: int) -> Iterator[Line]:
    if found.world is None:
        return
    old, new = explanations(sides, found.world)
    yield from in_lines(Said("different", Part.MARK), usable(width))
    for aspect in found.aspects:
        yield from in_lines(Said(_apart(aspect, old, new, sides), Part.REASON, 1), usable(width))
    example = example_of(found.world, sides)
    heading = f"this post shows it; as an example that is true of {visible(sides.old_name)}:"
    yield from in_lines(Said(heading, Part.REASON, 1), usable(width))
    yield from pasted_lines(example, found.world, width)
    fired = {rule.rule for one in (old, new) for rule in one.rules if rule.state is RuleState.FIRED}
    for name, explanation in ((sides.old_name, old), (sides.new_name, new)):
        yield from in_lines(Said(f"{visible(name)} {_VERBS[explanation.outcome]} it", Part.HEADING), usable(width))
        for said in _told(explanation, fired):
            yield from in_lines(Said(said.text, said.part, said.depth + 1), usable(width))
    beside = list(_beside(found, sides))
    if beside:
        yield from in_lines(Said("beside the rules for posts", Part.HEADING), usable(width))
        yield from (line for one in beside for line in in_lines(one, usable(width)))


def _told(explanation: Explanation, names: set[str]) -> Iterator[Said]:
    """What the rules that fire on either side say of the post."""
    rules = tuple(rule for rule in explanation.rules if rule.rule in names)
    if not rules and not explanation.kept_as_own:
        yield Said("no rule fires", Part.FADED)
    yield from explanation_lines(explanation.model_copy(update={"rules": rules, "nearest": None}))


def explanations(sides: Sides, world: World) -> tuple[Explanation, Explanation]:
    """What each side makes of the post of a world, and why."""
    old, new = (explain(program, world.item, world.facts, now=world.now) for program in (sides.old, sides.new))
    return old, new


def example_of(world: World, sides: Sides) -> Pasted:
    """The world as an example that the old rules pass."""
    return pasted(sides.old, "where the rules differ", world)


def _apart(aspect: Aspect, old: Explanation, new: Explanation, sides: Sides) -> str:
    """`old.curate hides it, new.curate shows it`."""
    told = []
    for name, one in ((sides.old_name, old), (sides.new_name, new)):
        match aspect:
            case Aspect.OUTCOME:
                said = f"{_VERBS[one.outcome]} it"
            case Aspect.SHIFT:
                said = f"moves it by {_signed(one.shift)}"
            case Aspect.LABELS:
                said = f"labels it {visible(', '.join(one.labels)) or 'with nothing'}"
            case Aspect.NOTES:
                said = f"notes {_quoted(one.notes) or 'nothing'}"
            case _:
                said = f"collapses it behind {_quoted((one.collapse,) if one.collapse else ()) or 'no text'}"
        told.append(f"{visible(name)} {said}")
    return ", ".join(told)


def _signed(shift: timedelta) -> str:
    sign = "-" if shift < timedelta(0) else "+"
    return f"{sign}{duration_words(shift)}" if shift else "nothing"


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(f"“{visible(text)}”" for text in texts)


def _undecided(found: Difference, sides: Sides) -> Iterator[Said]:
    yield Said("undecided", Part.MARK)
    if found.aspects:
        yield Said(f"not proved to be the same for every post: {', '.join(found.aspects)}", Part.REASON, 1)
    else:
        yield Said("every post is treated alike, as is proved", Part.TEXT, 1)
    yield from _beside(found, sides)
    if not found.in_time:
        yield Said("the solver ran out of time; --seconds gives it more", Part.REASON, 1)
    if found.searched:
        told = f"{found.searched:,} posts and histories were tried (seed {found.seed}), and none shows a difference"
        yield Said(told, Part.REASON, 1)
    if found.open:
        yield Said(f"taken for anything at all: {', '.join(map(visible, found.open))}", Part.REASON, 1)


def _beside(found: Difference, sides: Sides) -> Iterator[Said]:
    """What differs beside the rules for posts."""
    if found.settings:
        yield Said(f"settings that differ, and that no proof covers: {', '.join(found.settings)}", Part.REASON, 1)
    for part, names in found.written.items():
        yield Said(f"{part}: not written alike, and compared in no other way", Part.REASON, 1)
        for name, own in zip((sides.old_name, sides.new_name), names, strict=True):
            yield from (Said(f"only in {visible(name)}: {visible(one)}", Part.TEXT, 2) for one in own)


def difference_json(found: Difference, sides: Sides) -> str:
    """What was found out as one JSON document."""
    return visible_json(json.dumps(_record(found, sides), indent=2, ensure_ascii=False))


def _record(found: Difference, sides: Sides) -> dict[str, Any]:
    record: dict[str, Any] = {
        "status": found.status.value,
        "aspects": [aspect.value for aspect in found.aspects],
        "settings": list(found.settings),
        "written": {part: {"old": list(old), "new": list(new)} for part, (old, new) in found.written.items()},
    }
    if found.world is not None:
        example = example_of(found.world, sides)
        old, new = explanations(sides, found.world)
        record |= {
            **world_record(found.world, example),
            "old": old.model_dump(mode="json"),
            "new": new.model_dump(mode="json"),
        }
    if found.status is Sameness.UNDECIDED:
        record |= tried_record(found)
    return record
