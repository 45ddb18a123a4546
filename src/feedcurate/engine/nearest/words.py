"""Words taken out of a post, or put in.

In: a question on `mentions` or `matches`. Out: attempts, each with one run of words gone, or with one phrase added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from feedcurate.engine.naming import accounts_named
from feedcurate.engine.nearest.attempt import Attempt, Question, Sort
from feedcurate.engine.nearest.edits import put
from feedcurate.engine.paths import shortened
from feedcurate.engine.search import Found, phrase_as_written
from feedcurate.matching.normalise import whole
from feedcurate.model.item import Item
from feedcurate.program.expr import ExprId, Matches, Mentions, MentionsAccount, Scope

_TRIED = 3
"""How many phrases of a topic are tried for a post that mentions none."""


def of_topic(question: Question, node: Mentions, want: bool) -> Iterator[Attempt]:
    """`mentions topic`."""
    target = question.value(node.target)
    if target is None:
        return
    if want:
        yield from _with_a_phrase(question, node, target)
        return
    found = question.reading.search.words(question.reading.place(target, node.scope), node.topic)
    yield from _without(question, node.target, node.scope, target, list(found))


def of_pattern(question: Question, node: Matches, want: bool) -> Iterator[Attempt]:
    """`matches /…/`: only what it found can be taken out."""
    target = question.value(node.target)
    if target is not None and not want:
        found = question.reading.search.found_by(question.reading.place(target, node.scope), node.regex)
        yield from _without(question, node.target, node.scope, target, list(found))


def of_account(question: Question, node: MentionsAccount, want: bool) -> Iterator[Attempt]:
    """`mentions @name`: the accounts of its list taken off the post's own."""
    target, judge = question.value(node.target), question.case.judge
    if not isinstance(target, Item) or want:
        return
    wanted = judge.context.me if node.accounts is None else judge.program.account_sets[node.accounts]
    named = [named.found for named in accounts_named(target) if wanted.has(named.account)]
    kept = tuple(account for account in target.mentions or () if not wanted.has(account))
    changed = target.model_copy(update={"mentions": kept})
    in_texts = [found for found in named if ".mentions[" not in f".{found.field.path}"]
    if in_texts:
        changed = _cut(changed, in_texts)
    words = _listed(found.field.text[found.start : found.end] for found in named)
    case = put(question.case, question.reading, node.target, changed)
    yield from question.attempt(f"without naming {words}", case, Sort.MEMBER, len(named))


def _without(question: Question, expr: ExprId, scope: Scope, target: Any, found: list[Found]) -> Iterator[Attempt]:
    """One change is one phrase wherever it stands, or several in one field."""
    said = [one.field.text[one.start : one.end] for one in found]
    if not found or (len({whole(words) for words in said}) > 1 and len({one.field for one in found}) > 1):
        return
    changed = _cut(target, found) if scope is Scope.POST else _spliced(target, found)
    case = put(question.case, question.reading, expr, changed)
    yield from question.attempt(f"without the words {_listed(said)}", case, Sort.WORDS, sum(len(w) for w in said))


def _with_a_phrase(question: Question, node: Mentions, target: Any) -> Iterator[Attempt]:
    program = question.case.judge.program
    patterns = sorted(phrase_as_written(program.patterns[i]) for i in program.topics[node.topic].entries.patterns)
    for pattern in patterns[:_TRIED]:
        phrase = " ".join(pattern.replace("*", " ").split())
        changed: Any = f"{target}\n{phrase}"
        if isinstance(target, Item):
            name = "text" if target.text is not None else "title"
            changed = target.model_copy(update={name: f"{getattr(target, name) or ''}\n{phrase}"})
        case = put(question.case, question.reading, node.target, changed)
        yield from question.attempt(f"with the words `{shortened(pattern)}`", case, Sort.WORDS, len(phrase))


def _listed(words: Iterable[str]) -> str:
    different: dict[str, str] = {}
    for one in words:
        different.setdefault(whole(one), one)
    return ", ".join(f"`{shortened(one)}`" for one in different.values())


def _cut(item: Item, found: list[Found]) -> Item:
    """The post without the words found in its fields."""
    by_path: dict[str, list[Found]] = {}
    for one in found:
        by_path.setdefault(one.field.path, []).append(one)
    for path, places in by_path.items():
        steps = path.replace("[", ".").replace("]", "").split(".")
        item = _replaced(item, steps, _spliced(places[0].field.text, places))
    return item


def _spliced(text: str, found: list[Found]) -> str:
    """A text without some of its ranges, which may overlap."""
    kept, at = [], 0
    for start, end in sorted((one.start, one.end) for one in found):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*kept, text[at:]])


def _replaced(owner: Any, steps: list[str], text: str) -> Any:
    """Something with the text at the end of a path of fields and positions replaced; paths are a few steps long."""
    if not steps:
        return text
    step, rest = steps[0], steps[1:]
    if isinstance(owner, tuple):
        at = int(step)
        return (*owner[:at], _replaced(owner[at], rest, text), *owner[at + 1 :])
    return owner.model_copy(update={step: _replaced(getattr(owner, step), rest, text)})
