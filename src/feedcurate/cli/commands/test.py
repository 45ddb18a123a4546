"""`feedcurate test`: do the examples come out as they say? In: rule files. Out: each, and what they reached."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feedcurate.cli import streams
from feedcurate.cli.options import format_option, several_rules_argument


@click.command()
@several_rules_argument
@click.option("-k", "only", default="", metavar="TEXT", help="Only the examples whose title contains this.")
@click.option(
    "--coverage/--no-coverage", default=True, show_default=True,
    help="Tell which rules and clauses the examples reached; JUnit's XML has no room for it.",
)  # fmt: skip
@format_option("text", "json", "junit", default="text", told="A page to read (text), JSON, or JUnit's XML (junit).")
def command(rules: tuple[Path, ...], only: str, coverage: bool, form: str) -> int:
    """Run the examples of rule files.

    What an example gives is made, and what comes out is held against what it expects; where that differs, the
    explanation is told. The status is 1 where an example fails or rules have errors, 2 where -k fits no example.
    """
    from feedcurate.cli.results import paint
    from feedcurate.cli.rules import load_rules
    from feedcurate.outputs.trial import trial_lines
    from feedcurate.outputs.trial_records import trial_json, trial_junit
    from feedcurate.trial import run_examples

    loaded = [(str(path), load_rules(path)) for path in rules]
    tested = [(name, run_examples(ruleset, only=only)) for name, ruleset in loaded]
    if only and not any(trial.tried for _, trial in tested):
        raise click.UsageError(f"no example has `{only}` in its title")
    if form == "json":
        streams.emit_json(trial_json(tested, coverage=coverage) + "\n")
    elif form == "junit":
        streams.emit(trial_junit(tested) + "\n")
    else:
        lines = trial_lines(tested, streams.columns(), coverage=coverage)
        streams.emit(paint(lines, colour=streams.wants_colour(sys.stdout)))
    return int(not all(trial.passed for _, trial in tested))
