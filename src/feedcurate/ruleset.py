"""Rule files as an app holds them: loaded, checked, immutable.

In: a path or a text. Out: a `Ruleset`, or every diagnostic at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import field, frozen

from feedcurate.check.check import SIGNAL_KINDS, Checked, check
from feedcurate.check.messages.values import cannot_open
from feedcurate.check.resolver import FolderResolver, Resolver
from feedcurate.errors import RuleFileError
from feedcurate.model.item import Item
from feedcurate.model.kinds import Kind
from feedcurate.program.program import Program
from feedcurate.remember import Recorder, Remembered
from feedcurate.syntax.reading import decode
from feedcurate.text.diagnostic import Diagnostic, has_errors
from feedcurate.text.limits import DEFAULT_LIMITS, Limits
from feedcurate.text.span import Source


@frozen
class Signal:
    """A value that the host computes for items: its name and its type (number, share, truth or text)."""

    name: str
    type: str


@frozen
class Ruleset:
    """Checked rules. Immutable, picklable, safe to share between threads; equal and hashable by content.

    `diagnostics` are the warnings of the files, `sources` the files themselves.
    """

    digest: str
    program: Program = field(eq=False, repr=False)
    diagnostics: tuple[Diagnostic, ...] = field(eq=False, repr=False)
    sources: tuple[Source, ...] = field(eq=False, repr=False)


@frozen
class Examined:
    """What looking at a rule file gives: the rules where there is no error, and all diagnostics."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Source, ...] = ()


def load(
    path: str | Path,
    *,
    item: type[Item] = Item,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Ruleset:
    """Load a rule file. Loading files that have not changed again is a cache hit.

    `resolver` finds the files it uses; without one they are looked for in the file's own folder.
    Raises `RuleFileError` with every diagnostic where there is an error.
    """
    return _checked(examine(path, item=item, signals=signals, limits=limits, resolver=resolver))


def loads(
    text: str,
    *,
    name: str = "<text>",
    item: type[Item] = Item,
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
    item: type[Item] = Item,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Examined:
    """Check a rule file without raising: whatever is wrong with it is in the diagnostics."""
    where = Path(path)
    name = os.fsencode(where).decode("utf-8", "replace")
    try:
        data = _read(where, limits.file_size)
        key = str(where.resolve())
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        return Examined(None, (cannot_open(name, reason),))
    except (ValueError, RuntimeError):
        return Examined(None, (cannot_open(name, "the name cannot be used"),))
    source = decode(data, name, limits)
    if isinstance(source, Diagnostic):
        return Examined(None, (source,))
    if resolver is None:
        parent = os.fsencode(where.parent).decode("utf-8", "replace")
        resolver = FolderResolver(where.parent, "" if parent == "." else f"{parent}/")
    return _examine(source, key, item, _kinds(signals), limits, resolver)


def examine_text(
    text: str,
    *,
    name: str = "<text>",
    item: type[Item] = Item,
    signals: Iterable[Signal] = (),
    limits: Limits = DEFAULT_LIMITS,
    resolver: Resolver | None = None,
) -> Examined:
    """Check rules in a text without raising: whatever is wrong with them is in the diagnostics."""
    return _examine(Source(name, text), "", item, _kinds(signals), limits, resolver)


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
    item: type[Item],
    signals: Mapping[str, Kind],
    limits: Limits,
    resolver: Resolver | None,
) -> Examined:
    wanted = (source.name, source.text, key, item, tuple(sorted(signals.items())), limits)
    found = _remembered.find(wanted, resolver)
    if found is not None:
        return found
    recorder = None if resolver is None else Recorder(resolver)
    examined = _examined(check(source, key=key, item=item, signals=signals, limits=limits, resolver=recorder))
    _remembered.keep(wanted, recorder.answers() if recorder is not None else (), examined)
    return examined


def _examined(checked: Checked) -> Examined:
    if checked.program is None or has_errors(checked.diagnostics):
        return Examined(None, checked.diagnostics, checked.sources)
    rules = Ruleset(checked.program.digest, checked.program, checked.diagnostics, checked.sources)
    return Examined(rules, checked.diagnostics, checked.sources)


_remembered: Remembered[Examined] = Remembered(most=32)
