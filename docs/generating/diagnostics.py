"""The pages of diagnostics: one for every code, and a list of them.

In: `feedcurate.text.codes`, which `feedcurate help` prints from too. Out: the pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generating.markdown import table
from feedcurate.text.codes import all_codes, page

INTRODUCTION = """\
# Diagnostics

Every message about a rule file has a code that never changes its meaning. Errors (`E…`) stop a file from running,
warnings (`W…`) do not. `feedcurate help E102` prints the page of a code, `feedcurate help codes` lists them all.

A warning that you have considered is silenced on its statement: `-- allow W123: reason`.

"""


def pages() -> Iterator[tuple[str, str]]:
    """The list of codes, and a page for each."""
    known = [page(code) for code in all_codes()]
    rows = ((f"[{found.code}]({found.code}.md)", found.title) for found in known)
    yield "reference/diagnostics/index.md", INTRODUCTION + table(("code", "says"), rows)
    for found in known:
        yield f"reference/diagnostics/{found.code}.md", found.text.rstrip("\n") + "\n"
