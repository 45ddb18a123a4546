"""Texts of a rule with their places filled in.

In: a template and a reading of a post. Out: the text; what is unknown prints as `unknown`.
"""

from __future__ import annotations

from feedcurate.engine.interpret import Reading
from feedcurate.engine.paths import value_in_words
from feedcurate.program.program import Template


def filled(template: Template, reading: Reading) -> str:
    """The text with each `{…}` replaced by its value, as a person reads it."""
    program, zone = reading.judge.program, reading.judge.context.zone
    return "".join(
        part if isinstance(part, str) else value_in_words(program, part, reading.value(part), zone)
        for part in template.parts
    )


def filled_or_none(template: Template | None, reading: Reading) -> str | None:
    """The filled text; None without a template."""
    return None if template is None else filled(template, reading)
