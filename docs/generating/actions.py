"""The page of actions: what rules for each subject may do.

In: the checker's own table. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.markdown import code, table
from feedcurate.check.actions import ACTIONS

INTRODUCTION = """\
# Actions

What a rule may do stands behind `then`, and depends on whom the rule is for. How the actions of several rules combine:
[Actions](language.md#actions) in the language.

"""


def pages() -> Iterator[tuple[str, str]]:
    """The page of actions."""
    parts = []
    for subject, forms in ACTIONS.items():
        rows = ((code(form.usage), form.meaning, "yes" if form.repeats else "no") for form in forms.values())
        parts.append(f"## For {_plural(subject.value)}\n\n{table(('action', 'what it does', 'several a rule'), rows)}")
    yield "reference/actions.md", INTRODUCTION + "\n".join(parts)


def _plural(subject: str) -> str:
    return f"{subject}s"
