"""A trial of examples for a person: one line an example, all that matters of those that fail, and what was reached.

In: `Trial`s of rule files. Out: lines for a terminal of so many columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedcurate.model.explanation import ExplainedRule, RuleState
from feedcurate.outputs.explanation import rule_lines
from feedcurate.outputs.pieces import Line, Part, Said, in_lines, usable
from feedcurate.text.visible import visible
from feedcurate.trial.results import CoveredClause, CoveredRule, Expected, Trial, Tried

_MOST_CLAUSES = 8


Tested = Sequence[tuple[str, Trial]]
"""Rule files by name, and what came of the examples of each."""


def trial_lines(tested: Tested, width: int, *, coverage: bool = True) -> Iterator[Line]:
    """The whole page; `coverage` False leaves out what was reached of the rules."""
    for said in _page(tested, coverage=coverage):
        yield from in_lines(said, usable(width))


def failure_text(tried: Tried) -> str:
    """All that matters of an example that failed, as plain text."""
    return "\n".join(f"{'  ' * said.depth}{said.text}" for said in _failure(tried))


def summary(tested: Tested) -> str:
    """`7 examples: 6 passed, 1 failed`."""
    tried = [one for _, trial in tested for one in trial.tried]
    passed = sum(one.passed for one in tried)
    if not tried:
        return f"no examples in {', '.join(visible(name) for name, _ in tested)}"
    failed = f", {len(tried) - passed} failed" if passed < len(tried) else ""
    return f"{_count(len(tried), 'example')}: {passed} passed{failed}"


def _page(tested: Tested, *, coverage: bool) -> Iterator[Said]:
    for name, trial in tested:
        if len(tested) > 1:
            yield Said(visible(name) if trial.tried else f"{visible(name)}: no examples", Part.HEADING)
        for tried in trial.tried:
            yield from _tried(tried)
        if coverage and trial.tried:
            yield from _coverage(trial.coverage)
    yield Said(summary(tested), Part.SUMMARY)


def _tried(tried: Tried) -> Iterator[Said]:
    title = visible(tried.example.title)
    if tried.passed:
        yield Said(f"passed  {title}", Part.CHANGE)
        return
    yield Said(f"FAILED  {title} ({visible(tried.example.span.place)})", Part.MARK)
    yield from _failure(tried)


def _failure(tried: Tried) -> Iterator[Said]:
    for one in tried.impossible:
        told = f"{visible(one.span.place)}: what was made of this does not have `{visible(one.text)}`"
        yield Said(told, Part.REASON, 1)
    before: tuple[ExplainedRule, ...] = ()
    for expected in tried.expected:
        if not expected.met:
            yield from _unmet(expected, again=expected.rules == before)
            before = expected.rules


def _unmet(expected: Expected, *, again: bool) -> Iterator[Said]:
    """What was expected and what happened; `again`: for the reasons that were just told."""
    yield Said(f"{visible(expected.expect.span.place)}: {visible(expected.expect.text)}", Part.REASON, 1)
    yield Said(f"but: {visible(', '.join(expected.happened))}", Part.MARK, 1)
    if again:
        return
    for rule in sorted(expected.rules, key=lambda rule: rule.state is not RuleState.FIRED):
        for said in rule_lines(rule, expected.clauses):
            yield Said(said.text, said.part, said.depth + 2)
    if expected.others:
        yield Said(f"{_count(expected.others, 'other rule')} did not fire", Part.FADED, 2)


def _coverage(rules: tuple[CoveredRule, ...]) -> Iterator[Said]:
    """Which rules fired, and of the clauses those that were not seen both ways."""
    if not rules:
        return
    clauses = [clause for rule in rules for clause in rule.clauses]
    both = sum(clause.made_true and clause.made_false for clause in clauses)
    fired = sum(rule.fired for rule in rules)
    reached = f"{both} of {_count(len(clauses), 'clause')} were true and false"
    yield Said(f"{fired} of {_count(len(rules), 'rule')} fired; {reached}", Part.SUMMARY)
    for rule in rules:
        yield from _reached(rule)


def _reached(rule: CoveredRule) -> Iterator[Said]:
    """A rule of which something is missing; of one that no expectation asked, nothing more than that."""
    if rule.fired and not rule.missed:
        return
    yield Said(f"{visible(rule.rule)} {'fired' if rule.fired else 'never fired'} ({visible(rule.at)})", Part.FADED, 1)
    if not any(clause.made_true or clause.made_false for clause in rule.clauses):
        return
    for clause in rule.missed[:_MOST_CLAUSES]:
        yield Said(f"{_missing(clause)}: {visible(clause.text)} ({_line(clause, rule)})", Part.FADED, 2)
    if len(rule.missed) > _MOST_CLAUSES:
        yield Said(f"and {len(rule.missed) - _MOST_CLAUSES} more", Part.FADED, 2)


def _missing(clause: CoveredClause) -> str:
    if clause.made_true:
        return "never false"
    return "never true" if clause.made_false else "neither true nor false"


def _line(clause: CoveredClause, rule: CoveredRule) -> str:
    """Where a clause stands: the line, and the file where that is another than its rule's."""
    file, line, _ = clause.at.rsplit(":", 2)
    return f"line {line}" if file == rule.at.rsplit(":", 2)[0] else visible(f"{file}:{line}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
