"""Rule files mended: the fixes that diagnostics carry, put into the text.

In: a rule file, a function that examines texts in its place, and whether to ask the solver. Out: `Mended`: the text
in its canonical layout, and the diagnostics whose fixes are in it. A file with errors means nothing yet: a fix of one
is taken where fewer errors are left. Any other fix is taken only where the file surely means the same (`keeping`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from attrs import frozen

from feedcurate.proof.warnings import SECONDS, plain_warnings, proved_warnings, written
from feedcurate.proof.warnings.keeping import Examine, keeps_names, keeps_rules
from feedcurate.ruleset import Examined
from feedcurate.syntax import nodes
from feedcurate.syntax.parse import parse
from feedcurate.syntax.printer import format_file
from feedcurate.text.diagnostic import Diagnostic, Severity
from feedcurate.text.span import Source

_ROUNDS = 20
"""What one fix leaves behind may be mended in turn, so many times at most."""


@frozen
class Mended:
    """A text, and what was mended in it; with nothing mended it is the text as it was."""

    text: str
    fixed: tuple[Diagnostic, ...]


@frozen
class Mender:
    """What mends one file."""

    examine: Examine
    now: datetime
    prove: bool = False
    seconds: float = SECONDS
    done: Callable[[], None] = lambda: None
    """Called between questions to the solver."""

    def mended(self, text: str) -> Mended:
        """The text with everything mended that can be."""
        fixed: list[Diagnostic] = []
        for _ in range(_ROUNDS):
            text, done = self._once(text)
            if not done:
                break
            fixed += done
        return Mended(text, tuple(fixed))

    def _once(self, text: str) -> tuple[str, Sequence[Diagnostic]]:
        """One round: the fixes of the first sort of which any can be taken."""
        for find, is_right in (
            (self._errors, self._has_fewer_errors),
            (self._plain, self._names_kept),
            (self._proved, self._rules_kept),
        ):
            after, done = _taken(text, list(_apart(find(text))), is_right)
            if done:
                return after, done
        return text, ()

    # --- What can be mended -----------------------------------------------------------------------

    def _errors(self, text: str) -> Iterable[Diagnostic]:
        examined = self.examine(text)
        return (one for one in examined.diagnostics if one.severity is Severity.ERROR and one.span.source.text == text)

    def _plain(self, text: str) -> Iterable[Diagnostic]:
        rules = self.examine(text).ruleset
        return () if rules is None else (one.diagnostic for one in plain_warnings(written(rules, self.now)))

    def _proved(self, text: str) -> Iterable[Diagnostic]:
        rules = self.examine(text).ruleset
        if rules is None or not self.prove:
            return ()
        found = proved_warnings(written(rules, self.now), seconds=self.seconds, done=self.done)
        return (one.diagnostic for one in found)

    # --- Whether it is right ----------------------------------------------------------------------

    def _has_fewer_errors(self, before: str, after: str) -> bool:
        return _errors_of(self.examine(after)) < _errors_of(self.examine(before))

    def _names_kept(self, before: str, after: str) -> bool:
        old, new = self.examine(before).ruleset, self.examine(after).ruleset
        if old is None or new is None:
            return False
        return keeps_names(_tree(before), _tree(after), old.program, new.program)

    def _rules_kept(self, before: str, after: str) -> bool:
        if self.examine(after).ruleset is None:
            return False
        return keeps_rules(_tree(before), _tree(after), self.examine, self.seconds)


def _tree(text: str) -> nodes.File:
    return parse(Source("<text>", text)).file


def _errors_of(examined: Examined) -> int:
    return sum(one.severity is Severity.ERROR for one in examined.diagnostics)


def _apart(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics with fixes that do not touch each other, from the end of the file on."""
    start = None
    with_fix = [(one.fix.span, one) for one in found if one.fix is not None]
    for span, one in sorted(with_fix, key=lambda pair: (pair[0].end, pair[0].start), reverse=True):
        if start is None or span.end <= start:
            start = span.start
            yield one


def _taken(
    text: str, found: Sequence[Diagnostic], is_right: Callable[[str, str], bool]
) -> tuple[str, Sequence[Diagnostic]]:
    """The text with all fixes, if that is right, else with those that are right one by one."""
    whole = _with(text, found)
    if found and is_right(text, whole):
        return whole, found
    if len(found) > 1:
        for one in found:
            single = _with(text, (one,))
            if is_right(text, single):
                return single, (one,)
    return text, ()


def _with(text: str, found: Sequence[Diagnostic]) -> str:
    """The text with some fixes, in its canonical layout where it can be read."""
    for one in found:
        if one.fix is not None:
            text = text[: one.fix.span.start] + one.fix.replacement + text[one.fix.span.end :]
    parsed = parse(Source("<text>", text))
    return text if parsed.file.broken or parsed.diagnostics else format_file(parsed.file)
