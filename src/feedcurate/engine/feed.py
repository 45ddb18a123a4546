"""The feed as a whole: order, repeats, places.

In: a program, judged posts, the answers to the quotas' conditions, now and the history. Out: `Arrangement`: a place
for every post that is in the feed, a reason for every post that is held, and the `at least`s that were not met.

Hidden and blocked posts take no part; collapsed ones take places like any other. First the posts are put in order
(`engine.rank`), then repeats are held (`engine.once`), then the places are filled (`engine.places`). Neither the order
of the quotas nor that of the posts changes anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from attrs import frozen

from feedcurate.engine.judged import Judged
from feedcurate.engine.once import repeats
from feedcurate.engine.periods import readers_time
from feedcurate.engine.places import fill
from feedcurate.engine.quotas import Truth, ceilings_of, floors_of
from feedcurate.engine.rank import in_order
from feedcurate.engine.scene import Scene
from feedcurate.engine.seen import SeenLately
from feedcurate.engine.signals import signal_of
from feedcurate.model.decision import Outcome, Unmet
from feedcurate.program.program import Once

_BETWEEN_REASONS = " · "


@frozen
class Arrangement:
    """Places (1 is the top; the first first) and reasons for being held, by index into the judged posts.

    `unmet` are the quotas that could not be met.
    """

    places: Mapping[int, int]
    held: Mapping[int, str]
    unmet: tuple[Unmet, ...]


def arrange(scene: Scene, judged: Sequence[Judged], truth: Truth) -> Arrangement:
    """Give every post that is neither hidden nor blocked a place in the feed or a reason why it has none.

    Each (source, id) is there once. `truth` answers a quota's condition for a post, of the batch or the history; None
    is unknown.
    """
    program, context = scene.program, scene.context
    ranked = [
        index
        for index in in_order(judged, program.order)
        if judged[index].outcome is not Outcome.HIDDEN and judged[index].outcome is not Outcome.BLOCKED
    ]
    if not program.quotas:
        return Arrangement({index: place for place, index in enumerate(ranked, start=1)}, {}, ())
    quotas = tuple(dict.fromkeys(sorted(program.quotas, key=lambda quota: (quota.text, quota.span.place))))
    reader = readers_time(context.zone, program.settings)
    seen = SeenLately(scene.store, context.now, reader, context.past.session_start)
    repeated = repeats(
        [quota for quota in quotas if isinstance(quota, Once)],
        [judged[index].item for index in ranked],
        seen,
        partial(signal_of, program, context),
    )
    placeable = [index for position, index in enumerate(ranked) if position not in repeated]
    items = [judged[index].item for index in placeable]
    filled = fill(len(items), ceilings_of(quotas, items, truth, seen), floors_of(quotas, items, truth))
    held = {ranked[position]: texts for position, texts in repeated.items()}
    held |= {placeable[post]: texts for post, texts in filled.refused.items()}
    return Arrangement(
        places={placeable[post]: place for place, post in enumerate(filled.feed, start=1)},
        held={index: _BETWEEN_REASONS.join(dict.fromkeys(texts)) for index, texts in held.items()},
        unmet=filled.unmet,
    )
