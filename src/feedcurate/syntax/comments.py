"""Comments to the nodes they belong to.

In: a file without comments, the comments of its text and where they stand. Out: the same file, in which every comment
belongs to exactly one node that has a line of its own in the canonical layout, in the order of the text: a comment
behind something to that, every other one to what comes next or stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from attrs import evolve, field, mutable

from feedcurate.syntax import nodes
from feedcurate.syntax.lexer import Remark
from feedcurate.syntax.nodes import BLANK, NO_COMMENTS, Broken, Comments, File
from feedcurate.text.span import Source

_BETWEEN = re.compile(r"[\s,]*")
_MODE = re.compile(r"\s*(?:shadow|off)?")
_PARTS: dict[type[nodes.Line], tuple[str, ...]] = {
    nodes.List: ("entries", "exceptions"),
    nodes.GivenList: ("entries",),
    nodes.Rule: ("actions",),
    nodes.Feed: ("quotas",),
    nodes.Example: ("lines",),
}
"""The fields that hold nodes with lines of their own."""

_WITH_LINES = (nodes.Feed, nodes.Example)
"""The statements in which blank lines are kept."""

LineT = TypeVar("LineT", bound=nodes.Line)


def comment_text(raw: str) -> str:
    """A comment as a tree holds it, from what stands behind its `--`: without the space that the layout puts there."""
    kept = raw.rstrip()
    return kept[1:] if kept[:1] == " " and kept[1:2] not in {" ", "\t", "-"} else kept


def comment_line(text: str) -> str:
    """A comment as it is written, from what a tree holds."""
    return f"--{text}" if text[:1] in {"", " ", "\t", "-"} else f"-- {text}"


Key = tuple[int, str]
"""A node by its identity, and `"when"` for the condition of a rule instead of the rule itself."""


@mutable(eq=False)
class _Slot:
    """A stretch of text that comments may belong to."""

    start: int
    end: int
    key: Key
    behind_key: Key | None
    """What a comment behind it belongs to, if to anything."""
    keeps_blank: bool = False
    """Whether a blank line before it is kept though no comment stands there."""
    leading: list[str] = field(factory=list)
    inner: list[str] = field(factory=list)
    behind: str | None = None


def attach(file: File, broken: Sequence[Broken], remarks: Sequence[Remark], source: Source) -> File:
    """The file with its broken statements and its comments."""
    text = source.text
    everything = sorted([*file.statements, *broken], key=lambda node: node.span.start)
    slots: list[_Slot] = []
    place = 0
    for number, node in enumerate(everything, 1):
        end = everything[number].span.start if number < len(everything) else len(text)
        first = place
        while place < len(remarks) and remarks[place].start < end:
            place += 1
        # Only where there are comments must it be known what they could belong to.
        slots += _slots(node, text) if place > first or isinstance(node, _WITH_LINES) else [_whole(node)]
    end_comments = _distribute(slots, remarks, text)
    found = _collected(slots, text)
    return evolve(
        file,
        statements=tuple(_with(statement, found) for statement in file.statements),
        broken=tuple(_with(statement, found) for statement in broken),
        end_comments=end_comments,
    )


# --- Which stretches there are ----------------------------------------------------------------------


def _slots(node: nodes.Line, text: str) -> Iterator[_Slot]:
    """The stretches of a statement, in the order of the text."""
    match node:
        case nodes.List() | nodes.GivenList():
            yield from _list_slots(node)
        case nodes.Rule():
            head = _whole(node, end=_end_of_head(node, text))
            yield head
            key, when = (id(node), "when"), node.when.span
            yield _Slot(_word_before("when", text, head.end, when.start), when.end, key, key)
            first, *others = map(_whole, node.actions)
            first.start = _word_before("then", text, when.end, first.start)
            yield from (first, *others)
        case nodes.Feed():
            yield _whole(node, end=node.span.start + len("feed"))
            for quota in node.quotas:
                yield _whole(quota)
        case nodes.Example():
            yield _whole(node, end=node.title.span.end)
            for line in node.lines:
                yield from _slots(line, text)
        case _:
            yield _whole(node)


def _whole(node: nodes.Line, end: int | None = None) -> _Slot:
    key = (id(node), "")
    keeps_blank = not isinstance(node, nodes.Action | nodes.Entry)
    return _Slot(node.span.start, node.span.end if end is None else end, key, key, keeps_blank)


def _list_slots(node: nodes.List | nodes.GivenList) -> Iterator[_Slot]:
    """The comment behind the last entry belongs to the list, as it would if all stood on one line."""
    key = (id(node), "")
    entries = (*node.entries, *(node.exceptions if isinstance(node, nodes.List) else ()))
    if not entries:
        yield _whole(node)
        return
    head_end = node.file.span.end if isinstance(node, nodes.List) and node.file else node.name.span.end
    yield _Slot(node.span.start, head_end, key, None, keeps_blank=True)
    slots = [_whole(entry) for entry in entries]
    slots[-1].behind_key = key
    yield from slots


def _word_before(word: str, text: str, start: int, end: int) -> int:
    """Where a keyword stands in a stretch of text, or the end of the stretch."""
    place = text.rfind(word, start, end)
    return end if place < 0 else place


def _end_of_head(rule: nodes.Rule, text: str) -> int:
    """The end of what stands before a rule's `when`."""
    parts = (rule.name, rule.title, rule.subject, rule.start, rule.end)
    end = max(part.span.end for part in parts if part)
    mode = _MODE.match(text, end)
    return mode.end() if mode and rule.mode is not nodes.Mode.LIVE else end


# --- Which comment goes where -------------------------------------------------------------------------


def _distribute(slots: Sequence[_Slot], remarks: Sequence[Remark], text: str) -> tuple[str, ...]:
    """Put every comment into a slot; what stands behind the last one is returned."""
    place = 0
    end_comments: list[str] = []
    for remark in remarks:
        while place < len(slots) and slots[place].end <= remark.start:
            place += 1
        last = slots[place - 1] if place else None
        blank = [BLANK] if _is_blank_before(text, remark.start) else []
        comment = comment_text(remark.text)
        if last and last.behind_key and last.behind is None and _is_behind(text, last.end, remark.start):
            last.behind = comment
        elif place == len(slots):
            end_comments += [*blank, comment]
        elif remark.start < slots[place].start:
            slots[place].leading += [*blank, comment]
        else:
            slots[place].inner.append(comment)
    return tuple(end_comments)


def _is_behind(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return "\n" not in between and _BETWEEN.fullmatch(between) is not None


def _is_blank_before(text: str, position: int) -> bool:
    """Whether an empty line stands directly before a place, and something before that."""
    last = position - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    return last >= 0 and text.count("\n", last, position) > 1


def _collected(slots: Sequence[_Slot], text: str) -> dict[Key, Comments]:
    found: dict[Key, Comments] = {}
    for slot in slots:
        keeps_blank = slot.keeps_blank or slot.leading
        blank = [BLANK] if keeps_blank and _is_blank_before(text, slot.start) else []
        if before := (*slot.leading, *blank, *slot.inner):
            found[slot.key] = evolve(found.get(slot.key, NO_COMMENTS), before=before)
        if slot.behind is not None and slot.behind_key:
            found[slot.behind_key] = evolve(found.get(slot.behind_key, NO_COMMENTS), behind=slot.behind)
    return found


# --- The nodes with them ------------------------------------------------------------------------------


def _with(node: LineT, found: dict[Key, Comments]) -> LineT:
    """The node, and those below it, with their comments; the very same where there are none."""
    changes: dict[str, Any] = {}
    for name in _PARTS.get(type(node), ()):
        parts: tuple[nodes.Line, ...] = getattr(node, name)
        changed = tuple(_with(part, found) for part in parts)
        if any(new is not old for new, old in zip(changed, parts, strict=True)):
            changes[name] = changed
    if comments := found.get((id(node), "")):
        changes["comments"] = comments
    if when_comments := found.get((id(node), "when")):
        changes["when_comments"] = when_comments
    return evolve(node, **changes) if changes else node
