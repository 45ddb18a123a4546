"""A tree to text: the one canonical layout, which depends on the tree and its comments only.

In: a file. Out: its text. Printing what was read from a printed text gives that text again; comments stay, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from feedcurate.syntax import nodes
from feedcurate.syntax.comments import comment_line
from feedcurate.syntax.nodes import BLANK, Comments, File, Mode, Moment
from feedcurate.syntax.writing import behind, format_entry, format_expr, hang, quoted, wrap

__all__ = ["format_expr", "format_file", "format_statement"]

WIDTH = 100
"""The columns that a line may take, as far as texts and names allow."""

INDENT = "    "
_LONGEST_HEAD = 40
"""The entries of a list stand below each other behind its name, unless that is longer than this."""

_SPACED = (nodes.Rule, nodes.Feed, nodes.Example)
"""The statements with an empty line before and after them."""


def format_file(file: File) -> str:
    """The canonical text of a file.

    Raises:
        ValueError: some of its statements could not be read, so that there is nothing to print for them.
    """
    if file.broken:
        raise ValueError("a file with broken statements has no canonical text")
    lines: list[str] = []
    for number, statement in enumerate(file.statements):
        printed = format_statement(statement)
        spaced = number and isinstance(statement, _SPACED) | isinstance(file.statements[number - 1], _SPACED)
        lines += ["", *printed] if spaced and printed[0] else printed
    lines += ["", *_before(Comments(file.end_comments))]
    text = "\n".join(_without_doubled_blanks(lines)).strip("\n")
    return f"{text}\n" if text else ""


def format_statement(node: nodes.Statement) -> list[str]:
    """The lines of one statement, with the comments and the blank line before it."""
    match node:
        case nodes.Use():
            alias = f" as {node.alias.id}" if node.alias else ""
            return _line(node, [f"use {format_expr(node.path)}{alias}"])
        case nodes.Set():
            return _line(node, _filled(f"set {format_expr(node.key)}:", [format_expr(v) for v in node.values]))
        case nodes.Signal():
            return _line(node, [f"signal {node.name.id}: {node.type.id}"])
        case nodes.List():
            return _list(node)
        case nodes.Let():
            return _line(node, _headed(f"let {node.name.id} =", node.value))
        case nodes.Rule():
            return _rule(node)
        case nodes.Feed():
            return [*_line(node, ["feed"]), *_indented(_block([_quota(quota) for quota in node.quotas]))]
        case nodes.Example():
            return [
                *_line(node, [f"example {format_expr(node.title)}"]),
                *_indented(_block([_example_line(line) for line in node.lines])),
            ]
        case nodes.Claim():
            return _line(node, _headed(f"{node.kind} {format_expr(node.title)}:", node.condition))
        case _:
            assert_never(node)


# --- Comments and lines -------------------------------------------------------------------------------


def _line(node: nodes.Line, lines: list[str]) -> list[str]:
    """The lines of a node with its comments around them."""
    return [*_before(node.comments), *_with_behind(lines, node.comments.behind)]


def _before(comments: Comments) -> list[str]:
    return ["" if comment == BLANK else comment_line(comment) for comment in comments.before]


def _before_inner(comments: Comments) -> list[str]:
    """The lines before a part of a statement, where a blank line is kept only beside a comment."""
    return _before(comments) if any(comment != BLANK for comment in comments.before) else []


def _with_behind(lines: list[str], comment: str | None) -> list[str]:
    return lines if comment is None else [*lines[:-1], f"{lines[-1]}  {comment_line(comment)}"]


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line if line else line for line in lines]


def _block(blocks: list[list[str]]) -> list[str]:
    """The lines of a statement's parts; no blank line stands before the first."""
    lines = [line for block in blocks for line in block]
    while lines and not lines[0]:
        del lines[0]
    return lines


def _without_doubled_blanks(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return kept


def _headed(head: str, node: nodes.Expr) -> list[str]:
    """An expression behind a head, or below it where it is long."""
    flat = f"{head} {format_expr(node)}"
    return [flat] if len(flat) <= WIDTH else [head, *_indented(wrap(node, WIDTH - len(INDENT)))]


def _filled(head: str, parts: Sequence[str]) -> list[str]:
    """Parts with commas between them, as many on a line as fit, behind a head or below it."""
    hangs = len(head) < _LONGEST_HEAD
    room = WIDTH - (len(head) + 1 if hangs else len(INDENT))
    lines: list[str] = []
    line = ""
    for number, part in enumerate(parts):
        piece = part + ("," if number < len(parts) - 1 else "")
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    lines.append(line)
    if hangs or (len(lines) == 1 and len(head) + 1 + len(lines[0]) <= WIDTH):
        return behind(f"{head} ", lines)
    return [head, *_indented(lines)]


# --- Lists --------------------------------------------------------------------------------------------


def _list(node: nodes.List) -> list[str]:
    head = f"{node.kind} {node.name.id}"
    parts = [f"{head} from {format_expr(node.file)}"] if node.file else _entries(f"{head}:", node.entries)
    if node.exceptions:
        parts += _indented(_entries("except", node.exceptions))
    return _line(node, parts)


def _entries(head: str, entries: Sequence[nodes.Entry]) -> list[str]:
    """Entries side by side; one a line where there are comments between them."""
    if not any(_has_comments(entry) for entry in entries):
        return _filled(head, [format_entry(entry.value) for entry in entries])
    lines = [head]
    for number, entry in enumerate(entries):
        is_last = number == len(entries) - 1
        text = format_entry(entry.value) + ("" if is_last else ",")
        comments = _moved_up(entry.comments) if is_last else entry.comments
        lines += _indented([*_before_inner(comments), *_with_behind([text], comments.behind)])
    return lines


def _has_comments(node: nodes.Line) -> bool:
    return node.comments.behind is not None or bool(_before_inner(node.comments))


def _moved_up(comments: Comments) -> Comments:
    """Behind the last entry stands the comment of the list, so that its own goes before it."""
    return comments if comments.behind is None else Comments((*comments.before, comments.behind))


# --- Rules ----------------------------------------------------------------------------------------------


def _rule(node: nodes.Rule) -> list[str]:
    head = [f"rule {node.name.id}"]
    if node.title:
        head.append(quoted(node.title.value))
    if node.subject:
        head.append(f"for {node.subject.id}")
    if node.start:
        head.append(f"from {_moment(node.start)}")
    if node.end:
        head.append(f"until {_moment(node.end)}")
    if node.mode is not Mode.LIVE:
        head.append(node.mode.value)
    when = _with_behind(hang("when", node.when, WIDTH - len(INDENT)), node.when_comments.behind)
    body = [*_before_inner(node.when_comments), *when, *_actions(node.actions)]
    return [*_line(node, [" ".join(head)]), *_indented(_block([body]))]


def _actions(actions: Sequence[nodes.Action]) -> list[str]:
    texts = [_action(action) for action in actions]
    flat = f"then {', '.join(texts)}"
    last = actions[-1].comments
    if len(INDENT + flat) <= WIDTH and not any(map(_has_comments, actions[:-1])) and not _before_inner(last):
        return _with_behind([flat], last.behind)
    lines = []
    for number, (text, action) in enumerate(zip(texts, actions, strict=True)):
        column = " " * len("then ") if number else ""
        before = [column + line if line else "" for line in _before_inner(action.comments)]
        line = (column or "then ") + text + ("," if number < len(actions) - 1 else "")
        lines += [*before, *_with_behind([line], action.comments.behind)]
    return lines


def _action(node: nodes.Action) -> str:
    words = [node.verb.id]
    if node.word:
        words.append(node.word.id)
    if node.until:
        words.append("until")
    if node.value:
        words.append(format_expr(node.value))
    return " ".join(words)


def _moment(node: Moment) -> str:
    return format_expr(node.date) + (f" {format_expr(node.clock)}" if node.clock else "")


# --- Feed -----------------------------------------------------------------------------------------------


def _quota(node: nodes.Quota) -> list[str]:
    match node:
        case nodes.AtLeast():
            text = f"at least {format_expr(node.count)} in {format_expr(node.window)}"
            return _line(node, _limited(text, node.when))
        case nodes.AtMost():
            text = f"at most {format_expr(node.count)} in {format_expr(node.window)}"
            return _line(node, _limited(text, node.when))
        case nodes.InARow():
            text = f"at most {format_expr(node.count)} in a row by {node.key.id}"
            return _line(node, _limited(text, node.when))
        case nodes.Per():
            by = f" by {node.key.id}" if node.key else ""
            text = f"at most {format_expr(node.count)} per {format_expr(node.period)}{by}"
            return _line(node, _limited(text, node.when))
        case nodes.Once():
            within = f" in {format_expr(node.within)}" if node.within else ""
            return _line(node, [f"once per {node.key.id}{within}"])
        case nodes.OrderBy():
            return _line(node, [f"order by {node.key.id}"])
        case _:
            assert_never(node)


def _limited(text: str, when: nodes.Expr | None) -> list[str]:
    """A limit with its condition, behind it or below it."""
    if when is None:
        return [text]
    flat = f"{text} when {format_expr(when)}"
    room = WIDTH - 2 * len(INDENT)
    return [flat] if len(INDENT + flat) <= WIDTH else [text, *_indented(hang("when", when, room))]


# --- Examples ---------------------------------------------------------------------------------------------


def _example_line(node: nodes.ExampleLine) -> list[str]:
    match node:
        case nodes.At():
            return _line(node, [f"at {_moment(node.moment)}"])
        case nodes.GivenList():
            return _line(node, _entries(f"given {node.kind} {format_expr(node.name)}:", node.entries))
        case nodes.GivenPosts():
            count = f"{format_expr(node.count)} " if node.count else ""
            noun = "posts" if node.count and node.count.value != 1 else "post"
            by = f" by {format_expr(node.by)}" if node.by else ""
            over = f" over {format_expr(node.over)}" if node.over else ""
            return _given(node, f"given {count}{noun}{by}{_saying(node.saying)}{over}", node.details)
        case nodes.GivenViews():
            whom = f" of {format_expr(node.whom)}" if node.whom else ""
            window = f" {format_expr(node.window)}" if node.window else ""
            return _line(node, [f"given {format_expr(node.duration)} of views{whom}{window}"])
        case nodes.GivenDraft():
            return _given(node, f"given draft{_saying(node.saying)}", node.details)
        case nodes.Expect():
            return _line(node, [_expect(node)])
        case _:
            assert_never(node)


def _saying(text: nodes.TextLit | None) -> str:
    return f" saying {format_expr(text)}" if text else ""


def _given(node: nodes.Line, text: str, details: Sequence[nodes.Expr]) -> list[str]:
    if not details:
        return _line(node, [text])
    parts = [format_expr(detail) for detail in details]
    flat = f"{text} with {', '.join(parts)}"
    return _line(node, [flat] if len(INDENT + flat) <= WIDTH else [text, *_indented(_filled("with", parts))])


def _expect(node: nodes.Expect) -> str:
    words = ["expect"]
    if node.negated:
        words.append("not")
    words += [format_expr(part) for part in (node.subject, node.whom, node.verb, node.word) if part]
    if node.by:
        words.append(f"by {format_expr(node.by)}")
    return " ".join(words)
