"""`feedcurate try`: what would happen to a post or a draft. In: a rule file and words. Out: a decision, explained."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli.options import format_option, past_options, reader_options, rules_argument

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@click.command()
@rules_argument
@click.argument("text")
@click.option("--draft", "is_draft", is_flag=True, help="It is yours and not sent yet: ask the rules for drafts.")
@click.option("--author", metavar="ACCOUNT", help="Who wrote it: @name@host, a name, or the address of a page.")
@click.option("--title", help="Its title.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A hashtag of it; may be given again.")
@click.option("--url", help="Its address.")
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE", help="Any field: likes=3, author.bot=true, language=de."
)
@format_option("text", "json", default="text", told="A page to read (text) or JSON.")
@reader_options
@past_options
def command(
    rules: Path,
    text: str,
    is_draft: bool,
    author: str | None,
    title: str | None,
    tags: tuple[str, ...],
    url: str | None,
    settings: tuple[str, ...],
    form: str,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    history: Path | None,
    activities: Path | None,
) -> int:
    """Say what would happen to a post or a draft, and why.

    TEXT is what it says. What is not given is not known; the post is written now. Nothing is remembered.
    """
    from feedcurate.api import draft_advice, evaluate, explain
    from feedcurate.cli import streams
    from feedcurate.cli.past import past
    from feedcurate.cli.posts import draft_of, post_of
    from feedcurate.cli.reader import instant_of, zone_of
    from feedcurate.cli.results import present_draft, present_post
    from feedcurate.cli.rules import load_rules
    from feedcurate.model.facts import Facts

    ruleset = load_rules(rules)
    at = instant_of(now, ruleset, timezone)
    before = past(history, activities, ruleset.program.item, zone_of(ruleset, timezone))
    streams.say_unread(before.problems)
    facts = Facts(history=before.history, timezone=timezone, me=me)
    given = {"text": text, "author": author, "title": title, "tags": tags, "url": url}
    if is_draft:
        draft = draft_of({name: value for name, value in given.items() if name in ("text", "title", "tags")}, settings)
        _refuse(("--author", author), ("--url", url))
        present_draft(draft_advice(ruleset, draft, facts, now=at), at, form)
    else:
        post = post_of(ruleset.program.item, given, settings, at)
        (decision,) = evaluate(ruleset, [post], facts, now=at).posts
        present_post(decision, post, explain(ruleset, post, facts, now=at), at, form)
    return 2 if before.problems else 0


def _refuse(*options: tuple[str, object]) -> None:
    """Options that say nothing of a draft.

    Raises:
        click.UsageError: one was given.
    """
    for name, value in options:
        if value is not None:
            raise click.UsageError(f"a draft has no {name.removeprefix('--')}: leave `{name}` out")
