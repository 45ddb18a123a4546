"""Whether a rule file that was mended still means what it meant.

In: the file before and after, as trees. Out: yes only where that is certain. Of lists, topics and lets only those may
have changed that nothing needs (`keeps_names`); of rules only what the solver proves to make no difference
(`keeps_rules`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve

from feedcurate.matching.patterns import Pattern
from feedcurate.program.program import Program, Topic
from feedcurate.proof.phrases import implied_by
from feedcurate.proof.proving import BUSY
from feedcurate.ruleset import Examined
from feedcurate.syntax import nodes
from feedcurate.syntax.printer import format_file

Examine = Callable[[str], Examined]
_BESIDE = (nodes.List, nodes.Let)


def keeps_names(before: nodes.File, after: nodes.File, old: Program, new: Program) -> bool:
    """Whether nothing has changed but unused names and covered entries."""
    if _all_but(before, _BESIDE) != _all_but(after, _BESIDE):
        return False
    lists = {one.name.id: one for one in before.statements if isinstance(one, _BESIDE)}
    changed = [one for one in after.statements if isinstance(one, _BESIDE) and lists.get(one.name.id) != one]
    topics = {topic.name: topic for topic in old.topics if topic.name}, {t.name: t for t in new.topics if t.name}
    return all(
        isinstance(one, nodes.List)
        and one.name.id in topics[0]
        and one.name.id in topics[1]
        and _finds_the_same((old, topics[0][one.name.id]), (new, topics[1][one.name.id]))
        for one in changed
    )


def _all_but(file: nodes.File, kinds: tuple[type, ...]) -> list[nodes.Statement]:
    return [one for one in file.statements if not isinstance(one, kinds)]


def _finds_the_same(old: tuple[Program, Topic], new: tuple[Program, Topic]) -> bool:
    """Whether two topics have the same entries, but for phrases that other phrases cover."""
    return all(
        _covers(_phrases(*new, part), _phrases(*old, part)) and _rest(*new, part) == _rest(*old, part)
        for part in ("entries", "exceptions")
    ) and (_names(*old) == _names(*new))


def _phrases(program: Program, topic: Topic, part: str) -> list[Pattern]:
    return [program.patterns[number] for number in sorted(getattr(topic, part).patterns)]


def _rest(program: Program, topic: Topic, part: str) -> set[object]:
    return {program.regexes[number] for number in getattr(topic, part).regexes}


def _names(program: Program, topic: Topic) -> tuple[set[str], set[str]]:
    included = {program.topics[number].name for number in topic.includes}
    return included, {program.topics[number].name for number in topic.excluded}


def _covers(fewer: Sequence[Pattern], more: Sequence[Pattern]) -> bool:
    """Whether some phrases are among others, and all others are covered by them."""
    keys = {pattern.key for pattern in fewer}
    wider = implied_by(more)
    kept = {number for number, pattern in enumerate(more) if pattern.key in keys}
    return keys <= {pattern.key for pattern in more} and all(
        number in kept or wider[number] & kept for number in range(len(more))
    )


def keeps_rules(before: nodes.File, after: nodes.File, examine: Examine, seconds: float) -> bool:
    """Whether nothing has changed but rules, and these decide as before, as the solver proves.

    Both versions of a rule that has changed are put into one file, so that they speak of the same lists.
    """
    if _all_but(before, (nodes.Rule,)) != _all_but(after, (nodes.Rule,)):
        return False
    old = {one.name.id: one for one in before.statements if isinstance(one, nodes.Rule)}
    new = {one.name.id: one for one in after.statements if isinstance(one, nodes.Rule)}
    changed = {name: f"{name}_{'x' * max(map(len, old))}" for name in new if old.get(name) != new[name]}
    if not set(new) <= set(old) or any(_but_when(old[name]) != _but_when(new[name]) for name in changed):
        return False
    both = (*before.statements, *(_named(new[name], alias) for name, alias in changed.items()))
    examined = examine(format_file(evolve(before, statements=both)))
    if examined.ruleset is None:
        return False
    with BUSY:
        return _same(examined.ruleset.program, seconds, changed, set(old) - set(new))


def _same(program: Program, seconds: float, changed: Mapping[str, str], gone: set[str]) -> bool:
    """Whether rules that have changed fire as before, under their new names, and those that are gone are not missed."""
    from feedcurate.proof.warnings.effects import live_beside, makes_a_difference
    from feedcurate.proof.warnings.questions import Questions

    questions = Questions(program, seconds)
    rules = {rule.name: rule for rule in program.all_rules}
    for name, alias in changed.items():
        if name in rules and not questions.never(questions.fires(rules[name]) != questions.fires(rules[alias])):
            return False
    left = [rule for name, rule in rules.items() if name not in gone and name not in changed.values()]
    return all(
        questions.never(
            questions.fires(rule),
            makes_a_difference(questions, rule, live_beside(left, rule), questions.fires),
        )
        for name, rule in rules.items()
        if name in gone
    )


def _but_when(rule: nodes.Rule) -> nodes.Rule:
    return evolve(rule, when=nodes.Name("always"))


def _named(rule: nodes.Rule, name: str) -> nodes.Rule:
    return evolve(rule, name=nodes.Name(name))
