"""`feedcurate explain`: why is this post hidden? In: a rule file, inputs, and which post. Out: every rule's answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli import streams
from feedcurate.cli.options import (
    fetch_options,
    format_option,
    inputs_argument,
    past_options,
    reader_options,
    rules_argument,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from feedcurate.model.item import Item

_MOST_LISTED = 20


@click.command()
@rules_argument
@inputs_argument
@click.option("--post", "wanted", metavar="ID", help="Which post: its id, or its address.")
@format_option("text", "json", default="text", told="A page to read (text) or JSON.")
@fetch_options
@reader_options
@past_options
def command(
    rules: Path,
    inputs: tuple[str, ...],
    wanted: str | None,
    form: str,
    limit: int | None,
    allow_local: bool,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    history: Path | None,
    activities: Path | None,
) -> int:
    """Say why a post is shown, hidden or moved.

    Every rule is told, fired or not, clause by clause, with the values and words it saw; and of a post that is
    hidden, the smallest change that would have shown it.
    """
    from feedcurate.api import evaluate, explain
    from feedcurate.cli.inputs import read_posts
    from feedcurate.cli.past import past
    from feedcurate.cli.reader import instant_of, zone_of
    from feedcurate.cli.results import present_post
    from feedcurate.cli.rules import load_rules
    from feedcurate.model.facts import Facts

    ruleset = load_rules(rules)
    at = instant_of(now, ruleset, timezone)
    before = past(history, activities, ruleset.program.item, zone_of(ruleset, timezone))
    reading = read_posts(inputs, ruleset.program.item, at, allow_local=allow_local, limit=limit)
    problems = before.problems + reading.problems
    streams.say_unread(problems)
    item = _chosen(reading.items, wanted)
    facts = Facts(history=before.history, timezone=timezone, me=me)
    decisions = evaluate(ruleset, reading.items, facts, now=at).posts
    decision = next(one for one in decisions if (one.source, one.id) == (item.source, item.id))
    present_post(decision, item, explain(ruleset, item, facts, now=at), at, form)
    return 2 if problems else 0


def _chosen(items: Sequence[Item], wanted: str | None) -> Item:
    """The one post that was meant.

    Raises:
        click.UsageError: there is none, or there are several.
    """
    from feedcurate.model.identity import same_address

    if not items:
        raise click.UsageError("the inputs hold no posts")
    found = [item for item in items if wanted is None or wanted == item.id]
    if not found and wanted is not None:
        found = [item for item in items if item.url is not None and same_address(item.url, wanted)]
    distinct = {(item.source, item.id): item for item in found}
    if len(distinct) == 1:
        return found[0]
    if wanted is None:
        raise click.UsageError(f"the inputs hold {len(distinct)} posts; choose one with --post ID:\n{_listed(items)}")
    if not distinct:
        raise click.UsageError(f"there is no post `{wanted}`; there are:\n{_listed(items)}")
    raise click.UsageError(f"`{wanted}` is the id of {len(distinct)} posts of different sources; choose by address")


def _listed(items: Iterable[Item]) -> str:
    from feedcurate.outputs.width import clip
    from feedcurate.outputs.words import post_words
    from feedcurate.text.visible import visible

    ids = {item.id: clip(post_words(item), 60) for item in items}
    lines = [f"  {visible(one)}  {words}" for one, words in list(ids.items())[:_MOST_LISTED]]
    return "\n".join(lines + ([f"  … and {len(ids) - _MOST_LISTED} more"] if len(ids) > _MOST_LISTED else []))
