"""What a name can mean where it stands: the subject's own words, the elements of lists, and what files declare.

In: parsed files and the way they use each other. Out: `Space`s (a file's declared names) and `Scope`s (those, and
what the subject at hand knows).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import Factory, define, evolve, frozen

from feedcurate.check.messages.articles import a
from feedcurate.model.account import Account
from feedcurate.model.activity import Activity
from feedcurate.model.draft import Draft
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, SetOf, Simple, Structure
from feedcurate.model.session import Session
from feedcurate.program.expr import Becomes, Const, Expr, Input, OutcomeWord, Root, Var
from feedcurate.syntax import nodes
from feedcurate.syntax.nodes import By, File, Let, List, Name, Of, Rule, Subject
from feedcurate.text.span import Span

ACCOUNT = Structure("account", Account)
ACCOUNTS = SetOf(ACCOUNT)
SITES = SetOf(Simple.SITE)
_ME_ITSELF: Expr = Const(None, Simple.TRUTH)
"""Stands for `me`, which is no value: `in` and `mentions` ask for it by name."""


@frozen
class Symbol:
    """A declared name: where, in which file, and under which name the whole program knows it."""

    node: List | Let | Rule
    space: Space
    qualified: str

    @property
    def span(self) -> Span:
        """Where the name itself stands."""
        return self.node.name.span


@define(eq=False)
class Space:
    """The names of one file. `bare` are files used without `as`, `aliases` those used with it."""

    file: File
    folder: str
    prefix: str
    own: dict[str, Symbol] = Factory(dict)
    nameless: list[Symbol] = Factory(list)
    """Statements whose name is taken: nothing can use them, and they are checked all the same."""
    bare: list[Space] = Factory(list)
    aliases: dict[str, Space] = Factory(dict)
    alias_spans: dict[str, Span] = Factory(dict)
    broken: frozenset[str] = frozenset()
    """Names of statements that could not be read; uses of them raise nothing further."""

    def visible(self) -> Iterator[Space]:
        """This file and those whose names join it, each once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            space = waiting.pop()
            if id(space) not in seen:
                seen.add(id(space))
                yield space
                waiting.extend(reversed(space.bare))

    def find(self, name: str) -> Symbol | None:
        """What a name means here."""
        return next((space.own[name] for space in self.visible() if name in space.own), None)

    def find_alias(self, name: str) -> Space | None:
        """The file that stands behind a name."""
        return next((space.aliases[name] for space in self.visible() if name in space.aliases), None)

    def means_value(self, name: str) -> bool:
        """Whether a name is a `let`, the only declared names that are values."""
        symbol = self.find(name)
        return symbol is not None and isinstance(symbol.node, Let)

    def is_broken(self, name: str) -> bool:
        """Whether a name belongs to a statement that has already been reported."""
        return any(name in space.broken for space in self.visible())

    def names(self) -> Iterator[str]:
        """All declared names that can be used here."""
        for space in self.visible():
            yield from space.own
            yield from space.aliases


@frozen
class Known:
    """A word of the subject: its kind, and its expression."""

    kind: Kind
    expr: Expr


@frozen
class Scope:
    """What names mean in one condition.

    `label` is how messages name it; `words` are the subject's own, `elements` the names that enclosing lists bind,
    outermost first. `key` is equal for scopes in which a `let` means the same. `labels` are those that rules give, in a
    claim; None elsewhere, where nobody may ask for what becomes of a post.
    """

    label: str
    key: str
    space: Space
    words: Mapping[str, Known]
    elements: tuple[tuple[str, Kind], ...] = ()
    labels: frozenset[str] | None = None

    def find(self, name: str) -> Known | None:
        """What the subject or an enclosing list means by a name."""
        for level in range(len(self.elements) - 1, -1, -1):
            if self.elements[level][0] == name:
                return Known(self.elements[level][1], Var(level))
        return self.words.get(name)

    def names(self) -> tuple[str, ...]:
        """The words of the subject and the enclosing lists."""
        return (*(name for name, _ in self.elements), *self.words)

    def inside(self, name: str, kind: Kind) -> Scope:
        """The scope of a `where` over a list whose element has a name."""
        return evolve(self, elements=(*self.elements, (name, kind)))

    def base(self, space: Space) -> Scope:
        """The scope in which a `let` of a file is read here: no list elements, no outcomes, that file's own names."""
        words = self.words if self.labels is None else {n: k for n, k in self.words.items() if n not in OUTCOMES}
        return evolve(self, elements=(), space=space, words=words, labels=None)


_NOW = {"now": Known(Simple.INSTANT, Root(Input.NOW))}
_ME = {"me": Known(ACCOUNTS, _ME_ITSELF)}
_SESSION = {"session": Known(Structure("session", Session), Root(Input.SESSION))}


def words_of(subject: Subject, item: type[Item]) -> Mapping[str, Known]:
    """The words that a rule for a subject knows."""
    match subject:
        case Subject.POST:
            return {
                "post": Known(Structure("post", item), Root(Input.POST)),
                "author": Known(ACCOUNT, Root(Input.AUTHOR)),
                "reposter": Known(ACCOUNT, Root(Input.REPOSTER)),
                **_SESSION,
                **_ME,
                **_NOW,
            }
        case Subject.ACCOUNT:
            return {"account": Known(ACCOUNT, Root(Input.ACCOUNT)), **_NOW}
        case Subject.SESSION:
            return {**_SESSION, **_ME, **_NOW}
        case Subject.DRAFT:
            return {"draft": Known(Structure("draft", Draft), Root(Input.DRAFT)), **_ME, **_NOW}


def subject_scope(subject: Subject, item: type[Item], space: Space) -> Scope:
    """The scope of a rule's condition."""
    return Scope(f"rule for {a(subject)}", subject.value, space, words_of(subject, item))


OUTCOMES: Mapping[str, Known] = {word.value: Known(Simple.TRUTH, Becomes(word)) for word in OutcomeWord}
"""The words that only claims know: what becomes of a post after all rules have spoken."""


def claim_scope(item: type[Item], space: Space, labels: frozenset[str]) -> Scope:
    """The scope of a claim: that of a rule for posts, and what becomes of the post."""
    post = subject_scope(Subject.POST, item, space)
    return evolve(post, label="claim", words={**post.words, **OUTCOMES}, labels=labels)


STREAMS: Mapping[str, Input] = {
    "posts": Input.POST,
    "views": Input.VIEW,
    "likes": Input.LIKE,
    "replies": Input.REPLY,
    "reposts": Input.REPOST,
    "opens": Input.OPEN,
    "checkins": Input.CHECKIN,
}
"""What is counted over time, with the name of one element inside `where`."""


def stream_element(stream: str, item: type[Item]) -> Structure:
    """The structure of a stream's elements."""
    return Structure("post", item) if stream == "posts" else Structure(STREAMS[stream].value, Activity)


def stream_scope(stream: str, item: type[Item], space: Space) -> Scope:
    """The scope of a `where` over a stream: the element and its author; nothing outside is visible."""
    element = STREAMS[stream]
    words = {
        element.value: Known(stream_element(stream, item), Root(element)),
        "author": Known(ACCOUNT, Root(Input.AUTHOR)),
    }
    return Scope(f"`where` over {stream}", f"stream {stream}", space, words)


RESERVED_WORDS = frozenset({"post", "author", "reposter", "account", "session", "draft", "me", "now", "today"})
"""Names that no file may declare."""


def bare(node: object) -> str | None:
    """The word of a bare name, else None."""
    return node.id if isinstance(node, Name) else None


def stream_named(source: nodes.Expr) -> str | None:
    """The stream that a call's source names, as in `posts by author` or `post.likes of posts`; else None."""
    match source:
        case Name(word):
            return word if word in STREAMS else None
        case By(stream):
            return stream_named(stream)
        case Of(left, right):
            return stream_named(left) or stream_named(right)
        case _:
            return None


def split_source(source: nodes.Expr) -> tuple[nodes.Expr | None, nodes.Expr]:
    """The measured value, where there is one, and the stream: `post.likes of posts by me`."""
    if isinstance(source, Of) and bare(source.left) not in STREAMS:
        return source.left, source.right
    if isinstance(source, By) and isinstance(source.stream, Of):
        measure, stream = split_source(source.stream)
        return measure, By(stream, source.whom, span=source.span)
    return None, source
