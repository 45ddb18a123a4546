"""The files of a program: the main one, those it uses, and the lists it reads.

In: the main file's source and a resolver. Out: a `Space` a file (each file once, however often it is used), the sources
of the list files, and a diagnostic for everything that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, define, evolve, frozen

from feedcurate.check.messages import names as say_names
from feedcurate.check.messages import values as say
from feedcurate.check.packs import is_of_pack, name_of_pack, pack_names, read_beside, read_pack
from feedcurate.check.resolver import Found, NoFilesHere, OutsideFolder, ResolveError, Resolver
from feedcurate.check.scope import RESERVED_WORDS, Space, Symbol
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.reading import decode, unreadable
from feedcurate.text.diagnostic import Diagnostic
from feedcurate.text.limits import Limits
from feedcurate.text.span import Source


@frozen
class Modules:
    """All files of a program, the main one first, and the sources of its list files by qualified name."""

    spaces: tuple[Space, ...]
    lists: dict[str, Source]
    sources: tuple[Source, ...]


@define
class _Loader:
    resolver: Resolver | None
    limits: Limits
    report: list[Diagnostic]
    spaces: dict[str, Space] = Factory(dict)
    sources: list[Source] = Factory(list)
    full: bool = False

    def open(self, source: Source, key: str, folder: str) -> Space:
        """Parse a file and enter its names."""
        result = parse(source, self.limits)
        self.report.extend(result.diagnostics)
        space = Space(result.file, folder, "")
        self.spaces[key] = space
        self.sources.append(source)
        return space

    def find(self, path: nodes.TextLit, folder: str, most: int) -> tuple[Found, Source] | None:
        """A file's bytes and its text; None with the reason reported."""
        try:
            found = self.read(path.value, folder, most)
        except NoFilesHere:
            self.report.append(say.no_files_here(path.value, path.span))
            return None
        except OutsideFolder:
            self.report.append(say.outside_folder(path.value, path.span))
            return None
        except ResolveError as error:
            self.report.append(say.cannot_read(path.value, str(error), path.span))
            return None
        limits = evolve(self.limits, file_size=most)
        source = decode(found.data, found.name, limits)
        problem = source if isinstance(source, Diagnostic) else unreadable(source, limits)
        if isinstance(source, Diagnostic) or problem is not None:
            self.report.extend([] if problem is None else [problem])
            return None
        return found, source

    def read(self, path: str, folder: str, most: int) -> Found:
        """A file, or a pack; the files of a pack come from where packs are, whoever uses it."""
        pack = name_of_pack(path)
        if pack is not None:
            return read_pack(pack, most)
        if is_of_pack(folder):
            return read_beside(path, folder, most)
        if self.resolver is None:
            raise NoFilesHere(path)
        return self.resolver.read(path, folder, most)

    def use(self, node: nodes.Use, space: Space) -> Space | None:
        """The file that a `use` names, opened the first time."""
        pack = name_of_pack(node.path.value)
        if pack is not None and pack not in pack_names():
            self.report.append(say.unknown_pack(pack, node.path.span, pack_names()))
            return None
        found = self.find(node.path, space.folder, self.limits.file_size)
        if found is None:
            return None
        file, source = found
        if file.key in self.spaces:
            return self.spaces[file.key]
        if len(self.spaces) > self.limits.used_files:
            if not self.full:
                self.report.append(say.too_many_files(self.limits.used_files, node.span))
            self.full = True
            return None
        return self.open(source, file.key, file.folder)


def load_modules(
    main: Source, key: str, resolver: Resolver | None, limits: Limits, report: list[Diagnostic]
) -> Modules:
    """Read everything a main file needs; what is wrong is added to `report`."""
    loader = _Loader(resolver, limits, report)
    first = loader.open(main, key, "")
    waiting = [first]
    while waiting:
        space = waiting.pop()
        for node in space.file.statements:
            if not isinstance(node, nodes.Use):
                continue
            known = len(loader.spaces)
            used = loader.use(node, space)
            if used is None:
                continue
            _link(space, node, used, report)
            if len(loader.spaces) > known:
                waiting.append(used)
    _name(first)
    spaces = tuple(loader.spaces.values())
    for space in spaces:
        _declare(space, report)
    _report_clashes(spaces, report)
    lists = dict(_lists(loader, spaces))
    return Modules(spaces, lists, (*loader.sources, *lists.values()))


def _link(space: Space, node: nodes.Use, used: Space, report: list[Diagnostic]) -> None:
    """Let a file know the names of one that it uses; those of a pack stand behind the pack's own name."""
    name = node.alias.id if node.alias is not None else name_of_pack(node.path.value)
    if name is None:
        if used is not space and used not in space.bare:
            space.bare.append(used)
        return
    span = node.path.span if node.alias is None else node.alias.span
    if name in RESERVED_WORDS:
        report.append(say_names.name_taken(name, span))
    elif space.aliases.get(name, used) is not used:
        report.append(say_names.declared_twice(name, "", span, space.alias_spans[name]))
    else:
        space.aliases[name] = used
        space.alias_spans.setdefault(name, span)


def _name(main: Space) -> None:
    """Give each file the shortest name it can be reached by, so that the order of `use` lines does not matter."""
    best: dict[int, tuple[int, str]] = {id(main): (0, "")}
    waiting = [main]
    while waiting:
        space = waiting.pop(0)
        depth, prefix = best[id(space)]
        steps = [(used, (depth, prefix)) for used in space.bare]
        steps += [(used, (depth + 1, f"{prefix}{alias}.")) for alias, used in space.aliases.items()]
        for used, name in steps:
            if id(used) not in best or name < best[id(used)]:
                best[id(used)] = name
                used.prefix = name[1]
                waiting.append(used)


def _declare(space: Space, report: list[Diagnostic]) -> None:
    """Enter the names that a file declares; the same name twice is reported."""
    space.broken = frozenset(node.name for node in space.file.broken if node.name is not None)
    for node in space.file.statements:
        if not isinstance(node, nodes.List | nodes.Let | nodes.Rule):
            continue
        name, first = node.name.id, space.own.get(node.name.id)
        if first is None and name not in RESERVED_WORDS:
            space.own[name] = Symbol(node, space, f"{space.prefix}{name}")
            continue
        if first is not None:
            report.append(say_names.declared_twice(name, _both(node, first.node), node.name.span, first.span))
        else:
            report.append(say_names.name_taken(name, node.name.span))
            space.broken |= {name}
        space.nameless.append(Symbol(node, space, f"{space.prefix}{name} again {len(space.nameless)}"))


def _both(one: nodes.List | nodes.Let | nodes.Rule, other: nodes.List | nodes.Let | nodes.Rule) -> str:
    """The keyword of the list that two statements could be together, if they could."""
    lists = isinstance(one, nodes.List) and isinstance(other, nodes.List) and one.kind is other.kind
    return one.kind.value if lists and isinstance(one, nodes.List) else ""


def _report_clashes(spaces: tuple[Space, ...], report: list[Diagnostic]) -> None:
    """Names that two files declare where one of them joins the other, each pair once."""
    seen: set[tuple[int, int]] = set()
    for space in spaces:
        first: dict[str, Symbol] = {}
        for visible in space.visible():
            for name, symbol in visible.own.items():
                other = first.setdefault(name, symbol)
                pair = (id(other), id(symbol))
                if other is not symbol and pair not in seen and pair[::-1] not in seen:
                    seen.add(pair)
                    both = _both(symbol.node, other.node)
                    report.append(say_names.declared_twice(name, both, other.span, symbol.span))


def _lists(loader: _Loader, spaces: tuple[Space, ...]) -> Iterator[tuple[str, Source]]:
    for space in spaces:
        for symbol in (*space.own.values(), *space.nameless):
            if isinstance(symbol.node, nodes.List) and symbol.node.file is not None:
                found = loader.find(symbol.node.file, space.folder, loader.limits.list_file_size)
                if found is not None:
                    yield symbol.qualified, found[1]
