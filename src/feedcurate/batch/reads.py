"""What each expression of a program reads of a post: the paths of its columns.

In: a program. Out: for every expression its `Reads`, and the tree of columns that the rules for posts ask for.

A path is the names of the fields that lead to a value; the empty path stands for the whole post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import evolve, frozen

from feedcurate.batch.columns import SIGNAL_PREFIX, Shape, shapes_for
from feedcurate.model.account import Account
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind, Structure
from feedcurate.program.expr import (
    Compare,
    Derive,
    Expr,
    ExprId,
    Get,
    HabitOver,
    How,
    InAccounts,
    InMe,
    Input,
    Known,
    Matches,
    Mentions,
    MentionsAccount,
    Over,
    Root,
    Scope,
    SignalOf,
    children,
    inner,
)
from feedcurate.program.program import PostActions, Program, Template
from feedcurate.program.reach import made_of

Path: TypeAlias = tuple[str, ...]
Tree: TypeAlias = Mapping[str, "Tree"]
"""Columns and what of them is wanted; an empty tree: all of it."""

_ROOTS: Mapping[Input, Path] = {Input.POST: (), Input.AUTHOR: ("author",), Input.REPOSTER: ("via", "account")}
_IDENTITY = ("id", "handle", "url", "source")
SEEN: tuple[Path, ...] = (
    ("title",), ("summary",), ("text",), ("tags",), ("media",), ("links",), ("poll",), ("quote",),
)  # fmt: skip
"""What a reader sees of a post (`engine.fields`)."""

PRESENCE: Path = ("",)
"""Of a structure, only whether it is there."""

_DERIVED_OF_POST: Mapping[str, tuple[Path, ...]] = {
    "words": (("title",), ("text",)),
    "shouting": (("title",), ("text",)),
    "emoji": (("title",), ("text",)),
    "reading_time": (("title",), ("text",)),
    "age": (("published",),),
    "site": (("url",),),
    "labels": (("labels",),),
    "mine": (("mine",), *(("author", name) for name in _IDENTITY)),
    "seen": (("seen_at",),),
}
_STANDING = (("relation",), *((name,) for name in _IDENTITY))
_DERIVED_OF_ACCOUNT: Mapping[str, tuple[Path, ...]] = {
    "age": (("created",),),
    "credential": (("claims",),),
    "followed": _STANDING,
    "mutual": _STANDING,
    "follower": (("relation",),),
    "muted": (("relation",),),
    "blocked": (("relation",),),
}


_ELEMENT: tuple[Path, ...] = (
    ("id",), ("source",), ("url",), ("published",), ("updated",), ("fetched_at",), ("seen_at",), ("mine",),
    ("via", "at"),
)  # fmt: skip
"""What says which post it is, of when, and whether it is another's repost of the same (`engine.elements`)."""


@frozen
class Reads:
    """The columns that an expression reads. `looks_back`: it asks what happened before as well."""

    paths: frozenset[Path] = frozenset()
    looks_back: bool = False

    def __or__(self, other: Reads) -> Reads:
        """Both together."""
        return Reads(self.paths | other.paths, self.looks_back or other.looks_back)


@frozen(eq=False)
class Reading:
    """What every expression of a program reads; `paths[i]` is the path that expression `i` is, where it is one."""

    of: tuple[Reads, ...]
    paths: tuple[Path | None, ...]


def reading_of(program: Program, *, together: bool = False) -> Reading:
    """What a program's expressions read; children stand before their parents.

    `together`: the past is that of all posts at hand, so that an aggregate over an account's posts follows from the
    account alone; else each post has a past of its own, made of all that it is.
    """
    paths: list[Path | None] = []
    found: list[Reads] = []
    for expr in program.exprs:
        paths.append(_path(expr, paths))
        reads = _reads_together(expr, paths, found) if together else None
        found.append(_reads(expr, len(paths) - 1, program, paths, found) if reads is None else reads)
    return Reading(tuple(found), tuple(paths))


def _reads_together(expr: Expr, paths: list[Path | None], found: list[Reads]) -> Reads | None:
    """What an expression reads in a past that all posts share; None where that makes no difference."""
    match expr:
        case Over(whose=None):
            return Reads(looks_back=True)
        case Over(whose=int(whose)):
            account = _below(paths[whose], (*_named(_IDENTITY), PRESENCE)) or found[whose]
            return evolve(account, looks_back=True)
        case Derive(base, "seen"):
            # Another state of the post may have been seen.
            return _below(paths[base], (("seen_at",), ("source",), ("id",)))
        case _:
            return None


def _path(expr: Expr, paths: list[Path | None]) -> Path | None:
    match expr:
        case Root(start):
            return _ROOTS.get(start)
        case Get(base, name):
            above = paths[base]
            return None if above is None else (*above, name)
        case _:
            return None


def _reads(expr: Expr, number: ExprId, program: Program, paths: list[Path | None], found: list[Reads]) -> Reads:
    path = paths[number]
    if path is not None:
        return Reads(frozenset({path}))
    below = Reads()
    for child in children(expr):
        below |= found[child]
    match expr:
        case Over() | HabitOver() | Root(Input.SESSION):
            return Reads(frozenset({()}), looks_back=True)
        case SignalOf(name):
            return Reads(frozenset({(SIGNAL_PREFIX + name,)}))
        case Derive(base, name):
            return _below(paths[base], _derived(program.kinds[base], name)) or below
        case InAccounts(operand) | InMe(operand):
            return _below(paths[operand], _named(_IDENTITY)) or below
        case Compare(_, left, right, How.ACCOUNT):
            sides = (_below(paths[side], _named(_IDENTITY)) or found[side] for side in (left, right))
            return _together(sides)
        case Mentions(target, Scope.POST) | Matches(target, Scope.POST):
            return _below(paths[target], SEEN) or below
        case MentionsAccount(target):
            return _below(paths[target], (*SEEN, ("mentions",))) or below
        case Known(operand) if isinstance(program.kinds[operand], Structure):
            return _below(paths[operand], (PRESENCE,)) or below
        case _:
            return below


def _together(parts: Iterable[Reads]) -> Reads:
    whole = Reads()
    for part in parts:
        whole |= part
    return whole


def _named(names: Iterable[str]) -> tuple[Path, ...]:
    return tuple((name,) for name in names)


def _derived(kind: Kind, name: str) -> tuple[Path, ...] | None:
    """What of a structure a derived value follows from; None where it follows from the value itself."""
    if not isinstance(kind, Structure):
        return None
    if issubclass(kind.cls, Item):
        return _DERIVED_OF_POST.get(name)
    return _DERIVED_OF_ACCOUNT.get(name) if issubclass(kind.cls, Account) else None


def _below(path: Path | None, parts: Iterable[Path] | None) -> Reads | None:
    """Some parts of the structure at a path; None where there is no such path or the parts are not known."""
    if path is None or parts is None:
        return None
    return Reads(frozenset((*path, *part) for part in parts))


def reachable(program: Program) -> frozenset[ExprId]:
    """The expressions that the rules for posts are made of; others may speak of accounts, drafts or single elements."""
    return frozenset(made_of(program.exprs, _roots(program)))


def asked(program: Program, reading: Reading) -> frozenset[str]:
    """The names of the columns that the rules for posts ask for themselves."""
    return frozenset(path[0] for root in _roots(program) for path in reading.of[root].paths if path)


def _roots(program: Program) -> list[ExprId]:
    texts = [part for rule in program.rules for part in in_templates(rule.actions)]
    return [*(rule.when for rule in program.rules), *texts]


def wanted(program: Program, reading: Reading) -> Tree:
    """The columns that the rules for posts ask for, and those that say which post it is and whose."""
    paths: set[Path] = {("id",), ("source",), *(path for root in _roots(program) for path in reading.of[root].paths)}
    if program.settings.keep_own_posts:
        paths |= set(_DERIVED_OF_POST["mine"])
    return _tree(program, paths)


def _tree(program: Program, paths: set[Path]) -> Tree:
    shapes = shapes_for(program)
    if () in paths:
        paths = paths | {(name,) for name in shapes}
    tree: dict[str, Tree] = {}
    # Short paths first: where all of a structure is wanted, its parts need not be said.
    for path in sorted(paths, key=len):
        _plant(tree, path)
    return {name: _with_required(part, shapes[name]) for name, part in tree.items() if name in shapes}


def needed_of_elements(program: Program, reading: Reading, *, whole_people: bool = False) -> Tree:
    """The columns by which a post is an element of a stream: which, when and whose it is, and what is asked of it.

    `whole_people`: all that is known of who wrote and reposted it; else what tells them apart.
    """
    people = ((),) if whole_people else _named(_IDENTITY)
    paths = {*_ELEMENT, *((*root, *part) for root in (("author",), ("via", "account")) for part in people)}
    asked = [part for expr in program.exprs for part in inner(expr)]
    return _tree(program, paths | {path for part in asked for path in reading.of[part].paths})


def everything(program: Program) -> Tree:
    """All columns that there could be."""
    return {name: {} for name in shapes_for(program)}


def _with_required(tree: Tree, shape: Shape) -> Tree:
    """The tree with what a structure cannot be without, such as the id of a quoted post."""
    if not tree or not isinstance(shape.kind, Structure):
        return {}
    parts, fields = shape.parts(), shape.kind.cls.model_fields
    required: dict[str, Tree] = {name: {} for name in parts if fields[name].is_required()}
    below = {name: _with_required(part, parts[name]) for name, part in tree.items() if name in parts}
    return {**required, **below} or {PRESENCE[0]: {}}


def _plant(tree: dict[str, Tree], path: Path) -> None:
    for depth, name in enumerate(path):
        if name in tree and not tree[name]:
            return
        below = tree.setdefault(name, {})
        if depth + 1 < len(path) and isinstance(below, dict):
            tree = below


def in_templates(actions: PostActions) -> Iterable[ExprId]:
    """What the texts to show are filled in with."""
    templates: list[Template | None] = [actions.collapse, *actions.notes]
    return (part for one in templates if one is not None for part in one.parts if not isinstance(part, str))
