"""The pages of packs: a list of them, and for each what it is for, its numbers, its rules, and itself.

In: the packs that ship. Out: the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docs.generating.markdown import table
from feedcurate.check.packs import FOLDER, pack_names, pack_text
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_expr
from feedcurate.text.span import Source

INTRODUCTION = """\
# Packs

A pack is a rule file that ships with feedcurate. `use "feedcurate:NAME"` takes it in; its names then stand behind its
own (`balance.limit`). What it says is the reader's to change:

```curate
set timezone: "Europe/Berlin"

use "feedcurate:balance"
set balance.limit: 40 minutes
set balance.quiet_hours: off
```

`feedcurate packs` lists them, and `feedcurate packs balance` prints one, to be read or to begin a file of your own
with. Every number has a name and can be set, every rule can be switched `off` or to `shadow`. The words and numbers
name where they come from. The examples and claims in a pack are run and proved as it ships; they are not part of a file
that uses it.

"""
_SIGN = "--"
_USES = re.compile(r'^use "(?!feedcurate:)', re.MULTILINE)
_DOI = re.compile(r"doi:(10\.[^\s,;)]+[^\s,;:.)])")


def pages() -> Iterator[tuple[str, str]]:
    """The list of packs, and a page for each."""
    rows = []
    for name in pack_names():
        text = pack_text(name)
        file = parse(Source(name, text)).file
        title, said = _introduction(text)
        rows.append((f"[{name}]({name}.md)", title))
        yield f"reference/packs/{name}.md", _page(name, title, said, file, text)
    yield "reference/packs/index.md", INTRODUCTION + table(("pack", "what it is for"), rows)


def _introduction(text: str) -> tuple[str, str]:
    """The first sentence of a pack without its name, and the paragraphs of comment below it."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith(_SIGN):
            break
        lines.append(line.removeprefix(_SIGN).strip())
    title = lines[0].partition(": ")[2]
    paragraphs = "\n".join(lines[1:]).strip().split("\n\n")
    told = [one for one in paragraphs if not one.startswith(("use ", "set "))]
    return title[:1].upper() + title[1:], _DOI.sub(r"[doi:\1](https://doi.org/\1)", "\n\n".join(told))


def _page(name: str, title: str, said: str, file: nodes.File, text: str) -> str:
    parts = [f"# {name}", title, f'```curate fragment\nuse "feedcurate:{name}"\n```', said]
    lets = [one for one in file.statements if isinstance(one, nodes.Let)]
    if lets:
        parts.append("## What can be set")
        rows = [(f"`{name}.{one.name.id}`", f"`{format_expr(one.value)}`", _comment(one)) for one in lets]
        parts.append(table(("name", "as it ships", "what it is"), rows).rstrip())
    rules = [one for one in file.statements if isinstance(one, nodes.Rule)]
    parts.append("## Its rules")
    rows = [
        (f"`{name}.{one.name.id}`", one.subject.id if one.subject else "post", one.title.value if one.title else "")
        for one in rules
    ]
    parts.append(table(("rule", "for", "title"), rows).rstrip())
    parts += ["## The pack", _shown(text)]
    for path in sorted(FOLDER.glob(f"{name}.*.curate")):
        parts += [f"## `{path.name}`", _shown(path.read_text(encoding="utf-8"))]
    return "\n\n".join(parts) + "\n"


def _shown(text: str) -> str:
    """A rule file as a block; one that uses files beside it cannot be run by itself."""
    return f"```{'curate fragment' if _USES.search(text) else 'curate'}\n{text}```"


def _comment(statement: nodes.Let) -> str:
    """What stands right above a definition."""
    before = statement.comments.before
    start = len(before) - next((i for i, line in enumerate(reversed(before)) if line == nodes.BLANK), len(before))
    return " ".join(line.strip() for line in before[start:])
