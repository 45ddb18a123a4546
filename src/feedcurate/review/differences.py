"""Why two rule files treat a post differently: which rules, and which of their conditions.

In: the verdicts of both. Out: `Difference`s, sorted by rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedcurate.engine.interpret import Reading
from feedcurate.engine.reasons import every_clause, what_made_it, what_stopped_it
from feedcurate.program.program import PostActions, Rule, Strength
from feedcurate.review.changes import Answer, ChangedClause, Difference, How
from feedcurate.review.court import Verdicts

_ANSWERS = {True: Answer.TRUE, False: Answer.FALSE, None: Answer.UNKNOWN}
_OWN_POSTS = "set own_posts"


def deciding(before: Verdicts, after: Verdicts) -> tuple[str, ...]:
    """The names of the rules that made a difference, sorted: those that decided in one file and do not in the other.

    Where the outcome is another, only rules that ask for an outcome are meant; else those that move or mark a post.
    """
    olds, news = _by_name(before), _by_name(after)
    if before.opinion.verdict.outcome is not after.opinion.verdict.outcome:
        olds, news = _strongest(olds, before), _strongest(news, after)
        every = (_by_name(before), _by_name(after))
    else:
        olds, news = _marking(olds), _marking(news)
        every = (olds, news)
    names = {name for name in olds.keys() | news.keys() if not _does_same(every[0].get(name), every[1].get(name))}
    return tuple(sorted(names))


def differences(
    before: Verdicts, after: Verdicts, old: Mapping[str, Rule], new: Mapping[str, Rule]
) -> tuple[Difference, ...]:
    """What made the difference. `old` and `new` are all rules of the two files, by name."""
    names = deciding(before, after)
    found = [_difference(name, before, after, old.get(name), new.get(name)) for name in names]
    if not names and before.opinion.verdict.outcome is not after.opinion.verdict.outcome:
        found.append(Difference(rule=_OWN_POSTS, how=How.OWN_POSTS))
    return (*found, *(Difference(rule=one, how=How.QUOTA) for one in changed_quotas(before, after)))


def changed_quotas(before: Verdicts, after: Verdicts) -> tuple[str, ...]:
    """The quotas that hold a post in one file and not in the other, as they are told."""
    return tuple(dict.fromkeys(one for one in (before.held, after.held) if one)) if before.held != after.held else ()


def _by_name(verdicts: Verdicts) -> dict[str, Rule]:
    return {rule.name: rule for rule in verdicts.opinion.fired}


def _strongest(rules: Mapping[str, Rule], verdicts: Verdicts) -> dict[str, Rule]:
    """Those whose outcome it is."""
    strength = verdicts.opinion.verdict.strength
    return {
        name: rule
        for name, rule in rules.items()
        if rule.actions.strength is strength and strength is not Strength.SHOW
    }


def _marking(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """Those that do more than ask for an outcome."""
    return {
        name: rule
        for name, rule in rules.items()
        if rule.actions.shift or rule.actions.labels or rule.actions.collapse is not None
    }


def _does_same(one: Rule | None, other: Rule | None) -> bool:
    return one is not None and other is not None and _asked(one.actions) == _asked(other.actions)


def _asked(actions: PostActions) -> tuple[object, ...]:
    # Templates name expressions by number, which says nothing across files.
    return actions.strength, actions.shift, frozenset(actions.labels), _shape(actions)


def _shape(actions: PostActions) -> tuple[str, ...]:
    template = actions.collapse
    return () if template is None else tuple(part if isinstance(part, str) else "{}" for part in template.parts)


def _difference(name: str, before: Verdicts, after: Verdicts, old: Rule | None, new: Rule | None) -> Difference:
    fired_before, fires_now = name in _by_name(before), name in _by_name(after)
    if fired_before and fires_now:
        return Difference(rule=name, how=How.DOES_OTHER)
    readings = (before.opinion.reading, after.opinion.reading)
    if fires_now:
        how = How.NEW if old is None else How.FIRES
        clauses = [clause.flipped() for clause in _clauses(new, readings[1], old, readings[0])]
    else:
        how = How.GONE if new is None else How.NO_LONGER_FIRES
        clauses = _clauses(old, readings[0], new, readings[1])
    return Difference(rule=name, how=how, clauses=tuple(clauses))


def _clauses(fired: Rule | None, here: Reading, other: Rule | None, there: Reading) -> list[ChangedClause]:
    """The conditions by which a rule fires in one file and not in the other; `before` is where it fires."""
    if fired is None:
        return []
    made = what_made_it(fired.clause, lambda clause: here.truth(clause.expr))
    if other is None:
        return [ChangedClause(text=one.text, before=_answer(here, one.expr), after=Answer.MISSING) for one, _ in made]
    ours, theirs = _atoms(fired, here), _atoms(other, there)
    stopped = what_stopped_it(other.clause, lambda clause: there.truth(clause.expr))
    texts = dict.fromkeys((*(one.text for one, _ in stopped), *(one.text for one, _ in made)))
    found = [
        ChangedClause(text=text, before=ours.get(text, Answer.MISSING), after=theirs.get(text, Answer.MISSING))
        for text in texts
    ]
    return [one for one in found if one.before is not one.after] or _whole(fired, here, other, there)


def _whole(fired: Rule, here: Reading, other: Rule, there: Reading) -> list[ChangedClause]:
    """Where every condition is answered alike, they are put together differently; or the rule's dates differ."""
    if fired.clause.text == other.clause.text:
        return []
    return [
        ChangedClause(text=fired.clause.text, before=_answer(here, fired.when), after=Answer.MISSING),
        ChangedClause(text=other.clause.text, before=Answer.MISSING, after=_answer(there, other.when)),
    ]


def _atoms(rule: Rule, reading: Reading) -> dict[str, Answer]:
    atoms = (clause for clause in every_clause(rule.clause) if clause.connective is None)
    return {clause.text: _answer(reading, clause.expr) for clause in atoms}


def _answer(reading: Reading, expr: int) -> Answer:
    return _ANSWERS[reading.truth(expr)]
