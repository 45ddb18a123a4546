"""`feedcurate try`: what would happen to a post. In: a rule file and words. Out: the decision, explained."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli.options import format_option, reader_options, rules_argument

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@click.command()
@rules_argument
@click.argument("text")
@click.option("--author", metavar="ACCOUNT", help="Who wrote it: @name@host, a name, or the address of a page.")
@click.option("--title", help="Its title.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A hashtag of it; may be given again.")
@click.option("--url", help="Its address.")
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE", help="Any field: likes=3, author.bot=true, language=de."
)
@format_option("text", "json", default="text", told="A page to read (text) or JSON.")
@reader_options
def command(
    rules: Path,
    text: str,
    author: str | None,
    title: str | None,
    tags: tuple[str, ...],
    url: str | None,
    settings: tuple[str, ...],
    form: str,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
) -> None:
    """Say what would happen to a post, and why.

    TEXT is what the post says. What is not given is not known; the post is written now.
    """
    from feedcurate.cli.posts import post_of
    from feedcurate.cli.reader import instant_of
    from feedcurate.cli.results import present_post
    from feedcurate.cli.rules import load_rules
    from feedcurate.curator import Curator

    ruleset = load_rules(rules)
    at = instant_of(now, ruleset, timezone)
    given = {"text": text, "author": author, "title": title, "tags": tags, "url": url}
    post = post_of(ruleset.program.item, given, settings, at)
    curator = Curator(ruleset, timezone=timezone, me=me)
    (decision,) = curator.curate([post], now=at).posts
    present_post(decision, post, curator.explain(post, now=at), at, form)
