"""A world that shows something as an `example` to paste into the rule file.

In: a world, and what it shows. Out: the canonical text of an example with its post and what was before, that expects
what the rules make of it; and whether that example shows the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from attrs import evolve, frozen

from feedcurate.engine.deciding import Opinion
from feedcurate.engine.evaluate import curate
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import scene_of
from feedcurate.model.decision import Outcome
from feedcurate.model.item import Item
from feedcurate.outputs.proof_past import told_past
from feedcurate.outputs.proof_post import Telling, word_text
from feedcurate.program.program import Program
from feedcurate.proof.world import World, opinion_in
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.syntax.writing import quoted
from feedcurate.text.span import Source


@frozen
class Pasted:
    """An example's text; `is_whole`: what it gives shows the same as the world that it tells of."""

    text: str
    is_whole: bool


def pasted(program: Program, title: str, world: World, shows: Callable[[World], bool] = lambda _: True) -> Pasted:
    """A world as an example of such a title that expects what the rules make of it.

    An example's history is whole: what it does not tell of did not happen, where in the world it may be unknown. So the
    rules are asked again about the world as it is told, and `shows` whether that is what was to be shown.
    """
    past = told_past(program, world)
    telling = Telling(program, world.item, world.now)
    details = list(telling.details())
    text = world.item.text
    given = (
        "given post"
        + telling.by()
        + ("" if text is None else f" saying {quoted(text)}")
        + (f" with {', '.join(details)}" if details else "")
    )
    dated = world.item.model_copy(update={"published": world.item.published or world.now})
    retold = evolve(world, item=dated, facts=past.facts)
    found, again = opinion_in(program, world), opinion_in(program, retold)
    lines = [f"example {quoted(title)}", *past.lines, given, *_expected(found)]
    parsed = parse(Source("example", "\n".join(lines))).file
    is_whole = (
        not (telling.missing or parsed.broken)
        and past.is_whole
        and _alike(found, again)
        and shows(retold)
        and (not past.beside or _has_room(program, retold, past.beside))
    )
    return Pasted("\n".join(lines) + "\n" if parsed.broken else format_file(parsed), is_whole)


def _alike(one: Opinion, other: Opinion) -> bool:
    """Whether the same rules fire; what becomes of the post follows from that."""
    return [rule.name for rule in one.fired] == [rule.name for rule in other.fired]


def _has_room(program: Program, world: World, beside: tuple[Item, ...]) -> bool:
    """Whether no quota holds the post back when others are judged along with it."""
    batch = (*beside, world.item)
    scene = scene_of(program, each_once(batch), world.facts, world.now)
    held = {(one.source, one.id) for one in curate(scene, batch).posts if one.outcome is Outcome.HELD}
    return (world.item.source, world.item.id) not in held


def _expected(found: Opinion) -> Iterator[str]:
    """What happens: the outcome, how the post moves, and its labels."""
    verdict = found.verdict
    why = [rule.name for rule in found.fired if rule.actions.strength is verdict.strength]
    by = f" by {why[0]}" if why and verdict.outcome is not Outcome.SHOWN else ""
    yield f"expect {verdict.outcome}{by}"
    if verdict.shift:
        yield f"expect {'boosted' if verdict.shift > timedelta(0) else 'demoted'}"
    yield from (f"expect labelled {word_text(label)}" for label in verdict.labels)
