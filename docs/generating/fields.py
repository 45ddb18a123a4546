"""The page of fields: what can be asked of a post, an account, a draft and others, and of their parts.

In: the classes of the model that rules are about, and those they reach. Out: a table of fields and derived values, of
`is` and of `has`, for each.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from pydantic import BaseModel

from docs.generating.markdown import code, codes, table
from feedcurate.model.activity import Activity
from feedcurate.model.derived import derived_of
from feedcurate.model.draft import Draft
from feedcurate.model.fields import fields_of
from feedcurate.model.item import Item
from feedcurate.model.kinds import Enumeration, Kind, ListOf, Simple, Structure
from feedcurate.model.session import Session
from feedcurate.model.words import Flag, HasKind, HasWord, IsWord, Present, Value, has_words, is_words
from feedcurate.signals.local import LOCAL

INTRODUCTION = """\
# Fields

What a condition can ask of a post (`post`), of accounts (`author`, `reposter`, `account`), of a draft (`draft`), of the
session (`session`), of what the reader did (`view`, `like`, `checkin` and others, in [what looks back over
time](past.md)), and of their parts. An app can add fields to its posts: [Use it in an app](../how-to/embed.md).

A field that a source leaves out is *unknown*. Where a table says *none if empty*, an empty field is no gap: it says
that there is none, and that is known.

"""

SIGNALS = """\
## Signals

What an app or the reader's own machine works out of a post. A file declares them (`signal sentiment: number`), and
then uses them like fields. These are worked out where the extra `signals` is installed; [how, and how far to trust
them](../how-to/signals.md).

"""

CALLED = {"item": "Post", "account": "Account"}
ROOTS = (
    Structure("item", Item),
    Structure("draft", Draft),
    Structure("session", Session),
    Structure("activity", Activity),
)
"""What rules are about, and what windows over time are made of."""
TEXT_AND_TIME = (
    (Simple.TEXT, "Every text", "Any text field has these too: `post.title.shouting`."),
    (Simple.INSTANT, "Every instant", "In the reader's time zone: `post.published.date`, `now.time`."),
)


def pages() -> Iterator[tuple[str, str]]:
    """The page of fields."""
    parts = [INTRODUCTION, *(_structure(structure) for structure in structures())]
    for simple, title, introduction in TEXT_AND_TIME:
        parts.append(f"## {title}\n\n{introduction}\n\n{_derived_table(simple)}\n")
    parts.append(f"{SIGNALS}{_signals_table()}\n")
    yield "reference/fields.md", "".join(parts).rstrip() + "\n"


def _signals_table() -> str:
    """What each local signal is, in the words of the function that works it out."""
    told = {one.name: (inspect.getdoc(one.compute) or "").removesuffix(".") for one in LOCAL}
    rows = ((code(one.name), one.type, told[one.name][:1].lower() + told[one.name][1:]) for one in LOCAL)
    return table(("signal", "type", "meaning"), rows)


def structures() -> list[Structure]:
    """The structures that rules are about and those they reach, each once, breadth first."""
    found = list(ROOTS)
    for structure in found:
        for field in fields_of(structure.cls).values():
            inner = field.kind.element if isinstance(field.kind, ListOf) else field.kind
            if isinstance(inner, Structure) and all(inner.cls is not known.cls for known in found):
                found.append(inner)
    return found


def kind_words(kind: Kind) -> str:
    """A kind as a reader of the page understands it."""
    match kind:
        case Enumeration(values=values, ordered=ordered, open=open_):
            return ("in order: " if ordered else "") + codes(values) + (", …" if open_ else "")
        case ListOf(element, singular):
            return f"list of {kind_words(element)}, each `{singular}`"
        case Structure(name):
            title = CALLED.get(name, name.capitalize())
            return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
        case _:
            return str(kind)


def _structure(structure: Structure) -> str:
    title = CALLED.get(structure.name, structure.name.capitalize())
    derived = derived_of(structure.cls)
    rows = [
        (
            code(name),
            kind_words(field.kind),
            field.description + (" · *none if empty*" if field.absent_when_none else ""),
        )
        for name, field in fields_of(structure.cls).items()
        if name not in derived
    ]
    parts = [f"## {title}\n\n", (structure.cls.__doc__ or "").split("\n\n")[0].strip() + "\n\n"]
    parts.append(table(("field", "kind", "meaning"), rows) + "\n")
    if derived:
        parts.append(f"Derived:\n\n{_derived_table(structure.cls)}\n")
    parts.append(_words_table(structure.cls))
    return "".join(parts)


def _derived_table(of: type[BaseModel] | Simple) -> str:
    rows = ((code(name), kind_words(value.kind), value.description) for name, value in derived_of(of).items())
    return table(("value", "kind", "meaning"), rows)


def _words_table(cls: type[BaseModel]) -> str:
    is_, has = is_words(cls), has_words(cls)
    parts = []
    if is_:
        rows = ((code(word), _answer(answer)) for word, answer in is_.items())
        parts.append(f"After `is`:\n\n{table(('word', 'true when'), rows)}\n")
    if has:
        present = (word for word, answer in has.items() if isinstance(answer, Present))
        parts.append(f"After `has`, true where it is known and not empty: {codes(present)}.\n\n")
    others = [(code(word), _answer(answer)) for word, answer in has.items() if not isinstance(answer, Present)]
    if others:
        parts.append(f"After `has`, besides:\n\n{table(('word', 'true when'), others)}\n")
    return "".join(parts)


def _answer(word: IsWord | HasWord) -> str:
    match word:
        case Flag(path):
            return f"`{path}` holds"
        case Present(path):
            return f"`{path}` is known and not empty"
        case Value(path, value):
            return f"`{path}` is `{value}`"
        case HasKind(path, kinds):
            return f"one of its `{path}` is {' or '.join(code(kind) for kind in kinds)}"
