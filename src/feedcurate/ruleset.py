"""Rule files as an app holds them: loaded, checked, immutable.

In: a path or a text. Out: a `Ruleset`, or every diagnostic at once. What checks is imported when something is checked:
a file that has not changed since a process before needs none of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from feedcurate.cache.classes import own_classes
from feedcurate.cache.data import Refused
from feedcurate.cache.packed import Packed, pack
from feedcurate.check.resolver import FolderResolver, Resolver
from feedcurate.check.signals import SIGNAL_KINDS
from feedcurate.collecting import uncollected
from feedcurate.errors import RuleFileError
from feedcurate.model.kinds import Kind
from feedcurate.remember import Answer, Recorder, Remembered
from feedcurate.syntax.reading import decode
from feedcurate.text.diagnostic import Diagnostic, has_errors
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source

if TYPE_CHECKING:
    from feedcurate.cache.results import Results
    from feedcurate.check.check import Checked
    from feedcurate.model.item import Item
    from feedcurate.program.computed import Compute
    from feedcurate.program.program import Program


def _comparable(compute: Compute | None) -> object:
    """A function as sets know it; an object that they cannot hold is only equal to itself."""
    try:
        hash(compute)
    except TypeError:
        return id(compute)
    return compute


@frozen
class Signal:
    """A value that the host computes for items: its name and its type (number, share, truth or text).

    `compute` works it out where neither the item nor `Facts` says it: a function from an item to the value, None where
    it cannot tell. It is asked at most once for each item, and only when a rule that may fire looks at the signal.
    Equal items must have equal answers; what it raises is raised. It may be called by several threads at once.
    """

    name: str
    type: str
    compute: Compute | None = field(default=None, eq=_comparable)


@frozen
class Ruleset:
    """Checked rules. Immutable, picklable, safe to share between threads; equal and hashable by content.

    `diagnostics` are the warnings of the files, `sources` the files themselves. Pickled it is small (a thousand rules
    are half a megabyte, and their files), and quick to read: the program is put together when it is first asked for.
    Functions that compute signals are not pickled: give them again, with `computing`, where the rules arrive.
    """

    digest: str
    _program: Program | Packed = field(eq=False, repr=False)
    diagnostics: tuple[Diagnostic, ...] = field(eq=False, repr=False)
    sources: tuple[Source, ...] = field(eq=False, repr=False)

    @property
    def program(self) -> Program:
        """The checked program."""
        return self._program.program() if isinstance(self._program, Packed) else self._program

    def computing(self, signals: Iterable[Signal]) -> Ruleset:
        """The same rules, with the functions of these signals where the rules declare one of that name and type.

        Signals that they do not declare, or as another type, are left out; so are those without a function.
        """
        functions = {(one.name, SIGNAL_KINDS.get(one.type)): one.compute for one in signals if one.compute is not None}
        found = {key: functions[key] for key in (self.program.signals if functions else ()) if key in functions}
        if not found:
            return self
        from feedcurate.program.computed import Computed

        computed = {name: Computed(compute) for (name, _), compute in found.items()}
        program = evolve(self.program, computed={**self.program.computed, **computed})
        return evolve(self, program=program)

    def __reduce__(self) -> tuple[Callable[..., Ruleset], tuple[object, ...]]:
        return Ruleset, (self.digest, self._packed(), self.diagnostics, self.sources)

    def _packed(self) -> Program | Packed:
        if isinstance(self._program, Packed):
            return self._program
        try:
            return pack(self._program, (*self.sources, *own_classes(self._program.item)))
        except Refused:
            # A post of an example may hold anything that an app has: then it is pickled as Python does it.
            return self._program


def uncomputed(rules: Ruleset) -> Ruleset:
    """The same rules without functions: signals are what is said of a post."""
    return evolve(rules, program=evolve(rules.program, computed={})) if rules.program.computed else rules


@frozen
class Examined:
    """What looking at a rule file gives: the rules where there is no error, and all diagnostics."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Source, ...] = ()


def load(
    path: str | Path,
    *,
    item: type[Item] | None = None,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
    cache: bool | str | Path = False,
) -> Ruleset:
    """Load a rule file. Loading files that have not changed again, in this process, gives the same rule set at once.

    `item` is the class of the posts, `Item` or an app's subclass of it, and `signals` what the app adds to them, each
    with the function that computes it where the app gives no values of its own.
    `resolver` finds the files it uses; without one they are looked for in the file's own folder. `cache` keeps what
    was checked on disk for other processes: in the user's own cache folder (True), or in a folder of the app's, which
    must be for the user alone; nothing is written without it. Raises `RuleFileError` with every diagnostic where there
    is an error.
    """
    return _checked(examine(path, item=item, signals=signals, limits=limits, resolver=resolver, cache=cache))


def loads(
    text: str,
    *,
    name: str = "<text>",
    item: type[Item] | None = None,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Ruleset:
    """Load rules from a text; without a resolver they may use no other files.

    Raises `RuleFileError` with every diagnostic where there is an error.
    """
    found = examine_text(text, name=name, item=item, signals=signals, limits=limits, resolver=resolver)
    return _checked(found)


def examine(
    path: str | Path,
    *,
    item: type[Item] | None = None,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
    cache: bool | str | Path = False,
) -> Examined:
    """Check a rule file without raising: whatever is wrong with it is in the diagnostics. `cache` is as in `load`."""
    where = Path(path)
    name = os.fsencode(where).decode("utf-8", "replace")
    try:
        data = _read(where, limits.file_size)
        key = str(where.resolve())
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return _unopened(name, reason)
    except (ValueError, RuntimeError):
        return _unopened(name, "the name cannot be used")
    source = decode(data, name, limits)
    if isinstance(source, Diagnostic):
        return Examined(None, (source,))
    if resolver is None:
        parent = os.fsencode(where.parent).decode("utf-8", "replace")
        resolver = FolderResolver(where.parent, "" if parent == "." else f"{parent}/")
    return _examine(source, key, item, tuple(signals), limits, resolver, cache)


def examine_text(
    text: str,
    *,
    name: str = "<text>",
    item: type[Item] | None = None,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Examined:
    """Check rules in a text without raising: whatever is wrong with them is in the diagnostics."""
    return _examine(Source(name, text), "", item, tuple(signals), limits, resolver)


def _unopened(name: str, reason: str) -> Examined:
    from feedcurate.check.messages.values import cannot_open

    return Examined(None, (cannot_open(name, reason),))


def _read(path: Path, most: int) -> bytes:
    """At most one byte more than allowed, so that a huge file is refused without being read."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _kinds(signals: Iterable[Signal]) -> dict[str, Kind]:
    """The kinds of the host's signals. Raises ValueError for an unknown type: that is the app's mistake."""
    found: dict[str, Kind] = {}
    for signal in signals:
        if signal.type not in SIGNAL_KINDS:
            raise ValueError(
                f"signal {signal.name!r} has the type {signal.type!r}; it is one of {sorted(SIGNAL_KINDS)}"
            )
        found[signal.name] = SIGNAL_KINDS[signal.type]
    return found


def _checked(examined: Examined) -> Ruleset:
    if examined.ruleset is None:
        raise RuleFileError(examined.diagnostics)
    return examined.ruleset


def _examine(
    source: Source,
    key: str,
    item: type[Item] | None,
    signals: tuple[Signal, ...],
    limits: Limits,
    resolver: Resolver | None,
    cache: bool | str | Path = False,
) -> Examined:
    kinds = _kinds(signals)
    asked = (source.name, key, tuple(sorted(kinds.items())), limits)
    # What was found without a cache is not in it, so that whoever then asks for one has it looked at again.
    wanted = (asked, source.text, item, cache, tuple(one for one in signals if one.compute is not None))
    found = _remembered.find(wanted, resolver)
    if found is not None:
        return found
    results = _results(cache, item)
    recorder = None if resolver is None else Recorder(resolver)
    examined = None if results is None else results.find(asked, source.text, recorder)
    if examined is None:
        from feedcurate.check.check import check
        from feedcurate.model.item import Item

        recorder = None if resolver is None else Recorder(resolver)
        with uncollected():
            checked = check(source, key=key, item=item or Item, signals=kinds, limits=limits, resolver=recorder)
        examined = _examined(checked)
        if results is not None:
            results.keep(asked, source.text, _answers(recorder), examined)
    if examined.ruleset is not None:
        examined = evolve(examined, ruleset=examined.ruleset.computing(signals))
    _remembered.keep(wanted, _answers(recorder), examined)
    return examined


def _results(cache: bool | str | Path, item: type[Item] | None) -> Results | None:
    """Where results are kept on disk, if they are to be."""
    if cache is False:
        return None
    from feedcurate.cache.results import results_in

    return results_in(cache, item)


def _answers(recorder: Recorder | None) -> tuple[Answer, ...]:
    return () if recorder is None else recorder.answers()


def _examined(checked: Checked) -> Examined:
    if checked.program is None or has_errors(checked.diagnostics):
        return Examined(None, checked.diagnostics, checked.sources)
    rules = Ruleset(checked.program.digest, checked.program, checked.diagnostics, checked.sources)
    return Examined(rules, checked.diagnostics, checked.sources)


_remembered: Remembered[Examined] = Remembered(most=32)
