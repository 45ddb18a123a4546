"""What happened in the world of an example, held against what is expected of it.

In: a scene and an expectation. Out: what was read, the rules that were asked, and what happened, in the words of
expectations.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from attrs import frozen

from feedcurate.check.given_fields import SOMEWHERE
from feedcurate.engine.advising import about_accounts, about_session, on_draft
from feedcurate.engine.evaluate import curate
from feedcurate.engine.explain import explained_clause, explained_rule
from feedcurate.engine.interpret import Reading
from feedcurate.engine.reasons import every_clause
from feedcurate.engine.sameness import each_once
from feedcurate.engine.scene import Scene
from feedcurate.engine.verdict import BETWEEN_TEXTS
from feedcurate.model.account import Account
from feedcurate.model.decision import AccountAdvice, Because, Decision, DraftAdvice, SessionAdvice, SessionWord
from feedcurate.model.draft import Draft
from feedcurate.model.explanation import RuleState
from feedcurate.model.identity import account_set, same_account
from feedcurate.model.item import Item
from feedcurate.program.examples import Expect
from feedcurate.program.program import AnyRule
from feedcurate.syntax.writing import quoted
from feedcurate.trial.asking import asked
from feedcurate.trial.results import Expected

_SESSION = {
    SessionWord.STOP: "stops", SessionWord.PAUSE: "pauses", SessionWord.WAIT: "waits", SessionWord.NUDGE: "nudges",
    SessionWord.CONTINUE: "continues",
}  # fmt: skip


@frozen
class Fact:
    """One thing that happened: the word, what stands behind it, the texts said with it, and the rules that are why."""

    word: str
    value: str | None = None
    texts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """As an expectation would say it."""
        behind = ([] if self.value is None else [self.value]) + [quoted(text) for text in self.texts]
        by = [f"by {', '.join(self.rules)}"] if self.rules else []
        return " ".join((self.word, *behind, *by))

    def meets(self, expect: Expect) -> bool:
        """Whether this is what is expected, its negation left aside."""
        if self.word != expect.word or (expect.by is not None and expect.by not in self.rules):
            return False
        said = (self.value, *self.texts, BETWEEN_TEXTS.join(self.texts))
        return expect.value is None or expect.value in said


@frozen(eq=False)
class Happened:
    """What was read, the rules that were asked of it, and what came out."""

    reading: Reading
    rules: tuple[AnyRule, ...]
    facts: tuple[Fact, ...]

    def against(self, expect: Expect) -> Expected:
        """What happened beside what is expected; where that is not met, with the rules that matter."""
        met = any(fact.meets(expect) for fact in self.facts) is not expect.negated
        told = tuple(fact.told for fact in self.facts)
        if met:
            return Expected(expect, met, told)
        every = [explained_rule(rule, self.reading) for rule in self.rules]
        wanted = {rule.name for rule in self.rules if _could_meet(rule, expect)}
        rules = tuple(one for one in every if one.state is RuleState.FIRED or one.rule in wanted)
        shown = {one.rule for one in rules}
        clauses = {
            clause.id: clause for rule in self.rules if rule.name in shown for clause in every_clause(rule.clause)
        }
        return Expected(
            expect, met, told, rules=rules, others=len(every) - len(rules),
            clauses=tuple(explained_clause(clauses[number], self.reading) for number in sorted(clauses)),
        )  # fmt: skip


def _could_meet(rule: AnyRule, expect: Expect) -> bool:
    if expect.by is not None:
        return rule.name == expect.by
    value = expect.value if expect.word in ("labelled", "suggests") else None
    return (expect.word, value) in asked(rule.actions)


def of_post(scene: Scene, batch: tuple[Item, ...], item: Item) -> Happened:
    """A post among those at hand."""
    decision = next(one for one in curate(scene, batch).posts if (one.source, one.id) == (item.source, item.id))
    kept = next(one for one in each_once(batch) if (one.source, one.id) == (item.source, item.id))
    rules = scene.program.rules
    return Happened(scene.judge.read(kept), rules, tuple(_of_post(decision, rules)))


def _of_post(decision: Decision, rules: Iterable[AnyRule]) -> Iterable[Fact]:
    texts = () if decision.collapse is None else tuple(decision.collapse.split(BETWEEN_TEXTS))
    yield _fact(decision.outcome.value, None, decision.because, rules, texts)
    # A rule that is outweighed still moves and labels.
    fired = sorted((*decision.because, *decision.overridden), key=lambda one: one.rule)
    if decision.shift:
        yield _fact("boosted" if decision.shift > timedelta(0) else "demoted", None, fired, rules)
    for label in decision.labels:
        yield _fact("labelled", label, fired, rules)


def of_account(scene: Scene, account: Account) -> Happened:
    """An account, as the posts and the history know it; one without a host is the first of that name."""
    everybody = scene.everybody()
    name, _, host = (account.handle or "").partition("@")
    named = account_set([f"@{name}"] if host == SOMEWHERE else ())
    known = next((one for one in everybody if same_account(one, account) is True), None)
    known = known or next((one for one in everybody if named.has(one)), account)
    rules = scene.program.account_rules
    advised = about_accounts(scene.judge, [known]).accounts
    facts = tuple(_of_advice(one, rules) for one in advised) or (Fact("suggests", "nothing"),)
    return Happened(scene.judge.of_account(known), rules, facts)


def _of_advice(advice: AccountAdvice, rules: Iterable[AnyRule]) -> Fact:
    return _fact("suggests", advice.advice.value, advice.because, rules)


def of_session(scene: Scene) -> Happened:
    """The session now."""
    advice = about_session(scene.judge).advice or SessionAdvice()
    rules = scene.program.session_rules
    facts = (_fact(_SESSION[advice.advice], None, advice.because, rules, advice.texts),)
    return Happened(scene.judge.of_session(), rules, facts)


def of_draft(scene: Scene, draft: Draft) -> Happened:
    """A draft."""
    rules = scene.program.draft_rules
    facts = tuple(_of_draft(on_draft(scene.judge, draft), rules)) or (Fact("passes"),)
    return Happened(scene.judge.of_draft(draft), rules, facts)


def _of_draft(advice: DraftAdvice, rules: Iterable[AnyRule]) -> Iterable[Fact]:
    if advice.hold is not None:
        yield _fact("holds", None, advice.because, rules)
    if advice.ask:
        yield _fact("asks", None, advice.because, rules, advice.ask)
    if advice.warn:
        yield _fact("warns", None, advice.because, rules, advice.warn)


def _fact(
    word: str, value: str | None, because: Iterable[Because], rules: Iterable[AnyRule], texts: tuple[str, ...] = ()
) -> Fact:
    """Something that happened, by those of the rules that count and ask for it."""
    can = {rule.name for rule in rules if (word, value) in asked(rule.actions)}
    return Fact(word, value, texts, tuple(one.rule for one in because if one.rule in can))
