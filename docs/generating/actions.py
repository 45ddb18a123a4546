"""The page of actions and settings.

In: the checker's own tables. Out: the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.markdown import code, table
from feedcurate.check.actions import ACTIONS
from feedcurate.check.settings import SETTINGS, wanted

INTRODUCTION = """\
# Actions and settings

What rules may do, by whom they are for, and what may be set. How several rules combine: [Actions](language.md#actions).

"""
_TITLES = {"post": "Posts", "account": "Accounts", "session": "Sessions", "draft": "Drafts"}


def pages() -> Iterator[tuple[str, str]]:
    """The page of actions and settings."""
    yield "reference/actions.md", INTRODUCTION + _actions() + _settings()


def _actions() -> str:
    parts = []
    for subject, forms in ACTIONS.items():
        rows = ((code(form.usage), form.meaning, "yes" if form.repeats else "no") for form in forms.values())
        parts.append(f"## {_TITLES[subject.value]}\n\n{table(('action', 'what it does', 'several in a rule'), rows)}\n")
    return "".join(parts)


def _settings() -> str:
    rows = ((code(f"set {name}: …"), wanted(name)) for name in SETTINGS)
    return f"## Settings\n\n{table(('setting', 'takes'), rows)}"
