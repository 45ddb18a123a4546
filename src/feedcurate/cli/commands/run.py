"""`feedcurate run`: rules applied to feeds. In: a rule file and inputs. Out: the curated feed, with its reasons."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedcurate.cli.options import fetch_options, format_option, past_options, reader_options, rules_argument

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@click.command()
@rules_argument
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@format_option("table", "jsonl", "json", told="A table (on a terminal), JSON Lines (elsewhere), or one JSON document.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option("--explain", "explained", is_flag=True, help="Add what every rule asked of each post.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Judge posts in columns instead: Parquet, Arrow IPC or NDJSON.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="With --batch, the file to write; its ending says the format.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="With --batch, how many processes (all cores).")
@fetch_options
@reader_options
@past_options
def command(
    rules: Path,
    inputs: tuple[str, ...],
    form: str | None,
    output: Path | None,
    explained: bool,
    batch: Path | None,
    out: Path | None,
    jobs: int | None,
    limit: int | None,
    allow_local: bool,
    now: datetime | None,
    timezone: ZoneInfo | None,
    me: tuple[str, ...],
    history: Path | None,
    activities: Path | None,
) -> int:
    """Curate feeds by a rule file.

    INPUT is a file, a folder of files, - for standard input, the address of a feed or of a page that links to one, a
    list of feeds (OPML), or a timeline such as mastodon:home@HOST or bluesky:home@HANDLE; which format each has is
    found out and told. A history that is a database takes up what is curated, and what was decided on it. The status
    is 1 where the rules have errors, 2 where an input cannot be read; the others are still curated. With --batch each
    post is judged by itself, without quotas, order and history, and a file of columns with an outcome for each is
    written.
    """
    if batch is not None or out is not None or jobs is not None:
        from feedcurate.cli.batch import run_batch

        others = (bool(inputs), form, output, explained, history, activities, limit, allow_local)
        return run_batch(rules, batch, out, jobs, now, timezone, me, others=any(others))
    if not inputs:
        raise click.UsageError("Missing argument 'INPUT...'.")
    from feedcurate.cli.inputs import read_posts
    from feedcurate.cli.past import past
    from feedcurate.cli.reader import instant_of, zone_of
    from feedcurate.cli.results import Result, present
    from feedcurate.cli.rules import load_rules
    from feedcurate.curator import Curator

    ruleset = load_rules(rules)
    at = instant_of(now, ruleset, timezone)
    before = past(history, activities, ruleset.program.item, zone_of(ruleset, timezone), may_begin=True)
    curator = Curator(ruleset, history=before.history, timezone=timezone, me=me)
    reading = read_posts(inputs, ruleset.program.item, at, allow_local=allow_local, limit=limit)
    problems = before.problems + reading.problems
    curation = curator.curate(reading.items, now=at, problems=problems)
    to_explain = reading.items if explained else ()
    explanations = {(item.source, item.id): curator.explain(item, now=at) for item in to_explain}
    present(Result(curation, reading.items, at, explanations), form, output)
    return 2 if problems else 0
