"""Warnings about rules that are in order, and cannot be what their writer means.

In: rules as they are written. Out: `Warned`s, one by one. What is plain to see needs no solver (`plain_warnings`); what
is proved needs the extra `prove` (`proved_warnings`). Nothing is said that was not found out for certain; what is
allowed on a statement (`-- allow W301: reason`) is not said either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec

from feedcurate.check.allow import apply_allowances
from feedcurate.errors import MissingExtra
from feedcurate.proof.warnings.entries import covered_entries
from feedcurate.proof.warnings.over import rules_past_their_end
from feedcurate.proof.warnings.quotas import colliding_quotas
from feedcurate.proof.warnings.regexes import regexes_for_nothing
from feedcurate.proof.warnings.unused import unused_names
from feedcurate.proof.warnings.written import Warned, Written, written

__all__ = ["PARTS", "Warned", "Written", "plain_warnings", "proved_warnings", "written"]

_PLAIN: tuple[Callable[[Written], Iterator[Warned]], ...] = (
    covered_entries,
    colliding_quotas,
    unused_names,
    regexes_for_nothing,
    rules_past_their_end,
)
PARTS = 6
"""Proving goes through the rules so many times."""
SECONDS = 1.0
"""How long the solver may think about one question."""


def plain_warnings(rules: Written) -> Iterator[Warned]:
    """What is plain to see."""
    for kind in _PLAIN:
        yield from _not_allowed(rules, kind(rules))


def proved_warnings(
    rules: Written, *, seconds: float = SECONDS, done: Callable[[], None] = lambda: None
) -> Iterator[Warned]:
    """What the solver finds out. `done` is called `PARTS` times for every rule, whenever a part of the work is done.

    Raises:
        MissingExtra: the extra `prove` is not installed.
    """
    if find_spec("z3") is None:
        raise MissingExtra("prove", "proving that rules have no effect")
    from feedcurate.proof.proving import BUSY
    from feedcurate.proof.warnings.proved import PROVED
    from feedcurate.proof.warnings.questions import Questions

    with BUSY:
        questions = Questions(rules.program, seconds, done)
    for kind in PROVED:
        waiting = kind(rules, questions)
        while True:
            with BUSY:
                found = next(waiting, None)
            if found is None:
                break
            yield from _not_allowed(rules, (found,))


def _not_allowed(rules: Written, found: Iterable[Warned]) -> Iterator[Warned]:
    """Without what the statements allow; what is wrong with allowances themselves is told by `check`."""
    if not any("allow" in source.text for source in rules.sources):
        yield from found
        return
    told = list(found)
    statements = ((statement, None) for statement in rules.statements)
    left = set(apply_allowances((one.diagnostic for one in told), statements))  # type: ignore[arg-type]  # no space is asked
    yield from (one for one in told if one.diagnostic in left)
